/// News from a run, for progress lines. Times are measured, so they differ between runs; they
/// never reach a file.
public enum TrainingEvent: Sendable {
  /// The overfit-one-batch check has passed.
  case overfitCheckPassed(OverfitReport)
  /// A step was taken.
  case batch(BatchProgress)
  /// An epoch is complete.
  case epoch(EpochRecord, seconds: Double, isBest: Bool)
  /// Something that deserves a look.
  case warning(TrainingWarning)
}

/// Where a run is within an epoch.
public struct BatchProgress: Hashable, Sendable {
  /// Number of the epoch, from 1.
  public let epoch: Int
  /// Batches done in this epoch.
  public let batch: Int
  /// Batches of an epoch.
  public let batches: Int
  /// Fragments of an epoch that are trained on.
  public let fragments: Int
  /// Fragments per second since the epoch began.
  public let fragmentsPerSecond: Double
  /// Mean training loss of this epoch so far.
  public let trainingLoss: Double
}

/// Something that does not stop a run but deserves a look.
public enum TrainingWarning: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The predictions of a task hardly differ between validation rows: their standard deviation is
  /// less than a millionth of that of the targets.
  case constantPredictions(task: String)
  /// No epoch had a defined validation Spearman; the weights of the last one were kept.
  case noDefinedScore

  /// One sentence.
  public var description: String {
    switch self {
    case .constantPredictions(let task):
      "task '\(task)': the network predicts the same value for every validation row."
    case .noDefinedScore:
      "no epoch had a defined validation Spearman; the weights of the last epoch were kept."
    }
  }
}
