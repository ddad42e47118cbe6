import PipelineEngine
import ReporterAssay

/// The section `reproducibility`: how the agreement of replicates is judged.
enum ReproducibilitySection {
  private static let defaults = QCThresholds()

  static let schema = RecordSchema(
    "Replicate agreement, the input-DNA confound and the noise ceiling.",
    fields: [
      Field(
        "dna_strata", .integer(1...1000), default: .value(10),
        "Groups of similar input DNA in which agreement is shown."),
      Field(
        "bootstrap_draws", .integer(0...1_000_000), default: .value(1000),
        "Draws behind the intervals of the noise ceiling; 0 for none."),
      Field(
        "thresholds", .record(thresholdSchema), default: .value([:]),
        "What replicate checks require."),
    ])

  private static let thresholdSchema = RecordSchema(
    "What replicate checks require; the source of each default is printed in the report.",
    fields: [
      Field(
        "dna_spearman", .number(.closed(-1, 1)), default: .value(.double(defaults.dnaSpearman)),
        "Smallest Spearman correlation of input DNA between replicates."),
      Field(
        "rna_spearman", .number(.closed(-1, 1)), default: .value(.double(defaults.rnaSpearman)),
        "Smallest Spearman correlation of RNA between replicates."),
      Field(
        "activity_spearman", .number(.closed(-1, 1)),
        default: .value(.double(defaults.activitySpearman)),
        "Smallest Spearman correlation of activity between replicates."),
      Field(
        "barcodes", .number(.closed(0, 1e9)), default: .value(.double(defaults.barcodes)),
        unit: "barcode",
        "Smallest median number of barcodes per fragment."),
      Field(
        "mean_count", .number(.closed(0, 1e12)), default: .value(.double(defaults.meanCount)),
        unit: "count", "Mean count per fragment that must be exceeded."),
      Field(
        "rna_explained_by_dna", .number(.closed(0, 2)),
        default: .value(.double(defaults.rnaExplainedByDNA)),
        "Largest part of the RNA correlation that input DNA may account for."),
    ])

  /// Reads the section.
  static func parameters(_ section: ConfigurationRecord) -> ReproducibilityParameters {
    let thresholds = section.record("thresholds")
    return ReproducibilityParameters(
      strata: section.int("dna_strata"), draws: section.int("bootstrap_draws"),
      thresholds: QCThresholds(
        dnaSpearman: thresholds.number("dna_spearman"),
        rnaSpearman: thresholds.number("rna_spearman"),
        activitySpearman: thresholds.number("activity_spearman"),
        barcodes: thresholds.number("barcodes"), meanCount: thresholds.number("mean_count"),
        rnaExplainedByDNA: thresholds.number("rna_explained_by_dna")))
  }
}
