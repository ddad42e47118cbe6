/// What keeps trees from being trained, written or read.
public enum GradientBoostingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An option lies outside its range.
  case invalidOption(name: String, found: String, expected: String)
  /// A target lies outside the range of the objective.
  case targetOutOfRange(task: String, row: Int, value: Double, expected: String)
  /// The file is not an XGBoost model in JSON, or its parts contradict each other.
  case malformedModel(path: String, reason: String)
  /// The file is an XGBoost model that uses something these trees do not have.
  case unsupportedModel(path: String, found: String, expected: String)
  /// A file or folder cannot be read or written.
  case inaccessible(path: String, reason: String)

  /// The message a user reads.
  public var description: String {
    switch self {
    case .invalidOption(let name, let found, let expected):
      "boosted trees: option '\(name)' is \(found); expected \(expected). Change the option."
    case .targetOutOfRange(let task, let row, let value, let expected):
      "task '\(task)', row \(row): target \(value); expected \(expected). "
        + "Choose another objective or transform the target."
    case .malformedModel(let path, let reason):
      "\(path): \(reason); expected an XGBoost model saved as JSON. "
        + "Save it again with save_model('model.json')."
    case .unsupportedModel(let path, let found, let expected):
      "\(path): \(found); expected \(expected). Train the model again without it."
    case .inaccessible(let path, let reason):
      "\(path): \(reason); expected a readable and writable place. Check path and permissions."
    }
  }
}
