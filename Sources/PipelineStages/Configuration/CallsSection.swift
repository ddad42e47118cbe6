import ActivityTesting
import PipelineEngine

/// The section `calls`: which elements are active, differ between cell types, or between alleles.
struct CallsSection: Sendable {
  static let schema = RecordSchema(
    "Which elements are active, which differ between cell types, and which alleles differ.",
    fields: [
      Field(
        "enabled", .boolean,
        default: .fromData(
          "true where an experiment has counts of at most \(largestAutomatic) fragments"),
        """
        Whether elements are tested; each takes about 600 bytes of memory. Without counts the stage \
        has nothing to test and says so.
        """),
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
        "compared_with", .choice(ActivityNull.allCases.map(\.rawValue)),
        default: .value("automatic"),
        """
        What activity is compared with: the middle 95 % of the negative controls (`controls`), \
        ranks among them, distance from their median in units of spread and error, or distance from \
        the mode of all elements in those of the elements below it. `automatic` is `controls` with at \
        least 40 tested controls, else `below_mode`; with one replicate `control_deviations` instead \
        of `controls`.
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
        "alleles", .record(Alleles.schema), default: .value([:]),
        "Which elements differ by an allele, and how that is tested."),
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

  /// More elements are tested only where `enabled` says so.
  static let largestAutomatic = 5_000_000

  let isEnabled: Bool
  /// Whether the configuration leaves it to the data.
  let isAutomatic: Bool
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
    isAutomatic = section.bool(ifSet: "enabled") == nil
    aggregation = BarcodeAggregation(rawValue: section.text("aggregation")) ?? .sum
    minimumDNA = section.int("minimum_dna")
    null = ActivityNull(rawValue: section.text("compared_with")) ?? .automatic
    let directionName = section.text(ifSet: "direction")
    direction = Self.directions.first { $0.name == directionName }?.direction
    fdr = section.number("fdr")
    controls = try Self.controls(section.record("controls"))
    comparisons = section.value("comparisons").listValue?.map { pair in
      pair.listValue?.compactMap(\.stringValue) ?? []
    }
    alleles = try Alleles(section.record("alleles"))
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
}
