import Estimators
import GradientBoosting
import ModelEvaluation
import PipelineEngine
import SequenceFeatures

/// The sections `features`, `trees`, `evaluate` and `controls`.
enum ModelSections {
  static let features = RecordSchema(
    "Length, GC, GC², CpG observed/expected, GC in windows, k-mer frequencies.",
    fields: [
      Field(
        "gc_windows", .integer(0...1000), default: .value(10),
        "Equal windows whose GC is computed."),
      Field(
        "kmers", .list(.integer(1...FeatureSet.maximumKmerLength)),
        default: .value([1, 2, 3, 4, 5, 6]),
        "Word lengths. Words and reverse complements are one feature when assay.strand is symmetric."
      ),
    ])

  private static let treeDefaults = GradientBoostingOptions()

  static let trees = RecordSchema(
    "Gradient-boosted trees by the histogram method.",
    fields: [
      Field("enabled", .boolean, default: .value(true), "Whether trees are trained."),
      Field(
        "maximum_rounds", .integer(1...1_000_000),
        default: .value(.int(treeDefaults.maximumRounds)), "Trees per cell type at most."),
      Field(
        "early_stopping_rounds", .integer(1...1_000_000), default: .value(5),
        "Rounds without a strictly better validation metric after which training stops."),
      Field(
        "metric", .choice(BoostingMetric.allCases.map(\.rawValue)),
        default: .value(.string(treeDefaults.monitoredMetric.rawValue)),
        "What early stopping watches."),
      Field(
        "maximum_depth", .integer(1...30), default: .value(.int(treeDefaults.maximumDepth)),
        "Splits between root and leaf at most."),
      Field(
        "maximum_leaves", .integer(2...1_000_000), default: .value(.null),
        "Leaves of a tree at most; the best leaf is split first. Depth by depth when left out."),
      Field(
        "learning_rate", .number(.aboveZero(upTo: 1)),
        default: .value(.double(treeDefaults.learningRate)), "Shrinkage η of the first round."),
      Field(
        "learning_rate_decay", .number(.aboveZero(upTo: 1)),
        default: .value(.double(treeDefaults.learningRateDecay)),
        "η of round t is learning_rate × this to the power t."),
      Field(
        "lambda", .number(.closed(0, 1e12)), default: .value(.double(treeDefaults.l2Penalty)),
        "L2 penalty of leaf values."),
      Field(
        "alpha", .number(.closed(0, 1e12)), default: .value(.double(treeDefaults.l1Penalty)),
        "L1 penalty of leaf values."),
      Field(
        "gamma", .number(.closed(0, 1e12)), default: .value(.double(treeDefaults.minimumSplitGain)),
        "Least gain of a split."),
      Field(
        "minimum_child_weight", .number(.closed(0, 1e12)),
        default: .value(.double(treeDefaults.minimumChildWeight)),
        "Least number of rows (sum of Hessians) on either side of a split."),
      Field(
        "bins", .integer(2...256), default: .value(.int(treeDefaults.maximumBins)),
        "Histogram bins per feature at most."),
      Field(
        "row_subsample", .number(.aboveZero(upTo: 1)),
        default: .value(.double(treeDefaults.rowSubsample)), "Share of rows a tree sees."),
      Field(
        "column_subsample", .number(.aboveZero(upTo: 1)),
        default: .value(.double(treeDefaults.columnSubsample)),
        "Share of features a tree may use."),
    ])

  static let evaluate = RecordSchema(
    "Correlations on held-out rows with block-bootstrap intervals.",
    fields: [
      Field(
        "bootstrap_draws", .integer(0...1_000_000), default: .value(2000),
        "Bootstrap draws; 0 for no intervals."),
      Field(
        "block_length", .integer(1...1_000_000_000), default: .value(500_000), unit: "bp",
        "Stretch of chromosome that is drawn as one; it must far exceed the fragments."),
      Field(
        "confidence", .number(.closed(0.5, 0.999)), default: .value(0.95),
        "Confidence level of the intervals."),
    ])

  static let controls = RecordSchema(
    "Runs that must find nothing.",
    fields: [
      Field(
        "shuffle_targets", .boolean, default: .value(false),
        """
        Hands the activity of every fragment to another one, drawn by the seed: every model must \
        then score a correlation near zero on the test rows.
        """)
    ])

  static func featureSet(
    _ section: ConfigurationRecord, orientation: FeatureSet.Orientation
  ) -> FeatureSet {
    FeatureSet(
      length: true, composition: true, gcSkew: orientation == .oriented,
      gcWindows: section.int("gc_windows"), kmerLengths: section.ints("kmers"),
      orientation: orientation)
  }

  static func boosting(_ section: ConfigurationRecord, seed: UInt64) -> GradientBoostingOptions {
    var options = GradientBoostingOptions()
    options.maximumRounds = section.int("maximum_rounds")
    options.earlyStoppingRounds = section.int("early_stopping_rounds")
    options.monitoredMetric = BoostingMetric(rawValue: section.text("metric")) ?? .spearman
    options.maximumDepth = section.int("maximum_depth")
    options.growth =
      section.int(ifSet: "maximum_leaves").map { .lossGuided(maximumLeaves: $0) } ?? .depthWise
    options.learningRate = section.number("learning_rate")
    options.learningRateDecay = section.number("learning_rate_decay")
    options.l2Penalty = section.number("lambda")
    options.l1Penalty = section.number("alpha")
    options.minimumSplitGain = section.number("gamma")
    options.minimumChildWeight = section.number("minimum_child_weight")
    options.maximumBins = section.int("bins")
    options.rowSubsample = section.number("row_subsample")
    options.columnSubsample = section.number("column_subsample")
    options.seedValue = seed
    return options
  }

  static func comparison(_ section: ConfigurationRecord, seed: UInt64) -> ComparisonOptions {
    ComparisonOptions(
      baseline: BaselinesStage.gcModel, draws: section.int("bootstrap_draws"),
      level: section.number("confidence"), seed: seed)
  }
}

extension NumberRange {
  /// Above 0, up to and including a number.
  static func aboveZero(upTo upper: Double) -> NumberRange {
    NumberRange(from: 0, including: false, to: upper, including: true)
  }
}
