import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func writesAndReplacesAndLeavesNothingBeside() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("old", to: folder.path + "/deep/a.txt")
    try AtomicFile.write("new", to: folder.path + "/deep/a.txt")
    #expect(try folder.contents(of: "deep") == ["a.txt": "new"])
  }

  @Test func aFailureLeavesTheOldFileAndNothingBeside() throws {
    let folder = try TemporaryFolder()
    try folder.file("target/inside", "x")
    let error = #expect(throws: EngineError.self) {
      try AtomicFile.write("new", to: folder.path + "/target")
    }
    #expect(error?.description.contains("cannot rename to \(folder.path)/target") == true)
    #expect(try folder.contents(of: ".") == ["target/inside": "x"])
  }

  @Test func aFullDiskIsSaidSo() throws {
    let failure = FileAccessFailure(operation: "write", path: "/nonexistent/x", code: 28)
    #expect(
      failure.description
        == "/nonexistent/x: cannot write: the disk is full (No space left on device); expected room "
        + "for the output. Free some space and run again: finished stages are kept.")
  }
}
