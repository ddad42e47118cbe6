import Synchronization

/// How far a stage is.
public struct ProgressSnapshot: Hashable, Sendable {
  /// Name of the stage.
  public let stage: String
  /// What the stage is doing: "reading fragments".
  public let phase: String
  /// Items done.
  public let completed: Int
  /// Items in all, when known.
  public let total: Int?
  /// What is counted: "fragments".
  public let unit: String
  /// Seconds since the phase began.
  public let seconds: Double

  /// States how far a stage is.
  public init(
    stage: String, phase: String, completed: Int, total: Int?, unit: String, seconds: Double
  ) {
    self.stage = stage
    self.phase = phase
    self.completed = completed
    self.total = total
    self.unit = unit
    self.seconds = seconds
  }

  /// Items per second, or nothing before the first.
  public var rate: Double? {
    seconds > 0 && completed > 0 ? Double(completed) / seconds : nil
  }

  /// Seconds to go at the present rate, when the total is known.
  public var secondsLeft: Double? {
    guard let total, let rate, total >= completed else { return nil }
    return Double(total - completed) / rate
  }
}

/// Where the body of a stage says how far it is. Safe to call from any thread; a call costs two atomic
/// operations unless it is time to tell the observer.
///
/// ```swift
/// context.progress.begin("reading fragments", total: 1_000_000, unit: "fragments")
/// context.progress.advance(by: 4096)
/// ```
public final class ProgressReporter: Sendable {
  private struct Phase {
    var name = ""
    var total: Int?
    var unit = ""
    var start = ContinuousClock.now
  }

  private let stage: String
  private let interval: Duration
  private let report: @Sendable (ProgressSnapshot) -> Void
  private let origin = ContinuousClock.now
  private let completed = Atomic<Int>(0)
  private let nextReport = Atomic<Int>(0)
  private let phase = Mutex(Phase())

  /// Reports at most once per interval, and at the beginning of every phase.
  ///
  /// Without arguments nothing is reported anywhere.
  public init(
    stage: String = "", interval: Duration = .seconds(3600),
    report: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
  ) {
    self.stage = stage
    self.interval = interval
    self.report = report
  }

  /// Begins a phase: the count starts again at zero.
  public func begin(_ name: String, total: Int? = nil, unit: String = "") {
    let fresh = Phase(name: name, total: total, unit: unit, start: .now)
    phase.withLock { $0 = fresh }
    completed.store(0, ordering: .relaxed)
    tell()
  }

  /// Counts items as done.
  public func advance(by items: Int = 1) {
    completed.wrappingAdd(items, ordering: .relaxed)
    tellWhenDue()
  }

  /// Sets the number of items done.
  public func update(completed items: Int) {
    completed.store(items, ordering: .relaxed)
    tellWhenDue()
  }

  private func tellWhenDue() {
    let due = nextReport.load(ordering: .relaxed)
    let now = Self.microseconds(ContinuousClock.now - origin)
    guard now >= due else { return }
    let after = now + Self.microseconds(interval)
    let exchange = nextReport.compareExchange(
      expected: due, desired: after, ordering: .relaxed)
    if exchange.exchanged { report(snapshot()) }
  }

  private func tell() {
    let after = Self.microseconds(ContinuousClock.now - origin) + Self.microseconds(interval)
    nextReport.store(after, ordering: .relaxed)
    report(snapshot())
  }

  private func snapshot() -> ProgressSnapshot {
    let phase = phase.withLock { $0 }
    return ProgressSnapshot(
      stage: stage, phase: phase.name, completed: completed.load(ordering: .relaxed),
      total: phase.total, unit: phase.unit,
      seconds: Double(Self.microseconds(ContinuousClock.now - phase.start)) / 1e6)
  }

  private static func microseconds(_ duration: Duration) -> Int {
    let parts = duration.components
    return Int(parts.seconds) * 1_000_000 + Int(parts.attoseconds / 1_000_000_000_000)
  }
}
