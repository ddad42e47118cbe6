import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct CacheStoreTests {
  /// Results of `count` and three of `normalize`, the last of them current.
  private func filledFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for scale in [2, 3, 4] {
      _ = try ToyPipeline(scale: scale).runner(in: folder).run(RunSelection(until: "normalize"))
    }
    return folder
  }

  @Test func listsEveryResultAndWhichIsCurrent() throws {
    let folder = try filledFolder()
    let entries = try CacheStore(workFolder: WorkFolder(folder.path + "/work")).list()
    #expect(entries.map(\.stage) == ["count", "normalize", "normalize", "normalize"])
    #expect(entries.filter(\.isCurrent).count == 2)
    #expect(entries.map(\.bytes) == [2, 3, 3, 3])
    #expect(entries.allSatisfy { $0.finished?.hasSuffix("Z") == true })
  }

  @Test func aFolderThatIsNotThereIsRefused() {
    #expect(
      message { _ = try CacheStore(workFolder: WorkFolder("/nonexistent/work")) }
        == "/nonexistent/work: there is no such folder; expected the work folder of an experiment. "
        + "Check the path: it is NAME-results for NAME.yaml unless --work-folder was given.")
  }

  @Test func anAbsentCacheIsEmpty() throws {
    let folder = try TemporaryFolder()
    let store = try CacheStore(workFolder: WorkFolder(folder.path))
    #expect(try store.list() == [])
    #expect(try store.verify() == [])
    #expect(try store.prune(keeping: .nothing, dryRun: false) == [])
  }

  @Test func verifyNamesDamageThatTimeAndSizeDoNotShowAndTheNextRunRepairsIt() throws {
    let folder = try filledFolder()
    let store = try CacheStore(workFolder: WorkFolder(folder.path + "/work"))
    #expect(try store.verify() == [])
    let file = folder.path + "/work/results/count/count.txt"
    let date = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.write(contentsOf: Data("6\n".utf8))
    try handle.close()
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(date)], ofItemAtPath: file)
    try folder.file("work/results/normalize/extra.txt", "x")
    let damage = try store.verify()
    let key = try #require(WorkFolder(folder.path + "/work").currentKey(of: "count"))
    #expect(
      damage.map(\.problem) == [.damaged(file: "count.txt"), .unexpected(file: "extra.txt")])
    #expect(
      damage.first?.description
        == "cache/count/\(key)/count.txt: its bytes are not those recorded; expected an untouched "
        + "file. The next run makes it again.")
    let runner = try ToyPipeline(scale: 4).runner(in: folder)
    #expect(try runner.run(RunSelection(until: "normalize")).ran == ["count"])
    #expect(try folder.text("work/results/count/count.txt") == "5\n")
  }

  @Test func verifyNamesMissingFilesAndResultsWithoutRecord() throws {
    let folder = try filledFolder()
    let store = try CacheStore(workFolder: WorkFolder(folder.path + "/work"))
    try FileManager.default.removeItem(atPath: folder.path + "/work/results/count/count.txt")
    try FileManager.default.removeItem(atPath: folder.path + "/work/records/normalize")
    #expect(
      try store.verify().map(\.problem) == [.missing(file: "count.txt")]
        + Array(repeating: .withoutRecord, count: 3))
  }

  @Test func pruneKeepsWhatIsAskedFor() throws {
    let folder = try filledFolder()
    let store = try CacheStore(workFolder: WorkFolder(folder.path + "/work"))
    #expect(try store.prune(keeping: .current, dryRun: true).count == 2)
    #expect(try store.list().count == 4)
    let removed = try store.prune(keeping: .newest(2), dryRun: false)
    #expect(removed.map(\.stage) == ["normalize"])
    #expect(removed.allSatisfy { !$0.isCurrent })
    #expect(try store.prune(keeping: .current, dryRun: false).count == 1)
    #expect(try store.list().allSatisfy(\.isCurrent))
    let runner = try ToyPipeline(scale: 4).runner(in: folder)
    #expect(try runner.run(RunSelection(until: "normalize")).ran == [])
    #expect(try store.prune(keeping: .nothing, dryRun: false).count == 2)
    #expect(try folder.contents(of: "work/records") == [:])
    #expect(try runner.run(RunSelection(until: "normalize")).ran == ["count", "normalize"])
  }

  @Test func theNewestZeroStillKeepsTheCurrentResult() throws {
    let folder = try filledFolder()
    let store = try CacheStore(workFolder: WorkFolder(folder.path + "/work"))
    #expect(try store.prune(keeping: .newest(0), dryRun: false).count == 2)
    #expect(try store.list().count == 2)
  }
}
