/// What keeps a model from being fitted or from predicting.
public enum EstimatorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No training row has a value of this task.
  case noTrainingRows(task: String)
  /// No validation row has a value of this task, and the model has something to choose on them.
  case noValidationRows(task: String)
  /// Training and validation rows have different tasks or features.
  case validationMismatch(what: String, training: [String], validation: [String])
  /// Features and targets have different numbers of rows.
  case rowCountMismatch(features: Int, targets: Int)
  /// A target is NaN or infinite; a value that was not observed must be nil.
  case nonFiniteTarget(task: String, row: Int)
  /// A weight is neither 0 nor a number that models can work with.
  case unusableWeight(task: String, row: Int, value: Double)
  /// A task was observed, but all its rows have weight 0.
  case noPositiveWeight(task: String, rows: Int)
  /// A feature value is NaN or infinite.
  case nonFiniteFeature(name: String, row: Int)
  /// A feature the model needs is not among the given ones.
  case unknownFeature(name: String, known: [String])
  /// The features to predict from are not the ones the model was fitted on.
  case featureMismatch(position: Int, expected: String?, found: String?)
  /// A model file has another schema than this program reads.
  case unknownSchema(found: String, expected: String)
  /// A model file cannot be read or written, or its content contradicts itself.
  case unreadableModel(path: String, reason: String)

  /// The message a user reads.
  public var description: String {
    switch self {
    case .noTrainingRows(let task):
      "task '\(task)': no training row has a value; expected at least one. "
        + "Check the split and the target column."
    case .noValidationRows(let task):
      "task '\(task)': no validation row has a value; expected at least one to choose the model on. "
        + "Check the split and the target column."
    case .validationMismatch(let what, let training, let validation):
      "validation rows: \(what) \(quoted(validation)); expected those of the training rows, "
        + "\(quoted(training)). Make both with the same options."
    case .rowCountMismatch(let features, let targets):
      "training rows: \(features) rows of features but \(targets) of targets; expected as many. "
        + "Select the same rows from both."
    case .nonFiniteTarget(let task, let row):
      "task '\(task)', row \(row): the target is not a finite number; expected a number or a "
        + "missing value. Mark values that were not observed as missing."
    case .unusableWeight(let task, let row, let value):
      "task '\(task)', row \(row): training weight \(value); expected "
        + "\(TargetMatrix.usableWeights). Give a row that is not to count weight 0, or mark its "
        + "target as missing."
    case .noPositiveWeight(let task, let rows):
      "task '\(task)': \(rows == 1 ? "the 1 row" : "all \(rows) rows") with a value "
        + "\(rows == 1 ? "has" : "have") weight 0; expected a weight above 0. Check the weights, or train without them."
    case .nonFiniteFeature(let name, let row):
      "feature '\(name)', row \(row): the value is not a finite number; expected one. "
        + "Give undefined features a defined value or drop the row."
    case .unknownFeature(let name, let known):
      "feature '\(name)': not among the given features \(quoted(known)); expected one of them. "
        + "Add it to the feature set or remove it from the model."
    case .featureMismatch(let position, let expected, let found):
      "feature \(position + 1): \(found.map { "'\($0)'" } ?? "none") where the model has "
        + "\(expected.map { "'\($0)'" } ?? "none"); expected the features it was fitted on, in "
        + "their order. Make the features with the options of the model."
    case .unknownSchema(let found, let expected):
      "model file: schema '\(found)'; expected '\(expected)'. "
        + "Fit the model again with this version, or use the version that wrote it."
    case .unreadableModel(let path, let reason):
      "\(path): \(reason); expected a model file of this program. Check the path and fit again."
    }
  }

  private func quoted(_ names: [String]) -> String {
    let shown = names.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 6 ? "[\(shown), … \(names.count) in all]" : "[\(shown)]"
  }
}
