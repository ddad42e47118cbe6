public import Estimators

/// Fitted boosted trees: one ensemble per task.
public struct BoostedTrees: FittedRegressor, Hashable {
  /// Names of the tasks, in output order.
  public let tasks: [String]
  /// Names of the features, in order.
  public let featureNames: [String]
  /// One ensemble per task.
  public let ensembles: [TreeEnsemble]
  /// One training log per task.
  public let logs: [TrainingLog]
  /// The options of the training.
  public let options: GradientBoostingOptions

  /// Predicts every task for every row.
  ///
  /// - Throws: `EstimatorError.featureMismatch` unless the features are exactly those of the
  ///   training, in their order.
  public func predict(_ input: FeatureMatrix, threads: Int) throws -> Predictions {
    try ensembles.map { try $0.predict(input, threads: threads) }
  }
}
