/// What was measured after one epoch. Losses are in standardised units (variance 1 per task).
public struct EpochRecord: Hashable, Sendable, Codable {
  /// Number of the epoch, from 1.
  public let epoch: Int
  /// Learning rate used in the epoch.
  public let learningRate: Double
  /// Mean loss of the steps of the epoch, with dropout, without penalties.
  public let trainingLoss: Double
  /// Loss on the validation rows after the epoch, by their weights.
  public let validationLoss: Double
  /// Validation Spearman of each task, all rows alike; nil when undefined (constant predictions).
  public let spearman: [Double?]
  /// Mean over the tasks for which it is defined: what early stopping watches.
  public let meanSpearman: Double?
}

/// The learning curve of a run.
public struct TrainingHistory: Hashable, Sendable, Codable {
  /// One record per epoch.
  public internal(set) var epochs: [EpochRecord] = []
  /// The epoch whose weights were kept; nil before any epoch had a defined score.
  public internal(set) var bestEpoch: Int?
  /// What `bestEpoch` is best in.
  public private(set) var monitored = "mean validation Spearman"

  /// The score of the best epoch.
  public var bestSpearman: Double? {
    bestEpoch.flatMap { best in epochs.first { $0.epoch == best }?.meanSpearman }
  }

  /// Whether training has gone `patience` epochs without a strictly better score.
  func isExhausted(patience: Int) -> Bool { epochs.count - (bestEpoch ?? 0) >= patience }
}
