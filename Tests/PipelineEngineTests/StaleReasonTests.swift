import PipelineEngine
import TestSupport
import Testing

@Suite struct StaleReasonTests {
  @Test(
    arguments: [
      (.neverRun, "never run"),
      (.implementationChanged(from: 1, to: 2), "implementation changed: 1 → 2"),
      (
        .parameterChanged(path: "normalize.minimum_input_dna", from: 5, to: 10),
        "parameter normalize.minimum_input_dna changed: 5 → 10"
      ),
      (.parameterChanged(path: "a.b", from: 5, to: 5.0), "parameter a.b changed: 5 → 5.0"),
      (.parameterChanged(path: "a.b", from: nil, to: "x"), "parameter a.b added: \"x\""),
      (.parameterChanged(path: "a.b", from: [1], to: nil), "parameter a.b removed, was [1]"),
      (.seedChanged(from: nil, to: 17), "seed changed: none → 17"),
      (.inputChanged(label: "genome", path: "hg38.fa"), "input genome changed: hg38.fa"),
      (.inputAdded(label: "genome"), "input genome added"),
      (.inputRemoved(label: "genome"), "input genome removed"),
      (.upstreamOutputChanged(stage: "count"), "output of count changed"),
      (.upstreamAdded(stage: "count"), "now builds on count"),
      (.upstreamRemoved(stage: "count"), "no longer builds on count"),
      (.upstreamWillRun(stage: "count"), "count will run"),
      (.outputMissing(file: "a.npy"), "output a.npy is missing"),
      (.outputDamaged(file: "a.npy"), "output a.npy is damaged"),
      (.forced, "forced"),
    ] as [(StaleReason, String)]) func saysSoInWords(reason: StaleReason, words: String)
  {
    #expect(reason.words == words)
    #expect(reason.json["words"]?.stringValue == words)
    #expect(reason.json["kind"]?.stringValue == reason.kind)
  }

  @Test func everyChangedParameterIsNamedWithItsPath() throws {
    let before: ParameterValue = [
      "list": [1, 2], "records": [["a": 1, "b": 2], ["a": 3]], "gone": true, "same": 1,
    ]
    let after: ParameterValue = [
      "list": [1, 3], "records": [["a": 1, "b": 5], ["a": 3]], "new": 0.5, "same": 1,
    ]
    #expect(
      try reasons(before, after) == [
        .parameterChanged(path: "toy.gone", from: true, to: nil),
        .parameterChanged(path: "toy.list", from: [1, 2], to: [1, 3]),
        .parameterChanged(path: "toy.new", from: nil, to: 0.5),
        .parameterChanged(path: "toy.records[0].b", from: 2, to: 5),
      ])
  }

  @Test func inputsAndUpstreamStagesMayComeAndGo() throws {
    let folder = try TemporaryFolder()
    let text = try folder.file("a.txt", "a")
    func plan(_ label: String, _ upstream: [String]) throws -> Runner {
      let write: @Sendable (StageContext) throws -> Void = {
        try AtomicFile.write($0.stage, to: $0.file("out"))
      }
      let stages = [
        StageDeclaration(name: "one", summary: "", implementationVersion: 1, body: write),
        StageDeclaration(name: "two", summary: "", implementationVersion: 1, body: write),
        StageDeclaration(
          name: "toy", summary: "", implementationVersion: 1,
          inputs: [StageInput(label: label, path: text)], upstream: upstream, body: write),
      ]
      return Runner(
        workFolder: WorkFolder(folder.path + "/work"), pipeline: try Pipeline(stages: stages),
        options: RunnerOptions(version: "test"))
    }
    _ = try plan("old", ["one"]).run()
    #expect(
      try plan("new", ["two"]).plan().stage("toy").reasons == [
        .inputAdded(label: "new"), .inputRemoved(label: "old"), .upstreamRemoved(stage: "one"),
        .upstreamAdded(stage: "two"),
      ])
  }

  @Test func anUpstreamStageWithOtherBytesIsAReasonOfItsOwn() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    _ = try ToyPipeline(countsLetters: true).runner(in: folder).run(RunSelection(until: "count"))
    #expect(
      try ToyPipeline(countsLetters: true).runner(in: folder).plan().stage("normalize").reasons
        == [.upstreamOutputChanged(stage: "count")])
  }

  private func reasons(
    _ before: ParameterValue, _ after: ParameterValue
  ) throws -> [StaleReason] {
    let folder = try TemporaryFolder()
    func runner(_ parameters: ParameterValue) throws -> Runner {
      let toy = StageDeclaration(
        name: "toy", summary: "", implementationVersion: 1, parameters: parameters
      ) { try AtomicFile.write("x", to: $0.file("out")) }
      return Runner(
        workFolder: WorkFolder(folder.path), pipeline: try Pipeline(stages: [toy]),
        options: RunnerOptions(version: "test"))
    }
    _ = try runner(before).run()
    return try runner(after).plan().stage("toy").reasons
  }
}
