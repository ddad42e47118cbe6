import Foundation
import Glibc
import PipelineEngine
import TestSupport
import Testing

@Suite struct WorkFolderLockTests {
  @Test func aSecondHolderIsToldWhoHasIt() throws {
    let folder = try TemporaryFolder()
    let lock = try WorkFolderLock(WorkFolder(folder.path))
    let error = #expect(throws: EngineError.self) { try WorkFolderLock(WorkFolder(folder.path)) }
    guard case .locked(let path, let holder?)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == folder.path)
    #expect(holder.processIdentifier == Int(getpid()))
    #expect(holder.isAlive == true)
    #expect(
      error?.description
        == "\(folder.path): in use by process \(getpid()) on \(holder.host) since \(holder.since), "
        + "which is still running; expected it to be free. Wait until it has finished, or use "
        + "another work folder.")
    lock.release()
    try WorkFolderLock(WorkFolder(folder.path)).release()
  }

  @Test func aRunOnALockedFolderDoesNothing() throws {
    let folder = try TemporaryFolder()
    let runner = try ToyPipeline().runner(in: folder)
    let lock = try WorkFolderLock(WorkFolder(folder.path + "/work"))
    #expect(throws: EngineError.self) { try runner.run() }
    #expect(!folder.exists("work/cache"))
    lock.release()
    #expect(try runner.run().ran.count == 3)
  }

  @Test func whatAKilledProcessLeftInTheFileIsNoLock() throws {
    let folder = try TemporaryFolder()
    try folder.file(
      ".lock", "{\"host\":\"elsewhere\",\"pid\":1,\"since\":\"2024-01-01T00:00:00Z\"}\n")
    let lock = try WorkFolderLock(WorkFolder(folder.path))
    #expect(try folder.text(".lock").contains("\"pid\":\(getpid())"))
    lock.release()
    #expect(try folder.text(".lock") == "")
  }
}
