import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct RunnerTests {
  @Test func theSecondRunRunsNothing() throws {
    let folder = try TemporaryFolder()
    let toy = ToyPipeline()
    let first = try toy.runner(in: folder).run()
    #expect(first.ran == ["count", "normalize", "report"])
    #expect(try folder.text("work/results/report/report.txt") == "The number is 10\n")
    let second = try toy.runner(in: folder).run()
    #expect(second.ran == [])
    #expect(second.reused == ["count", "normalize", "report"])
  }

  @Test func oneParameterRunsExactlyTheStagesItMatters() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let plan = try ToyPipeline(scale: 3).runner(in: folder).plan()
    #expect(
      plan.words == """
        count      up to date
        normalize  will run: parameter normalize.scale changed: 2 → 3
        report     may run: normalize will run

        """)
    #expect(try ToyPipeline(scale: 3).runner(in: folder).run().ran == ["normalize", "report"])
    #expect(try folder.text("work/results/report/report.txt") == "The number is 15\n")
  }

  @Test func identicalOutputStopsTheCascade() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let summary = try ToyPipeline(minimum: 10).runner(in: folder).run()
    #expect(summary.ran == ["normalize"])
    #expect(summary.reused == ["count", "report"])
  }

  @Test func aParameterSwitchedBackFindsTheOldResult() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    _ = try ToyPipeline(scale: 3).runner(in: folder).run()
    let summary = try ToyPipeline().runner(in: folder).run()
    #expect(summary.ran == [])
    #expect(try folder.text("work/results/report/report.txt") == "The number is 10\n")
  }

  @Test func threadsDoNotEnterTheKeyNorTheBytes() throws {
    let one = try TemporaryFolder()
    let two = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: one, threads: 1).run()
    _ = try ToyPipeline().runner(in: two, threads: 2).run()
    #expect(try one.contents(of: "work/cache") == two.contents(of: "work/cache"))
    #expect(try ToyPipeline().runner(in: one, threads: 2).run().ran == [])
  }

  @Test func movingAndTouchingTheProjectRunsNothing() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let moved = try TemporaryFolder()
    for name in ["work", "input.txt"] {
      try FileManager.default.moveItem(
        atPath: folder.path + "/" + name, toPath: moved.path + "/" + name)
    }
    #expect(try ToyPipeline().runner(in: moved).run().ran == [])
    let copied = try TemporaryFolder()
    for name in ["work", "input.txt"] {
      try FileManager.default.copyItem(
        atPath: moved.path + "/" + name, toPath: copied.path + "/" + name)
    }
    for name in ["input.txt", "work/results/count/count.txt"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
        ofItemAtPath: copied.path + "/" + name)
    }
    #expect(try ToyPipeline().runner(in: copied).run().ran == [])
  }

  @Test func aChangedInputRunsItsStage() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let path = try folder.file("input.txt", "a b")
    let plan = try ToyPipeline().runner(in: folder).plan()
    #expect(
      try plan.stage("count").decision == .run(reasons: [.inputChanged(label: "text", path: path)]))
    #expect(
      try plan.explanation(of: "count") == """
        count: counts words
        Will run:
          - input text changed: \(path)

        """)
  }

  @Test func implementationAndSeedAreReasons() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let plan = try ToyPipeline(seed: 18, version: 2).runner(in: folder).plan()
    #expect(
      try plan.stage("count").decision
        == .run(reasons: [.implementationChanged(from: 1, to: 2)]))
    #expect(
      try plan.stage("normalize").decision
        == .run(reasons: [.seedChanged(from: 17, to: 18), .upstreamWillRun(stage: "count")]))
  }

  @Test func missingAndDamagedOutputsAreMadeAgain() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    try folder.file("work/results/count/count.txt", "6\n")
    try FileManager.default.removeItem(
      atPath: folder.path + "/work/results/normalize/deep/scaled.txt")
    let runner = try ToyPipeline().runner(in: folder)
    let plan = try runner.plan()
    #expect(
      try plan.stage("count").decision == .run(reasons: [.outputDamaged(file: "count.txt")]))
    #expect(try runner.run().ran == ["count", "normalize"])
    #expect(try folder.text("work/results/count/count.txt") == "5\n")
    #expect(try folder.text("work/results/normalize/deep/scaled.txt") == "10\n")
  }

  @Test func aMissingOutputIsNamed() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    try FileManager.default.removeItem(
      atPath: folder.path + "/work/results/normalize/deep/scaled.txt")
    let plan = try ToyPipeline().runner(in: folder).plan()
    #expect(
      try plan.stage("normalize").words == "will run: output deep/scaled.txt is missing")
  }

  @Test func forceRunsAndIdenticalOutputStopsTheCascade() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let before = try folder.contents(of: "work/cache")
    let some = try ToyPipeline().runner(in: folder).run(RunSelection(force: .stages(["count"])))
    #expect(some.ran == ["count"])
    let all = try ToyPipeline().runner(in: folder).run(RunSelection(force: .all))
    #expect(all.ran == ["count", "normalize", "report"])
    #expect(try folder.contents(of: "work/cache") == before)
  }

  @Test func planningRunsAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    let plan = try ToyPipeline().runner(in: folder).plan()
    #expect(plan.stages.map(\.words) == Array(repeating: "will run: never run", count: 3))
    #expect(!folder.exists("work"))
  }

  @Test func missingInputsAreReportedTogetherBeforeAnythingRuns() throws {
    let folder = try TemporaryFolder()
    var stages = ToyPipeline().stages(input: folder.path + "/absent.txt")
    stages.append(
      StageDeclaration(
        name: "extra", summary: "", implementationVersion: 1,
        inputs: [StageInput(label: "genome", path: folder.path + "/absent.fa")]
      ) { _ in })
    let runner = Runner(
      workFolder: WorkFolder(folder.path + "/work"), pipeline: try Pipeline(stages: stages),
      options: RunnerOptions(version: "test"))
    let error = #expect(throws: EngineError.self) { try runner.run() }
    #expect(
      error?.description == """
        \(folder.path)/absent.txt: there is no such file; expected the input "text" of stage count. \
        Correct the path in the configuration, or make the file readable.
        \(folder.path)/absent.fa: there is no such file; expected the input "genome" of stage extra. \
        Correct the path in the configuration, or make the file readable.
        """)
    #expect(!folder.exists("work/cache"))
  }
}
