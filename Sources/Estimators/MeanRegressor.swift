/// Predicts the mean of the training rows for every row: the floor of the ladder of models.
public struct MeanRegressor: Regressor {
  /// Makes the regressor; it has nothing to choose.
  public init() {}

  /// Takes the mean of every task over the training rows in which it was observed, by their
  /// weights: Σ w·y / Σ w.
  ///
  /// - Throws: ``EstimatorError/noTrainingRows(task:)``, and as ``TargetMatrix/observedRows(task:)``.
  public func fit(
    training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>, threads: Int
  ) throws -> MeanModel {
    try training.checkAgrees(with: validation)
    let means = try training.targets.tasks.indices.map { task in
      let observed = try training.targets.observedRows(task: task)
      if observed.rows.isEmpty {
        throw EstimatorError.noTrainingRows(task: training.targets.tasks[task])
      }
      return weightedMean(observed.values, weights: observed.weights)
    }
    return MeanModel(tasks: training.targets.tasks, means: means)
  }
}

/// One constant per task.
public struct MeanModel: FittedRegressor, ModelFile, Hashable {
  /// Layout of the model file.
  public static let schemaName = "cupel.mean/1"

  /// Names of the tasks.
  public let tasks: [String]
  /// The prediction of every task.
  public let means: [Double]

  /// The mean of the task for every row, whatever the features are.
  public func predict(_ input: FeatureMatrix, threads: Int) -> Predictions {
    means.map { [Double](repeating: $0, count: input.rowCount) }
  }
}
