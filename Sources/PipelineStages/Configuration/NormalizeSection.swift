import PipelineEngine
import ReporterAssay

/// The section `normalize`: how counts become activity.
struct NormalizeSection {
  static let schema = RecordSchema(
    "RNA over input DNA.",
    fields: [
      Field(
        "method", .choice(ActivityMethod.allCases.map(\.rawValue)),
        default: .value("ratio-of-sums"), "Definition of activity, by name."),
      Field(
        "scaling", .choice(LibraryScaling.allCases.map(\.rawValue)),
        default: .fromData("what the method fixes, else cpm"),
        "What library totals are scaled to."),
      Field(
        "pseudocount", .number(.closed(0, 1e6)),
        default: .fromData("what the method fixes, else 1"),
        "The one pseudocount, added to the raw count of a fragment."),
      Field(
        "minimum_dna", .integer(0...Int.max), default: .value(1), unit: "count",
        "Smallest raw DNA count of a replicate (`below_min_dna`)."),
      Field(
        "minimum_rna", .integer(0...Int.max), default: .value(0), unit: "count",
        "Smallest raw RNA count of a replicate (`below_min_rna`). 0 keeps silent fragments."),
      Field(
        "minimum_barcodes", .integer(0...Int.max), default: .value(1), unit: "barcode",
        "Smallest number of barcodes of a fragment in a replicate (`below_min_barcodes`)."),
      Field(
        "pooling", .choice(ReplicatePooling.allCases.map(\.rawValue)),
        default: .fromData("mean_of_replicates, or what the method fixes"),
        "How replicates become the value of a cell type."),
      Field(
        "minimum_replicates", .integer(1...Int.max), default: .fromData("all of them"),
        "Replicates that must be defined for the value of a cell type."),
      Field(
        "given_activity", .choice(["as_given", "ratio"]), default: .value("as_given"),
        "Scale of activity columns given by the input. The log2 of ratios is taken."),
      Field(
        "ratio_floor", .number(.above(0)), default: .value(0.01),
        "Given ratios below this, zero and negative ones included, are raised to it."),
    ])

  let parameters: NormalizationParameters
  let givenActivity: GivenActivityScale

  /// Reads the section.
  init(_ section: ConfigurationRecord) throws {
    let method = ActivityMethod(rawValue: section.text("method")) ?? .ratioOfSums
    do {
      parameters = try NormalizationParameters(
        method: method,
        scaling: section.text(ifSet: "scaling").flatMap { LibraryScaling(rawValue: $0) },
        pseudocount: section.number(ifSet: "pseudocount").map {
          Pseudocount(value: $0, placement: method.fixedPseudocount?.placement ?? .count)
        },
        minimumDNA: section.int("minimum_dna"), minimumRNA: section.int("minimum_rna"),
        minimumBarcodes: section.int("minimum_barcodes"),
        pooling: section.text(ifSet: "pooling").flatMap { ReplicatePooling(rawValue: $0) },
        minimumReplicates: section.int(ifSet: "minimum_replicates").map { .atLeast($0) } ?? .all)
    } catch {
      throw ConfigurationProblems([
        section.problem(
          at: "method", found: "\(error)", expected: "parameters that fit the method",
          fix: "Remove the key to use what the method fixes, or choose another method.")
      ])
    }
    givenActivity =
      section.text("given_activity") == "ratio"
      ? .ratio(floor: section.number("ratio_floor")) : .asGiven
  }
}
