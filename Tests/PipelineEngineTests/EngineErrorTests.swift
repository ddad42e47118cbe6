import PipelineEngine
import Testing

@Suite struct EngineErrorTests {
  @Test func anUnreadableInputSaysWhy() {
    let problem = InputProblem(stage: "count", label: "reads", path: "a.bam", code: 13)
    #expect(
      EngineError.unusableInputs([problem]).description
        == "a.bam: it cannot be read: Permission denied; expected the input \"reads\" of stage "
        + "count. Correct the path in the configuration, or make the file readable.")
  }

  @Test func aLockHolderElsewhereIsNotSaidToLive() {
    let elsewhere = LockHolder(
      processIdentifier: 7, host: "node3", since: "2024-01-01T00:00:00Z", isAlive: nil)
    #expect(
      EngineError.locked(folder: "work", holder: elsewhere).description
        == "work: in use by process 7 on node3 since 2024-01-01T00:00:00Z, on another machine; "
        + "expected it to be free. Wait until it has finished, or use another work folder.")
    #expect(
      EngineError.locked(folder: "work", holder: nil).description
        == "work: another process is using this work folder; expected it to be free. "
        + "Wait until it has finished, or use another work folder.")
  }

  @Test func exitStatusesAreTheDocumentedOnes() {
    #expect(ExitCategory.allCases.map(\.rawValue) == [0, 1, 64, 65, 70])
  }
}
