import Dispatch
import PipelineEngine
import Synchronization
import Testing

@Suite struct ProgressReporterTests {
  private final class Snapshots: Sendable {
    private let all = Mutex<[ProgressSnapshot]>([])
    func note(_ snapshot: ProgressSnapshot) { all.withLock { $0.append(snapshot) } }
    var values: [ProgressSnapshot] { all.withLock { $0 } }
  }

  @Test func everyAdvanceCountsFromAnyThread() {
    let snapshots = Snapshots()
    let progress = ProgressReporter(stage: "count", interval: .zero) { snapshots.note($0) }
    progress.begin("reading", total: 4000, unit: "fragments")
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<1000 { progress.advance() }
    }
    #expect(snapshots.values.map(\.completed).max() == 4000)
    #expect(snapshots.values.first?.completed == 0)
    #expect(snapshots.values.allSatisfy { $0.stage == "count" && $0.unit == "fragments" })
  }

  @Test func betweenReportsLiesTheInterval() {
    let snapshots = Snapshots()
    let progress = ProgressReporter(interval: .seconds(100)) { snapshots.note($0) }
    progress.begin("one")
    for _ in 0..<1000 { progress.advance(by: 2) }
    progress.begin("two")
    progress.update(completed: 7)
    #expect(snapshots.values.map(\.phase) == ["one", "two"])
  }

  @Test func rateAndTimeLeftFollowFromTheCount() {
    let half = ProgressSnapshot(
      stage: "count", phase: "reading fragments", completed: 1_234_567, total: 5_000_000,
      unit: "fragments", seconds: 3)
    #expect(half.rate == 411_522.3333333333)
    #expect(half.words == "reading fragments 1.2 M of 5 M fragments (24 %), 412 k/s, 9.2 s left")
    let unknown = ProgressSnapshot(
      stage: "count", phase: "reading", completed: 10, total: nil, unit: "reads", seconds: 4)
    #expect(unknown.words == "reading 10 reads, 2.5/s")
    let start = ProgressSnapshot(
      stage: "count", phase: "sorting", completed: 0, total: nil, unit: "", seconds: 0)
    #expect(start.words == "sorting")
    #expect(start.secondsLeft == nil)
  }
}
