/// Rows a model may learn from: inputs with their targets.
public struct LabelledRows<Input: Sendable>: Sendable {
  /// Features or sequences, one per row of `targets`.
  public let input: Input
  /// What to predict.
  public let targets: TargetMatrix

  /// Pairs inputs with targets.
  public init(input: Input, targets: TargetMatrix) {
    self.input = input
    self.targets = targets
  }
}

/// Predicted values, (tasks, rows): the prediction of task t for row r is `values[t][r]`.
public typealias Predictions = [[Double]]

/// A way of fitting a model.
///
/// A regressor sees training and validation rows only; it has no way to reach test rows.
public protocol Regressor: Sendable {
  /// What a row is described by, for example ``FeatureMatrix``.
  associatedtype Input: Sendable
  /// The fitted model.
  associatedtype Fitted: FittedRegressor where Fitted.Input == Input

  /// Fits the model, one output per task. Validation rows steer model choice (early stopping,
  /// penalty) only.
  func fit(
    training: LabelledRows<Input>, validation: LabelledRows<Input>, threads: Int
  ) throws -> Fitted
}

/// A fitted model that predicts.
public protocol FittedRegressor: Sendable {
  /// What a row is described by.
  associatedtype Input: Sendable

  /// Names of the predicted tasks, in output order.
  var tasks: [String] { get }

  /// Predicts every task for every row. The prediction of a row does not depend on other rows.
  func predict(_ input: Input, threads: Int) throws -> Predictions
}
