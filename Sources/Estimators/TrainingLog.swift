/// What happened while one task of a model was trained, round by round. No times: the log of a
/// run has the same bytes whenever and wherever it is repeated.
public struct TrainingLog: Hashable, Codable, Sendable {
  /// Name of the task.
  public let task: String
  /// Name of the metric that early stopping watches, for example "spearman".
  public let monitoredMetric: String
  /// One entry per round or epoch, in order.
  public private(set) var entries: [TrainingLogEntry]
  /// The entry the model was kept at; nil when nothing was better than no training at all.
  public private(set) var bestEntry: Int?
  /// True when training ended because the metric stopped improving.
  public var stoppedEarly: Bool

  /// An empty log.
  public init(task: String, monitoredMetric: String) {
    self.task = task
    self.monitoredMetric = monitoredMetric
    entries = []
    bestEntry = nil
    stoppedEarly = false
  }

  /// Appends an entry; `isBest` says that the model is kept at it until a better one comes.
  public mutating func append(_ entry: TrainingLogEntry, isBest: Bool) {
    if isBest { bestEntry = entries.count }
    entries.append(entry)
  }
}

/// One round of boosting or one epoch.
public struct TrainingLogEntry: Hashable, Codable, Sendable {
  /// Mean loss over the training rows after this round, in the units of the objective.
  public let trainingLoss: Double
  /// Mean loss over the validation rows; nil without validation rows.
  public let validationLoss: Double?
  /// The monitored metric on the validation rows; nil when undefined, for example the correlation
  /// of a constant prediction.
  public let validationMetric: Double?

  /// Makes an entry.
  public init(trainingLoss: Double, validationLoss: Double?, validationMetric: Double?) {
    self.trainingLoss = trainingLoss
    self.validationLoss = validationLoss
    self.validationMetric = validationMetric
  }
}
