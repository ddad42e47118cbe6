/// Something a reader of the numbers has to know.
public struct EvaluationWarning: Hashable, Codable, Sendable {
  /// What kind of warning; the raw value is the code in tables and JSON.
  public enum Code: String, Hashable, Codable, Sendable, CaseIterable {
    case fewBlocks = "few_blocks"
    case blocksWithoutPlace = "blocks_without_place"
    case exceedsCeiling = "exceeds_ceiling"
    case constantPrediction = "constant_prediction"
    case noObservations = "no_observations"
  }

  /// What kind of warning.
  public let code: Code
  /// The task it is about; nil for all.
  public let task: String?
  /// The model it is about; nil for all.
  public let model: String?
  /// One sentence for a reader.
  public let message: String

  /// Makes a warning.
  public init(code: Code, task: String? = nil, model: String? = nil, message: String) {
    self.code = code
    self.task = task
    self.model = model
    self.message = message
  }
}
