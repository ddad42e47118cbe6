import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct FASTQReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func reads(_ path: String, maximumReads: Int = 100) throws -> [ReadBatch] {
    var reader = try FASTQReader(path: path)
    var batches: [ReadBatch] = []
    while let batch = try reader.next(maximumReads: maximumReads) { batches.append(batch) }
    #expect(reader.readsSoFar == batches.reduce(0) { $0 + $1.count })
    return batches
  }

  private func failure(_ text: String) throws -> String {
    let path = try folder.file("r.fastq", text)
    return String(message { _ = try reads(path) }.dropFirst(path.count))
  }

  @Test func workedExample() throws {
    let path = try folder.file("r.fastq", "@r1/1 lane 3\nACGTN\n+\nIIIII\n")
    #expect(try reads(path) == [ReadBatch(["ACGTN"], names: ["r1"])])
  }

  @Test func namesEndAtWhiteSpaceAndLoseTheNumberOfTheMate() throws {
    let text = ["a b", "a\tb", "a/1", "a/2 x", "a/4", "/1", "a/1/2", ""].map {
      "@\($0)\nA\n+anything\nI\n"
    }.joined()
    let batch = try reads(folder.file("r.fastq", text))[0]
    #expect(
      (0..<batch.count).map { batch.name($0) } == ["a", "a", "a", "a", "a/4", "", "a/1", ""])
  }

  @Test func qualityMayStartWithAnything() throws {
    let path = try folder.file("r.fastq", "@a\nAC\n+\n@+\n@b\nGT\n+\n+@\n")
    #expect(try reads(path)[0].text(1) == "GT")
  }

  @Test func lineEndsAndCompressionDoNotMatter() throws {
    let text = (0..<5000).map { "@read\($0)\nACGTN\n+\nIIIII\n" }.joined()
    let paths = [
      try folder.file("a", text), try folder.file("b", text.replacing("\n", with: "\r\n")),
      try folder.file("c", bytes: gzipMember(text)), try folder.bgzf("d", text),
      try folder.file("e", String(text.dropLast())), try folder.file("f", text + "\n\r\n\n"),
    ]
    let expected = ReadBatch(
      Array(repeating: "ACGTN", count: 5000), names: (0..<5000).map { "read\($0)" })
    for path in paths {
      let batches = try reads(path, maximumReads: 100_000)
      #expect(batches == [expected], "\(path)")
      #expect(try reads(path, maximumReads: 1999).map(\.count) == [1999, 1999, 1002])
    }
  }

  @Test func readsWithoutLettersAreReads() throws {
    let whole = try reads(folder.file("r.fastq", "@a\n\n+\n\n@b\nA\n+\nI\n@c\n\n+\n\n"))
    #expect(whole == [ReadBatch(["", "A", ""], names: ["a", "b", "c"])])
    let cut = try reads(folder.file("r.fastq", "@a\n\n+\n"))
    #expect(cut == [ReadBatch([""], names: ["a"])])
  }

  @Test func namesCanBeLeftOut() throws {
    var reader = try FASTQReader(path: folder.file("r.fastq", "@a\nA\n+\nI\n"), keepsNames: false)
    #expect(try reader.next() == ReadBatch(["A"]))
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  @Test func everyProblemHasItsPlaceAndMessage() throws {
    let advice = " Is it FASTQ with four lines to a read?"
    #expect(
      try failure(">a\nAC\n")
        == ":1: the line is '>a'; expected '@' and the name of a read.\(advice)")
    #expect(
      try failure("@a\nAC\n+\nII\nACGTACGTACGTACGTACGTACGT\n")
        == ":5: the line is 'ACGTACGTACGTACGTACGT'; expected '@' and the name of a read.\(advice)")
    #expect(
      try failure("@a\nAC\n+\nII\n\n\nx\n")
        == ":7: the line is 'x'; expected '@' and the name of a read.\(advice)")
    #expect(
      try failure("@a\nAC\nGT\n+\nIIII\n") == ":3: the line is 'GT'; expected '+'.\(advice)")
    #expect(
      try failure("@a\nAC\n+\nI\n")
        == ":4: the read has 2 letters and 1 qualities; expected as many of one as of the other. "
        + "The file is damaged: copy or download it again.")
    for (lines, text) in [(1, "@a\n"), (2, "@a\nAC"), (3, "@a\nAC\n+\n")] {
      #expect(
        try failure(text)
          == ":\(lines): the file ends after \(lines) of the four lines of a read; expected a "
          + "whole read. It is truncated: copy or download it again.")
    }
    #expect(
      try failure("") == ": the file is empty; expected text. Check how it was made or copied.")
  }

  @Test func readsBeforeADefectAreNotHandedOut() throws {
    var reader = try FASTQReader(path: folder.file("r.fastq", "@a\nA\n+\nI\n@b\nA\n+\nII\n"))
    #expect(throws: GenomicsIOError.self) { _ = try reader.next() }
  }

  @Test func aTruncatedGzipFileIsNamedWithItsLine() throws {
    let bytes = gzipMember("@a\nA\n+\nI\n@b\nA\n+\nI\n")
    let path = try folder.file("r.fastq.gz", bytes: Array(bytes.dropLast(12)))
    #expect(message { _ = try reads(path) }.contains("the data ends without"))
  }
}
