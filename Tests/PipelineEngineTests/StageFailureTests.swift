import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct StageFailureTests {
  @Test func aFailedStageOnAFullDiskSaysSoOnce() {
    let full = StageFailure(stage: "count", cause: Disturbance(), freeBytes: 4096)
    #expect(
      full.description == """
        stage count: something went wrong
        The disk of the work folder is full (4.1 kB free), which may be why. Free some space and run \
        again: finished stages are kept.
        """)
    let refused = EngineError.fileAccess(
      FileAccessFailure(operation: "write", path: "/x/y", code: 13))
    #expect(
      StageFailure(stage: "count", cause: refused, freeBytes: 0).description
        == "stage count: /x/y: cannot write: Permission denied; expected a place this user may use. "
        + "Change its permissions or choose another folder.")
  }

  @Test func aStageFailureHasTheCategoryOfItsCause() {
    let bug = StageFailure(
      stage: "count", cause: EngineError.noOutput(stage: "count"), freeBytes: nil)
    #expect(bug.category == .software)
    #expect(StageFailure(stage: "count", cause: Disturbance(), freeBytes: nil).category == .data)
  }

  @Test func anErrorOfFoundationIsSaidInThePlainWordsOfTheEngine() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/absent/x.txt"
    let cause = #expect(throws: (any Error).self) {
      try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(
      StageFailure(stage: "count", cause: try #require(cause), freeBytes: 0).description
        == "stage count: \(path): cannot read or write: No such file or directory; expected this to "
        + "work. Check the path and the disk.")
  }
}
