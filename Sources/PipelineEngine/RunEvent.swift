/// Something that happened in a run.
public enum RunEvent: Sendable {
  /// The plan is made; work begins.
  case planned(RunPlan)
  /// A file is read to know whether it changed.
  case digesting(path: String, bytes: Int)
  /// The result is there already.
  case stageReused(stage: String, key: StageKey)
  /// The body of a stage begins.
  case stageStarted(stage: String, summary: String, reasons: [StaleReason])
  /// A stage tells how far it is.
  case progress(ProgressSnapshot)
  /// A stage tells something a person should know.
  case message(stage: String, level: String, text: String)
  /// A stage is finished and its result is in place.
  case stageFinished(StageRecord)
  /// The body of a stage threw; the error itself is thrown by the runner.
  case stageFailed(stage: String, seconds: Double)
  /// Every selected stage is up to date.
  case finished(RunSummary)
}

/// What a run did.
public struct RunSummary: Hashable, Sendable {
  /// Stages that ran, in order.
  public let ran: [String]
  /// Stages whose result was there already, in order.
  public let reused: [String]
  /// Wall-clock seconds.
  public let seconds: Double

  /// States what a run did.
  public init(ran: [String], reused: [String], seconds: Double) {
    self.ran = ran
    self.reused = reused
    self.seconds = seconds
  }
}

/// Somebody who is told what happens in a run; may be called from any thread.
public protocol RunObserver: Sendable {
  /// How often progress is worth telling.
  var progressInterval: Duration { get }
  /// Takes note of an event.
  func observe(_ event: RunEvent)
}

extension RunEvent {
  /// The event for a program that reads JSON lines.
  public var json: ParameterValue {
    switch self {
    case .planned(let plan): ["event": "planned", "plan": plan.json]
    case .digesting(let path, let bytes):
      ["event": "digesting", "path": .string(path), "bytes": .int(bytes)]
    case .stageReused(let stage, let key):
      ["event": "stageReused", "stage": .string(stage), "key": .string(key.description)]
    case .stageStarted(let stage, _, let reasons):
      [
        "event": "stageStarted", "stage": .string(stage), "reasons": .list(reasons.map(\.json)),
      ]
    case .progress(let progress):
      [
        "event": "progress", "stage": .string(progress.stage), "phase": .string(progress.phase),
        "completed": .int(progress.completed), "total": progress.total.map { .int($0) } ?? .null,
        "unit": .string(progress.unit), "seconds": .double(progress.seconds),
      ]
    case .message(let stage, let level, let text):
      [
        "event": "message", "stage": .string(stage), "level": .string(level),
        "text": .string(text),
      ]
    case .stageFinished(let record):
      [
        "event": "stageFinished", "stage": .string(record.stage),
        "key": .string(record.key.description), "seconds": .double(record.seconds),
        "peak_memory_bytes": record.peakMemoryBytes.map { .int($0) } ?? .null,
        "output_digest": .string(record.outputDigest.hex),
      ]
    case .stageFailed(let stage, let seconds):
      ["event": "stageFailed", "stage": .string(stage), "seconds": .double(seconds)]
    case .finished(let summary):
      [
        "event": "finished", "ran": .list(summary.ran.map { .string($0) }),
        "reused": .list(summary.reused.map { .string($0) }), "seconds": .double(summary.seconds),
      ]
    }
  }
}
