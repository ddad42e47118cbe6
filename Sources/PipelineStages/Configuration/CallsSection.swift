import ActivityTesting
import PipelineEngine

/// The section `calls`: which elements are active, differ between cell types, or between alleles.
struct CallsSection: Sendable {
  static let schema = RecordSchema(
    "Which elements are active, which differ between cell types, and which alleles differ.",
    fields: [
      Field(
        "enabled", .boolean, default: .fromData("true where an experiment has counts"),
        "Whether elements are tested. Without counts the stage has nothing to test and says so."),
      Field(
        "aggregation", .choice(BarcodeAggregation.allCases.map(\.rawValue)),
        default: .value("sum"),
        """
        What becomes of the barcodes of an element: the log-ratio of their sums, the mean of their \
        log-ratios, or one log-ratio for every barcode. `mean` and `barcodes` need barcode rows.
        """),
      Field(
        "minimum_dna", .integer(0...Int.max), default: .value(1), unit: "count",
        "Smallest raw DNA count of an element in a replicate; of a barcode with `barcodes`."),
      Field(
        "null", .choice(ActivityNull.allCases.map(\.rawValue)), default: .value("automatic"),
        """
        What activity is compared with: the middle 95 % of the negative controls (`controls`), \
        ranks among them, robust z-scores of them, or of all elements below the mode. `automatic` \
        is `controls` with at least 40 tested controls, else `below_mode`; with one replicate \
        `control_deviations` instead of `controls`.
        """),
      Field(
        "direction", .choice(directions.map(\.name)),
        default: .fromData("both with controls, up below the mode"),
        "Which activities are looked for: above those of inactive elements, below, or either."),
      Field(
        "fdr", .number(.closed(0.000_001, 1)), default: .value(0.05),
        "Largest Benjamini-Hochberg adjusted p of a call; the family is all tested elements."),
      Field(
        "controls", .record(controlsSchema), default: .value([:]),
        "Which elements are negative controls."),
      Field(
        "comparisons", .list(.list(.text, count: 2...2)), default: .fromData("all pairs"),
        "Pairs of cell types to compare, each as [A, B]; the effect is A minus B."),
      Field(
        "alleles", .record(allelesSchema), default: .value([:]),
        "Which elements differ by an allele."),
      Field(
        "precision_weights", .boolean, default: .value(true),
        "Whether observations are weighted by the precision that their DNA count gives (mpralm)."),
      Field(
        "dependence", .choice(Dependence.allCases.map(\.rawValue)),
        default: .fromData("barcodes when they are the observations, else independent"),
        """
        How observations depend on one another: `paired` samples (replicates of one name in two \
        cell types, the two alleles in one sample) lose the mean of their pair; `correlated` ones \
        share a correlation; `barcodes`, the observations of one barcode do.
        """),
    ])

  private static let controlsSchema = RecordSchema(
    "Negative controls by a label.",
    fields: [
      Field(
        "column", .text, default: .value(.null),
        "Label column that tells controls from others; list it in input.columns.labels."),
      Field(
        "values", .list(.text), default: .value([]),
        "Values of the column that mark negative controls."),
    ])

  private static let allelesSchema = RecordSchema(
    "Pairs of alleles by two labels.",
    fields: [
      Field(
        "column_element", .text, default: .value(.null),
        "Label column with the same text for both alleles; empty for elements without a partner."),
      Field(
        "column_allele", .text, default: .value(.null), "Label column that names the allele."),
      Field("reference", .text, default: .value("ref"), "What the reference allele is called."),
      Field("alternative", .text, default: .value("alt"), "What the other allele is called."),
    ])

  static let directions: [(name: String, direction: EffectDirection)] = [
    ("both", .both), ("up", .greater), ("down", .less),
  ]

  /// Words for the dependence of observations.
  enum Dependence: String, CaseIterable, Sendable {
    case independent, paired, correlated, barcodes
  }

  /// A label column and the values in it that mark negative controls.
  struct Controls: Sendable {
    let column: String
    let values: [String]
  }

  /// Label columns that say which elements differ by an allele.
  struct Alleles: Sendable {
    let columnElement: String
    let columnAllele: String
    let reference: String
    let alternative: String
  }

  let isEnabled: Bool
  let aggregation: BarcodeAggregation
  let minimumDNA: Int
  let null: ActivityNull
  let direction: EffectDirection?
  let fdr: Double
  let controls: Controls?
  /// Pairs of cell types; nil for all pairs.
  let comparisons: [[String]]?
  let alleles: Alleles?
  let usesPrecisionWeights: Bool
  let dependence: Dependence

  /// Reads the section.
  init(_ section: ConfigurationRecord) throws {
    isEnabled = section.bool(ifSet: "enabled") ?? true
    aggregation = BarcodeAggregation(rawValue: section.text("aggregation")) ?? .sum
    minimumDNA = section.int("minimum_dna")
    null = ActivityNull(rawValue: section.text("null")) ?? .automatic
    let directionName = section.text(ifSet: "direction")
    direction = Self.directions.first { $0.name == directionName }?.direction
    fdr = section.number("fdr")
    controls = try Self.controls(section.record("controls"))
    comparisons = section.value("comparisons").listValue?.map { pair in
      pair.listValue?.compactMap(\.stringValue) ?? []
    }
    alleles = try Self.alleles(section.record("alleles"))
    usesPrecisionWeights = section.bool("precision_weights")
    let named = section.text(ifSet: "dependence").flatMap { Dependence(rawValue: $0) }
    dependence = named ?? (aggregation == .barcodes ? .barcodes : .independent)
    if named == .barcodes, aggregation != .barcodes {
      throw ConfigurationProblems([
        section.problem(
          at: "dependence",
          found: "correlated barcodes, but the aggregation is "
            + "'\(aggregation.rawValue)'",
          expected: "one observation for every barcode",
          fix: "Set 'aggregation: barcodes' or another dependence.")
      ])
    }
  }

  private static func controls(_ section: ConfigurationRecord) throws -> Controls? {
    let values = section.texts("values")
    let column = section.text(ifSet: "column")
    guard let column, !values.isEmpty else {
      if column == nil, values.isEmpty { return nil }
      throw ConfigurationProblems([
        section.problem(
          at: "column",
          found: column == nil
            ? "calls.controls has values without a column" : "calls.controls has no values",
          expected: "a label column and the values that mark negative controls",
          fix: "Write both 'column:' and 'values:', or neither.")
      ])
    }
    return Controls(column: column, values: values)
  }

  private static func alleles(_ section: ConfigurationRecord) throws -> Alleles? {
    let names = (section.text("reference"), section.text("alternative"))
    let columns = (section.text(ifSet: "column_element"), section.text(ifSet: "column_allele"))
    guard let element = columns.0, let allele = columns.1 else {
      if columns.0 == nil, columns.1 == nil { return nil }
      throw ConfigurationProblems([
        section.problem(
          at: "column_element", found: "calls.alleles names one of its two columns",
          expected: "the column of the element and that of the allele",
          fix: "Write both 'column_element:' and 'column_allele:', or neither.")
      ])
    }
    return Alleles(
      columnElement: element, columnAllele: allele, reference: names.0, alternative: names.1)
  }
}
