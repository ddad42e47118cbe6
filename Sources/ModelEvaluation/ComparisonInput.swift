/// The predictions of one model for the evaluated rows.
public struct NamedPredictions: Sendable {
  /// Name of the model, unique in a comparison.
  public let name: String
  /// (tasks, rows) in the order of the comparison's tasks; an empty array for a task that the
  /// model does not predict. Every value is finite.
  public let values: [[Double]]

  /// Names predictions.
  public init(name: String, values: [[Double]]) {
    self.name = name
    self.values = values
  }
}

/// A way of cutting the evaluated rows into strata.
public struct StratumVariable: Sendable {
  /// Where the strata come from.
  public enum Values: Sendable {
    /// A number per row, cut at its quintiles; rows with nil are in no stratum.
    case quintiles([Double?])
    /// A name per row; rows with nil are in no stratum.
    case categories([String?])
  }

  /// Name of the variable, for example `gc`, `length`, `input_count` or `strand`.
  public let name: String
  /// One value per row.
  public let values: Values

  /// Makes a variable.
  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  var rowCount: Int {
    switch values {
    case .quintiles(let values): values.count
    case .categories(let values): values.count
    }
  }
}

/// Everything a comparison reads: rows of one role with what was observed and predicted.
public struct ComparisonInput: Sendable {
  /// The role of the rows.
  public var role: SplitRole
  /// Names of the tasks, for example cell types.
  public var tasks: [String]
  /// Observed activity, (tasks, rows); nil where it was not observed.
  public var observed: [[Double?]]
  /// Activity of each replicate, (tasks, replicates, rows); an empty array for a task whose
  /// activity was given without replicates.
  public var replicates: [[[Double?]]]
  /// The models, in the order of the report.
  public var models: [NamedPredictions]
  /// GC content of each row, the covariate of the partial correlations.
  public var gc: [Double]
  /// Chromosome of each row; nil for rows without one.
  public var chromosomes: [String?]
  /// Bootstrap blocks of the rows.
  public var blocks: EvaluationBlocks
  /// Strata to report.
  public var strata: [StratumVariable]

  /// Makes an input.
  public init(
    role: SplitRole, tasks: [String], observed: [[Double?]], replicates: [[[Double?]]],
    models: [NamedPredictions], gc: [Double], chromosomes: [String?], blocks: EvaluationBlocks,
    strata: [StratumVariable] = []
  ) {
    self.role = role
    self.tasks = tasks
    self.observed = observed
    self.replicates = replicates
    self.models = models
    self.gc = gc
    self.chromosomes = chromosomes
    self.blocks = blocks
    self.strata = strata
  }
}

/// Settings of a comparison.
public struct ComparisonOptions: Hashable, Codable, Sendable {
  /// Model that the others are compared with; nil for none.
  public var baseline: String?
  /// Bootstrap draws; 0 for no intervals.
  public var draws: Int
  /// Confidence level of the intervals, between 0 and 1.
  public var level: Double
  /// Seed of the draws.
  public var seed: UInt64
  /// Blocks under which a warning is given.
  public var fewBlocks: Int
  /// Rows under which a stratum is marked as small.
  public var smallStratum: Int

  /// Makes options.
  public init(
    baseline: String? = "gc", draws: Int = 2_000, level: Double = 0.95, seed: UInt64 = 1,
    fewBlocks: Int = 20, smallStratum: Int = 100
  ) {
    self.baseline = baseline
    self.draws = draws
    self.level = level
    self.seed = seed
    self.fewBlocks = fewBlocks
    self.smallStratum = smallStratum
  }
}
