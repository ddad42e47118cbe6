import PipelineEngine
import Synchronization
import TestSupport
import Testing

@Suite struct RunObserversTests {
  private final class Screen: Sendable {
    private let written = Mutex("")
    func write(_ text: String) { written.withLock { $0 += text } }
    var text: String { written.withLock { $0 } }
  }

  private func events() throws -> [RunEvent] {
    let key = try #require(StageKey(hex: String(repeating: "a", count: 64)))
    return [
      .stageReused(stage: "count", key: key),
      .stageStarted(stage: "normalize", summary: "scales", reasons: [.neverRun]),
      .progress(
        ProgressSnapshot(
          stage: "normalize", phase: "scaling", completed: 5, total: 10, unit: "rows", seconds: 1)),
      .message(stage: "normalize", level: "warning", text: "3 rows have no DNA"),
      .stageFailed(stage: "normalize", seconds: 61.2),
      .finished(RunSummary(ran: ["a"], reused: ["b", "c"], seconds: 7384)),
    ]
  }

  private func output(of style: ReportingStyle) throws -> String {
    let screen = Screen()
    let observer = style.observer { screen.write($0) }
    for event in try events() { observer.observe(event) }
    return screen.text
  }

  @Test func linesArePlain() throws {
    #expect(
      try output(of: .lines) == """
        count: up to date
        normalize: scales (never run)
        normalize: scaling 5 of 10 rows (50 %), 5/s, 1.0 s left
        normalize: warning: 3 rows have no DNA
        normalize: failed after 1 min 01 s
        done in 2 h 03 min: 1 run, 2 up to date

        """)
  }

  @Test func quietTellsWarningsOnly() throws {
    #expect(try output(of: .quiet) == "normalize: warning: 3 rows have no DNA\n")
  }

  @Test func theTerminalRewritesTheProgressLine() throws {
    #expect(
      try output(of: .terminal).contains(
        "\r\u{1b}[2Knormalize: scaling 5 of 10 rows (50 %), 5/s, 1.0 s left\r\u{1b}[2Knormalize: "
          + "warning: 3 rows have no DNA\n"))
  }

  @Test func jsonLinesAreOneObjectEach() throws {
    let lines = try output(of: .jsonLines).split(separator: "\n")
    #expect(try lines.count == events().count)
    for line in lines { #expect(try ParameterValue(json: String(line))["event"] != nil) }
    #expect(
      lines.last
        == "{\"event\":\"finished\",\"ran\":[\"a\"],\"reused\":[\"b\",\"c\"],\"seconds\":7384.0}")
  }

  @Test func flagsChooseTheStyle() {
    #expect(ReportingStyle.fitting(quiet: true, json: true) == .jsonLines)
    #expect(ReportingStyle.fitting(quiet: true, json: false) == .quiet)
  }

  @Test func aRunTellsItsEventsInOrder() throws {
    let folder = try TemporaryFolder()
    let log = EventLog()
    let toy = ToyPipeline(
      disturbed: Disturbed(
        "normalize",
        { context in
          context.note("hello")
          context.warn("careful")
          context.progress.begin("scaling")
        }
      ))
    _ = try toy.runner(in: folder, observer: log).run(RunSelection(until: "normalize"))
    #expect(
      log.names.filter { $0 != "digesting" } == [
        "planned", "stageStarted", "stageFinished", "stageStarted", "message", "message",
        "progress",
        "stageFinished", "finished",
      ])
    let records = log.all.compactMap {
      if case .stageFinished(let record) = $0 { record } else { nil }
    }
    #expect(records.allSatisfy { ($0.peakMemoryBytes ?? 0) > 1_000_000 && $0.version == "test" })
    #expect(records.map(\.bytes) == [2, 3])
  }
}
