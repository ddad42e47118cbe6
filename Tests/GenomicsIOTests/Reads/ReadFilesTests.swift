import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct ReadFilesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func fastq(_ name: String, _ names: [String], _ letters: String = "ACG") throws -> String
  {
    let quality = String(repeating: "I", count: letters.utf8.count)
    return try folder.file(
      name, names.map { "@\($0)\n\(letters)\n+\n\(quality)\n" }.joined())
  }

  private func batches(
    _ paths: [String], threads: Int, readsPerBatch: Int = 2
  ) throws -> [[ReadBatch]] {
    var result: [[ReadBatch]] = []
    try ReadFiles.forEachBatch(paths, threads: threads, readsPerBatch: readsPerBatch) {
      result.append($0)
    }
    return result
  }

  @Test(arguments: [1, 3]) func filesAreReadInStep(threads: Int) throws {
    let paths = [
      try fastq("1", ["a/1", "b/1", "c/1"]), try fastq("2", ["a/2", "b/2", "c/2"], "TT"),
      try fastq("3", ["a x", "b y", "c"], ""),
    ]
    let found = try batches(paths, threads: threads)
    #expect(found.map { $0.map(\.count) } == [[2, 2, 2], [1, 1, 1]])
    #expect(found[1][1] == ReadBatch(["TT"], names: ["c"]))
  }

  @Test(arguments: [1, 2]) func oneFileHasNamesOnlyOnDemand(threads: Int) throws {
    let path = try fastq("1", ["a", "b", "c"])
    #expect(try batches([path], threads: threads).allSatisfy { !$0[0].hasNames })
    var names: [String?] = []
    try ReadFiles.forEachBatch([path], keepsNames: true, threads: threads) { batch in
      names += (0..<batch[0].count).map { batch[0].name($0) }
    }
    #expect(names == ["a", "b", "c"])
  }

  @Test func batchesDoNotDependOnThreads() throws {
    let paths = [
      try fastq("1", (0..<7001).map { "r\($0)" }), try fastq("2", (0..<7001).map { "r\($0)" }),
    ]
    let one = try batches(paths, threads: 1, readsPerBatch: 100)
    let many = try batches(paths, threads: 4, readsPerBatch: 100)
    #expect(one.count == 71)
    let isSame = one == many
    #expect(isSame)
  }

  @Test(arguments: [1, 2]) func differencesAreNamed(threads: Int) throws {
    let paths = [try fastq("1", ["a", "b", "c"]), try fastq("2", ["a", "b", "x"])]
    #expect(
      message { _ = try batches(paths, threads: threads) }
        == "\(paths[0]), \(paths[1]): paired files differ at record 3: 'c' and 'x'; expected one "
        + "name. Give files of one run, filtered alike and in one order.")
    let short = [try fastq("3", ["a", "b", "c"]), try fastq("4", ["a", "b"])]
    let expected =
      "\(short[1]): the file ends after 2 reads but \(short[0]) goes on; expected as many in one "
      + "as in the other. Give files of one run, filtered alike."
    #expect(message { _ = try batches(short, threads: threads) } == expected)
    #expect(message { _ = try batches(short.reversed(), threads: threads) } == expected)
  }

  @Test func whatTheBodyThrowsEndsTheReading() throws {
    struct Enough: Error {}
    let path = try fastq("1", (0..<5000).map { "r\($0)" })
    #expect(throws: Enough.self) {
      try ReadFiles.forEachBatch([path], threads: 2, readsPerBatch: 10) { _ in throw Enough() }
    }
  }

  @Test(arguments: [1, 2]) func defectsComeAfterTheReadsBeforeThem(threads: Int) throws {
    let path = try folder.file("r", "@a\nA\n+\nI\n@b\nA\n+\nI\n@c\n")
    var seen = 0
    let found = message {
      try ReadFiles.forEachBatch([path], threads: threads, readsPerBatch: 1) { seen += $0[0].count }
    }
    #expect(seen == 2)
    #expect(found.hasPrefix("\(path):9: the file ends after 1 of the four lines"))
    #expect(
      message { _ = try batches(["\(folder.path)/none"], threads: threads) }
        .hasSuffix("/none: cannot open: No such file or directory."))
  }
}
