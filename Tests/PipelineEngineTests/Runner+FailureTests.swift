import Foundation
import Glibc
import PipelineEngine
import TestSupport
import Testing

@Suite struct RunnerFailureTests {
  @Test(arguments: ["count", "normalize", "report"])
  func aFailedStageLeavesNothingAndTheNextRunGivesTheSameBytes(stage: String) throws {
    let undisturbed = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: undisturbed).run()
    let folder = try TemporaryFolder()
    let failing = ToyPipeline(disturbed: Disturbed(stage, { _ in throw Disturbance() }))
    let error = #expect(throws: StageFailure.self) { try failing.runner(in: folder).run() }
    #expect(error?.description == "stage \(stage): something went wrong")
    #expect(error?.category == .data)
    #expect(!folder.exists("work/results/\(stage)"))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.path + "/work/cache/\(stage)")
    #expect(left == [])
    _ = try ToyPipeline().runner(in: folder).run()
    #expect(try folder.contents(of: "work/cache") == undisturbed.contents(of: "work/cache"))
  }

  @Test(arguments: ["count", "normalize", "report"])
  func killedInAStageTheNextRunGivesTheSameBytes(stage: String) async throws {
    let undisturbed = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: undisturbed).run()
    let folder = try TemporaryFolder()
    let path = folder.path
    try folder.file("input.txt", "one two three four five")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, stage = stage as String] in
      let dying = ToyPipeline(
        disturbed: Disturbed(
          stage,
          { context in
            try "half".write(toFile: context.file("half.txt"), atomically: false, encoding: .utf8)
            kill(getpid(), SIGKILL)
          }
        ))
      let runner = Runner(
        workFolder: WorkFolder(path + "/work"),
        pipeline: try Pipeline(stages: dying.stages(input: path + "/input.txt")),
        options: RunnerOptions(version: "test"))
      _ = try runner.run()
    }
    let half = try folder.contents(of: "work/cache/\(stage)")
    #expect(half.keys.contains { $0.hasPrefix(".incomplete-") && $0.hasSuffix("half.txt") })
    #expect(folder.exists("work/.lock"))
    _ = try ToyPipeline().runner(in: folder).run()
    #expect(try folder.contents(of: "work/cache") == undisturbed.contents(of: "work/cache"))
  }

  @Test func anInterruptEndsTheProcessAndKeepsWhatIsFinished() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try folder.file("input.txt", "one two three four five")
    await #expect(processExitsWith: .exitCode(128 + SIGINT)) { [path = path as String] in
      let watch = InterruptWatch { text in
        try? text.write(toFile: path + "/words.txt", atomically: false, encoding: .utf8)
      }
      let interrupted = ToyPipeline(
        disturbed: Disturbed(
          "normalize",
          { _ in
            kill(getpid(), SIGINT)
            sleep(10)
          }
        ))
      let runner = Runner(
        workFolder: WorkFolder(path + "/work"),
        pipeline: try Pipeline(stages: interrupted.stages(input: path + "/input.txt")),
        options: RunnerOptions(version: "test"))
      _ = try runner.run()
      withExtendedLifetime(watch) {}
    }
    #expect(
      try folder.text("words.txt")
        == "interrupted: finished stages are kept, nothing is half-written. Run again to continue.")
    let summary = try ToyPipeline().runner(in: folder).run()
    #expect(summary.reused == ["count"])
    #expect(summary.ran == ["normalize", "report"])
  }

  @Test func aResultWithoutRecordDoesNotCount() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let before = try folder.contents(of: "work/cache")
    try FileManager.default.removeItem(atPath: folder.path + "/work/records/normalize")
    try folder.file("work/results/normalize/deep/scaled.txt", "half")
    #expect(try ToyPipeline().runner(in: folder).run().ran == ["normalize"])
    #expect(try folder.contents(of: "work/cache") == before)
  }

  @Test func aRecordThatDoesNotFitItsKeyDoesNotCount() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let records = try folder.contents(of: "work/records/normalize")
    let name = try #require(records.keys.first)
    let changed = try #require(records[name]).replacing("\"scale\": 2", with: "\"scale\": 9")
    try folder.file("work/records/normalize/" + name, changed)
    #expect(try ToyPipeline().runner(in: folder).run().ran == ["normalize"])
  }

  @Test func aCheckpointSurvivesAFailureAndGoesWithSuccess() throws {
    let folder = try TemporaryFolder()
    let failing = ToyPipeline(
      disturbed: Disturbed(
        "normalize",
        { context in
          try "epoch 3".write(
            toFile: context.checkpointDirectory + "/state", atomically: false, encoding: .utf8)
          throw Disturbance()
        }
      ))
    #expect(throws: StageFailure.self) { try failing.runner(in: folder).run() }
    let found = folder.path + "/found"
    let resuming = ToyPipeline(
      disturbed: Disturbed(
        "normalize",
        { context in
          try FileManager.default.copyItem(
            atPath: context.checkpointDirectory + "/state", toPath: found)
        }
      ))
    _ = try resuming.runner(in: folder).run()
    #expect(try folder.text("found") == "epoch 3")
    #expect(try folder.contents(of: "work/checkpoints") == [:])
  }

  @Test func aStageWithoutOutputIsABug() throws {
    let folder = try TemporaryFolder()
    let empty = StageDeclaration(name: "empty", summary: "", implementationVersion: 1) { _ in }
    let runner = Runner(
      workFolder: WorkFolder(folder.path + "/work"), pipeline: try Pipeline(stages: [empty]),
      options: RunnerOptions(version: "test"))
    let error = #expect(throws: EngineError.noOutput(stage: "empty")) { try runner.run() }
    #expect(error?.category == .software)
  }

  @Test func linksAreNotOutputs() throws {
    let folder = try TemporaryFolder()
    let linking = StageDeclaration(name: "linking", summary: "", implementationVersion: 1) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.file("link"), withDestinationPath: "/etc/hostname")
    }
    let runner = Runner(
      workFolder: WorkFolder(folder.path + "/work"), pipeline: try Pipeline(stages: [linking]),
      options: RunnerOptions(version: "test"))
    let error = #expect(throws: EngineError.self) { try runner.run() }
    #expect(
      error?.description.hasSuffix(
        "/link: neither a file nor a folder; expected outputs to be plain files. "
          + "Replace the link by a copy of what it points to.") == true)
  }

  @Test func anInputThatChangesDuringTheRunIsNoticed() throws {
    let folder = try TemporaryFolder()
    let input = folder.path + "/input.txt"
    let meddling = ToyPipeline(
      disturbed: Disturbed(
        "count",
        { _ in try "other".write(toFile: input, atomically: false, encoding: .utf8) }
      ))
    let error = #expect(
      throws: EngineError.inputChangedDuringRun(stage: "count", label: "text", path: input)
    ) { try meddling.runner(in: folder).run() }
    #expect(
      error?.description
        == "\(input): changed while stage count was reading it as \"text\"; expected inputs to stay "
        + "as they are during a run. Wait until the file is complete and run again.")
  }

  @Test func aWorkFolderThatCannotBeMadeIsOneClearMessage() throws {
    let folder = try TemporaryFolder()
    try folder.file("work", "a file, not a folder")
    let error = #expect(throws: EngineError.self) { try ToyPipeline().runner(in: folder).run() }
    #expect(
      error?.description
        == "\(folder.path)/work: cannot create the folder: File exists; expected this to work. "
        + "Check the path and the disk.")
    #expect(error?.category == .data)
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func anUnwritableWorkFolderIsOneClearMessage() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/work", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o555])
    let error = #expect(throws: EngineError.self) { try ToyPipeline().runner(in: folder).run() }
    #expect(
      error?.description
        == "\(folder.path)/work/.lock: cannot open the lock: Permission denied; expected a place "
        + "this user may use. Change its permissions or choose another folder.")
  }

  @Test func aWriteThatFailsKeepsTheCacheIntact() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    _ = try ToyPipeline().runner(in: folder).run()
    let before = try folder.contents(of: "work/cache")
    await #expect(processExitsWith: .success) { [path = path as String] in
      // A file-size limit of one kilobyte makes the kernel refuse a write half-way, like a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1024, rlim_max: 1024)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let big = ToyPipeline(
        scale: 3,
        disturbed: Disturbed(
          "normalize",
          { context in
            try AtomicFile.write(
              [UInt8](repeating: 1, count: 100_000), to: context.file("big.bin"))
          }
        ))
      let runner = Runner(
        workFolder: WorkFolder(path + "/work"),
        pipeline: try Pipeline(stages: big.stages(input: path + "/input.txt")),
        options: RunnerOptions(version: "test"))
      let error = #expect(throws: StageFailure.self) { try runner.run() }
      #expect(error?.description.contains("cannot write: File too large") == true)
    }
    #expect(try folder.contents(of: "work/cache") == before)
    #expect(try ToyPipeline().runner(in: folder).run().ran == [])
  }
}
