import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct LineReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func starts(_ bytes: [UInt8]) throws -> [Int] {
    try BEDReader.read(folder.file("a.bed", bytes: bytes)).map(\.interval.start)
  }

  @Test func lineEndsMayBeLFOrCRLFAndTheLastMayBeMissing() throws {
    #expect(try starts(Array("c\t1\t2\nc\t3\t4\n".utf8)) == [1, 3])
    #expect(try starts(Array("c\t1\t2\r\nc\t3\t4\r\n".utf8)) == [1, 3])
    #expect(try starts(Array("c\t1\t2\nc\t3\t4".utf8)) == [1, 3])
    #expect(try starts(Array("c\t1\t2\r\nc\t3\t4\r".utf8)) == [1, 3])
  }

  @Test func byteOrderMarkIsSkipped() throws {
    let records = try BEDReader.read(
      folder.file("a.bed", bytes: [0xEF, 0xBB, 0xBF] + Array("c\t1\t2\n".utf8)))
    #expect(records[0].interval.chromosome == "c")
  }

  @Test func aFileOfOneByteIsOneLine() throws {
    let path = try folder.file("a.bed", "x")
    #expect(
      message { _ = try BEDReader.read(path) }
        == "\(path):1: the line has 1 fields; expected at least chromosome, start and end. "
        + "Check the separator.")
  }

  @Test func linesLongerThanTheBufferAreWhole() throws {
    var generator = TestGenerator(state: 1)
    let bases = String((0..<1_700_003).map { _ in "ACGT".randomElement(using: &generator) ?? "A" })
    let path = try folder.bgzf("long.fa.gz", ">one\n\(bases)\n>two\nACG\n", threads: 2)
    let read = try FASTAReader.read(path, threads: 2)
    #expect(read.names == ["one", "two"])
    let isWhole = read.sequences.letters(at: 0) == bases
    #expect(isWhole)
    #expect(read.sequences.letters(at: 1) == "ACG")
  }

  @Test func linesAcrossBlocksAreTheSameInEveryCompressionAndForAnyThreads() throws {
    let text = (0..<60_000).map { "chr\($0 % 3)\t\($0)\t\($0 + 7)\tname_\($0)\n" }.joined()
    let expected = (0..<60_000).map { $0 }
    let middle = text.index(text.startIndex, offsetBy: 700_001)
    let members = gzipMember(String(text[..<middle])) + gzipMember(String(text[middle...]))
    let paths = [
      try folder.file("a", text), try folder.file("b", bytes: members),
      try folder.bgzf("c", text),
    ]
    for path in paths {
      for threads in [1, 3] {
        let records = try BEDReader.read(path, threads: threads)
        let isWhole = records.map(\.interval.start) == expected
        #expect(isWhole)
        #expect(records[59_999].name == "name_59999")
      }
    }
  }
}
