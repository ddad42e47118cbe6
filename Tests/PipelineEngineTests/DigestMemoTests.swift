import Foundation
import PipelineEngine
import Synchronization
import TestSupport
import Testing

@Suite struct DigestMemoTests {
  private final class Reads: Sendable {
    private let paths = Mutex<[String]>([])
    func note(_ path: String) { paths.withLock { $0.append(path) } }
    var count: Int { paths.withLock { $0.count } }
  }

  private func age(_ file: String, seconds: Double = 1_000_000) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file)
  }

  @Test func anUnchangedFileIsReadOnceAcrossRuns() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.txt", "abc")
    try age(file)
    let reads = Reads()
    let memoFile = folder.path + "/digests.json"
    let first = DigestMemo(file: memoFile) { path, _ in reads.note(path) }
    #expect(try first.digest(of: file) == ContentDigest(of: "abc"))
    #expect(try first.digest(of: file) == ContentDigest(of: "abc"))
    try first.save()
    let second = DigestMemo(file: memoFile) { path, _ in reads.note(path) }
    #expect(try second.digest(of: file) == ContentDigest(of: "abc"))
    #expect(reads.count == 1)
  }

  @Test func aFileOfTheSameSizeAndAnotherTimeIsReadAgain() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.txt", "abc")
    try age(file)
    let memo = DigestMemo(file: nil)
    #expect(try memo.digest(of: file) == ContentDigest(of: "abc"))
    try folder.file("a.txt", "abd")
    try age(file, seconds: 1_000_001)
    #expect(try memo.digest(of: file) == ContentDigest(of: "abd"))
  }

  @Test func aFileChangedJustNowIsReadAgainNextTime() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.txt", "abc")
    try age(file, seconds: Date.now.timeIntervalSince1970 - 0.5)
    let reads = Reads()
    let memoFile = folder.path + "/digests.json"
    for run in 1...2 {
      let memo = DigestMemo(file: memoFile) { path, _ in reads.note(path) }
      _ = try memo.digest(of: file)
      _ = try memo.digest(of: file)
      try memo.save()
      #expect(reads.count == run)
      try age(file, seconds: Date.now.timeIntervalSince1970 - 0.5)
    }
  }

  @Test func aFileWhoseTimeIsNotYetOverIsNeverTrusted() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.txt", "abc")
    try age(file, seconds: Date.now.timeIntervalSince1970 + 3600)
    let reads = Reads()
    let memo = DigestMemo(file: nil) { path, _ in reads.note(path) }
    _ = try memo.digest(of: file)
    _ = try memo.digest(of: file)
    #expect(reads.count == 2)
  }

  @Test func aFolderIsDigestedByNamesAndContents() throws {
    let folder = try TemporaryFolder()
    try folder.file("one/b/x", "1")
    try folder.file("one/a", "2")
    try folder.file("two/a", "2")
    try folder.file("two/b/x", "1")
    let memo = DigestMemo(file: nil)
    let one = try memo.digest(of: folder.path + "/one")
    #expect(try memo.digest(of: folder.path + "/two") == one)
    let lines = [("a", "2"), ("b/x", "1")].map { "\($0.0)\0\(ContentDigest(of: $0.1))\n" }
    #expect(one == ContentDigest(of: lines.joined()))
    try folder.file("two/c", "1")
    #expect(try memo.digest(of: folder.path + "/two") != one)
  }

  @Test func aDamagedMemoIsAnEmptyMemo() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.txt", "abc")
    let memoFile = try folder.file("digests.json", "{\"1:2\": [1, 2]")
    #expect(try DigestMemo(file: memoFile).digest(of: file) == ContentDigest(of: "abc"))
  }

  @Test func aMissingFileIsAnError() {
    #expect(throws: EngineError.self) { try DigestMemo(file: nil).digest(of: "/nonexistent") }
  }
}
