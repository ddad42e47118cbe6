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
        "Draws behind the intervals of correlations and of the noise ceiling; 0 for none."),
      Field(
        "halvings", .integer(1...10_000), default: .value(20),
        "Random halvings behind the correlation on disjoint barcodes."),
      Field(
        "minimum_halved_rows", .integer(2...Int.max), default: .value(2), unit: "barcode",
        "Barcodes of an element, or fragments of a window, needed in every replicate to be halved."),
      Field(
        "window_length", .integer(1...1_000_000_000), default: .value(1000), unit: "bp",
        "Windows whose fragments are halved where there are no barcodes."),
      Field(
        "bias_bins", .integer(1...1000), default: .value(10),
        "Groups of fragments along GC and length."),
      Field(
        "active_threshold", .number(.closed(-1e6, 1e6)), default: .value(1),
        "Activity above which a fragment counts as active, in the unit of the activity."),
      Field(
        "saturation_fractions", .list(.number(.closed(0.001, 1))),
        default: .value([0.1, 0.25, 0.5, 0.75]),
        "Shares of the sequencing depth at which agreement is computed."),
      Field(
        "classes", .map(classSchema), default: .value(.null),
        "Classes of fragments whose agreement is shown, by name."),
      Field(
        "tss", .path, default: .value(.null),
        "BED file of transcription start sites: fragments near one are a class."),
      Field(
        "tss_distance", .integer(0...1_000_000_000), default: .value(500), unit: "bp",
        "How near a start site a fragment must come."),
      Field(
        "thresholds", .record(thresholdSchema), default: .value([:]),
        "What replicate checks require."),
    ])

  /// Keys that say where something lies, which never matters to a result.
  static let paths: Set<String> = ["classes", "tss"]

  private static let classSchema = RecordSchema(
    "A class of fragments.",
    fields: [
      Field(
        "bed", .path, default: .required, "BED file; fragments that overlap a region are members.")
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
      Field(
        "activity_against_dna", .number(.closed(0, 1)),
        default: .value(.double(defaults.activityAgainstDNA)),
        "Largest Spearman correlation of activity with its input DNA, of either sign."),
      Field(
        "rna_depth_ratio", .number(.closed(1, 1e9)),
        default: .value(.double(defaults.rnaDepthRatio)),
        "Most RNA reads of a replicate, relative to the replicate with the fewest."),
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
        rnaExplainedByDNA: thresholds.number("rna_explained_by_dna"),
        activityAgainstDNA: thresholds.number("activity_against_dna"),
        rnaDepthRatio: thresholds.number("rna_depth_ratio")),
      halvings: section.int("halvings"), minimumHalvedRows: section.int("minimum_halved_rows"),
      windowLength: section.int("window_length"), biasBins: section.int("bias_bins"),
      activeThreshold: section.number("active_threshold"),
      saturationFractions: section.numbers("saturation_fractions"))
  }

  /// The files with classes of fragments.
  static func classes(
    _ section: ConfigurationRecord, paths: PathPlaceholders
  ) -> FragmentClassFiles {
    FragmentClassFiles(
      regions: section.map("classes").map { named in
        (
          name: named.name,
          path: named.record.resolved(paths.replaced(in: named.record.text("bed")))
        )
      }, sites: paths.path("tss", of: section), distance: section.int("tss_distance"))
  }
}
