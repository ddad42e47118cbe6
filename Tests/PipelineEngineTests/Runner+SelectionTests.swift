import PipelineEngine
import TestSupport
import Testing

@Suite struct RunnerSelectionTests {
  @Test func untilRunsAStageAndWhatItBuildsOn() throws {
    let folder = try TemporaryFolder()
    let summary = try ToyPipeline().runner(in: folder).run(RunSelection(until: "normalize"))
    #expect(summary.ran == ["count", "normalize"])
    let plan = try ToyPipeline().runner(in: folder).plan(RunSelection(until: "count"))
    #expect(plan.words == "count      up to date\nnormalize  left out\nreport     left out\n")
  }

  @Test func fromRunsAStageAndWhatBuildsOnIt() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let summary = try ToyPipeline(scale: 3).runner(in: folder).run(RunSelection(from: "normalize"))
    #expect(summary.ran == ["normalize", "report"])
  }

  @Test func onlyRunsOneStageOnFinishedUpstreamResults() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let summary = try ToyPipeline(scale: 3).runner(in: folder).run(RunSelection(only: "normalize"))
    #expect(summary.ran == ["normalize"])
    #expect(try folder.text("work/results/normalize/deep/scaled.txt") == "15\n")
    #expect(try folder.text("work/results/report/report.txt") == "The number is 10\n")
  }

  @Test func onlyWithStaleUpstreamSaysHowToRun() throws {
    let folder = try TemporaryFolder()
    let fresh = #expect(throws: EngineError.self) {
      try ToyPipeline().runner(in: folder).run(RunSelection(only: "normalize"))
    }
    #expect(
      fresh?.description
        == "stage normalize: it builds on count, which is not up to date (never run); expected "
        + "finished upstream stages. Run with --until normalize instead, which brings them up to "
        + "date first.")
    #expect(fresh?.category == .staleOrFailedQC)
    _ = try ToyPipeline().runner(in: folder).run()
    #expect(
      throws: EngineError.upstreamNotReady(
        stage: "normalize", upstream: "count",
        reasons: [.parameterChanged(path: "count.letters", from: false, to: true)])
    ) {
      try ToyPipeline(countsLetters: true).runner(in: folder).run(RunSelection(only: "normalize"))
    }
  }

  @Test func unknownStagesAreErrorsWithTheNearestName() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: EngineError.self) {
      try ToyPipeline().runner(in: folder).plan(RunSelection(until: "normalise"))
    }
    #expect(
      error?.description
        == "stage \"normalise\": there is no such stage; expected one of count, normalize, report. "
        + "Did you mean \"normalize\"?")
    #expect(error?.category == .usage)
  }

  @Test func forcingAStageThatIsLeftOutIsAnError() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: EngineError.self) {
      try ToyPipeline().runner(in: folder).plan(
        RunSelection(until: "count", force: .stages(["report"])))
    }
    #expect(
      error?.description
        == "--force report: the other options leave this stage out; expected a stage that is run. "
        + "Remove --force report or widen --until, --from or --only.")
  }

  @Test func untilAndFromTogetherSelectWhatLiesBetween() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let plan = try ToyPipeline(scale: 3).runner(in: folder).plan(
      RunSelection(until: "normalize", from: "normalize"))
    #expect(plan.stages.map(\.decision).filter { $0 == .notSelected }.count == 2)
  }
}
