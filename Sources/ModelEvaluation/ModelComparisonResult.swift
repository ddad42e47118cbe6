public import Statistics

/// All models on the same rows of one role, task by task.
public struct ModelComparisonResult: Hashable, Codable, Sendable {
  /// The role of the rows.
  public let role: SplitRole
  /// Settings the numbers were made with.
  public let options: ComparisonOptions
  /// Number of rows given.
  public let rowCount: Int
  /// One entry per task.
  public let tasks: [TaskComparison]
  /// What a reader has to know about the numbers.
  public let warnings: [EvaluationWarning]
}

/// The models on one task.
public struct TaskComparison: Hashable, Codable, Sendable {
  /// Name of the task.
  public let task: String
  /// Rows with an observed value: the rows of every number of this task.
  public let n: Int
  /// Bootstrap blocks of these rows.
  public let blockCount: Int
  /// How well a perfect model could do.
  public let ceiling: TaskCeiling
  /// One entry per model in the order given.
  public let models: [ModelScore]
}

/// The noise ceiling of a task on the evaluated rows.
public struct TaskCeiling: Hashable, Codable, Sendable {
  /// Number of replicates.
  public let replicates: Int
  /// Median correlation of replicate pairs, Pearson.
  public let replicatePearson: IntervalEstimate
  /// Median correlation of replicate pairs, Spearman.
  public let replicateSpearman: IntervalEstimate
  /// Highest Pearson correlation expected with the mean of the replicates.
  public let pearson: IntervalEstimate
  /// The same for Spearman; approximate, the theory is of linear correlation.
  public let spearman: IntervalEstimate
  /// Reliability of each replicate by Spearman's triads (Pearson), which does not assume equally
  /// good replicates.
  public let replicateReliabilities: [Estimate]
}

/// One model on one task.
public struct ModelScore: Hashable, Codable, Sendable {
  /// Name of the model.
  public let model: String
  /// Rows scored; 0 when the model does not predict the task.
  public let n: Int
  /// Spearman's rank correlation of prediction and observation.
  public let spearman: IntervalEstimate
  /// Pearson's correlation.
  public let pearson: IntervalEstimate
  /// 1 − squared error/total squares; negative when the mean predicts better.
  public let r2: IntervalEstimate
  /// Mean squared error.
  public let mse: IntervalEstimate
  /// Slope of the line of observation on prediction; 1 for a calibrated model.
  public let calibrationSlope: IntervalEstimate
  /// Intercept of that line; 0 for a calibrated model.
  public let calibrationIntercept: IntervalEstimate
  /// Partial Spearman correlation given GC.
  public let partialSpearman: IntervalEstimate
  /// Partial Pearson correlation given GC.
  public let partialPearson: IntervalEstimate
  /// Spearman correlation divided by its ceiling, on the same draws.
  public let spearmanShareOfCeiling: IntervalEstimate
  /// Pearson correlation divided by its ceiling, on the same draws.
  public let pearsonShareOfCeiling: IntervalEstimate
  /// Gain over the baseline; nil for the baseline itself and without one.
  public var gain: BaselineGain?
  /// One entry per chromosome, by natural order of names.
  public let chromosomes: [StratumScore]
  /// One entry per stratum, by variable.
  public let strata: [StratumScore]
}

/// How much better a model is than the baseline.
public struct BaselineGain: Hashable, Codable, Sendable {
  /// Name of the baseline.
  public let baseline: String
  /// Difference of Spearman correlations.
  public var spearman: CorrelationGain
  /// Difference of Pearson correlations.
  public var pearson: CorrelationGain
  /// Williams' t test of the Pearson correlations with n = blocks; nil when undefined.
  public let williams: WilliamsTest?
  /// Signed-rank test of the Spearman differences per chromosome; nil under six chromosomes.
  public let chromosomeWilcoxon: WilcoxonSignedRank?
}

/// A difference of two correlations on the same draws.
public struct CorrelationGain: Hashable, Codable, Sendable {
  /// Model minus baseline.
  public let difference: IntervalEstimate
  /// Two-sided bootstrap p-value, add-one; nil without draws.
  public let pValue: Double?
  /// The p-value after Holm's correction over all models, tasks and both correlations of this
  /// comparison.
  public var holmPValue: Double?
}

/// A model on part of the rows.
public struct StratumScore: Hashable, Codable, Sendable {
  /// Name of the variable, `chromosome` for chromosomes.
  public let variable: String
  /// Name of the stratum: a category, or q1…q5.
  public let stratum: String
  /// Range of a quintile; nil for categories.
  public let range: ClosedRange<Double>?
  /// Rows scored.
  public let n: Int
  /// Whether there are too few rows to trust the numbers.
  public let isSmall: Bool
  /// Spearman's rank correlation.
  public let spearman: Estimate
  /// Pearson's correlation.
  public let pearson: Estimate
}
