import PipelineEngine
import Testing

@Suite struct PipelineTests {
  private func stage(_ name: String, _ upstream: [String] = []) -> StageDeclaration {
    StageDeclaration(name: name, summary: "", implementationVersion: 1, upstream: upstream) { _ in }
  }

  @Test func ordersStagesAndKeepsTheDeclaredOrderWherePossible() throws {
    let pipeline = try Pipeline(
      stages: [stage("d", ["c", "a"]), stage("b"), stage("c", ["b"]), stage("a")])
    #expect(pipeline.stages.map(\.name) == ["b", "c", "a", "d"])
    #expect(try pipeline.ancestors(of: "c") == ["b", "c"])
    #expect(try pipeline.descendants(of: "b") == ["b", "c", "d"])
  }

  @Test func refusesTwoStagesOfOneName() {
    let error = #expect(throws: EngineError.self) {
      try Pipeline(stages: [stage("a"), stage("a")])
    }
    #expect(
      error?.description
        == "stage a: declared twice; expected stage names to differ. Rename one of them.")
  }

  @Test func refusesUnknownUpstreamStages() {
    let error = #expect(throws: EngineError.self) {
      try Pipeline(stages: [stage("normalize"), stage("b", ["normalise"])])
    }
    #expect(
      error?.description
        == "stage b: builds on \"normalise\", which does not exist; expected a declared stage. "
        + "Did you mean \"normalize\"?")
  }

  @Test func refusesCircles() {
    let error = #expect(throws: EngineError.self) {
      try Pipeline(stages: [
        stage("a"), stage("b", ["a", "d"]), stage("c", ["b"]), stage("d", ["c"]),
      ])
    }
    #expect(
      error?.description
        == "stage b: needs itself through b → d → c → b; expected stages without a circle. "
        + "Remove one of these dependencies.")
    #expect(error?.category == .software)
  }

  @Test(arguments: ["", "A", "1a", "a/b", "..", "a b", ".incomplete"])
  func refusesNamesThatAreNoFolderNames(name: String) {
    #expect(throws: EngineError.unusableStageName(name: name)) {
      try Pipeline(stages: [stage(name)])
    }
  }

  @Test func anEmptyPipelineIsFine() throws {
    #expect(try Pipeline(stages: []).stages.isEmpty)
  }
}
