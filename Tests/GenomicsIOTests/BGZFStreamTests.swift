import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct BGZFStreamTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func manyLines(_ count: Int) -> String {
    var generator = TestGenerator(state: 5)
    return (0..<count).map { "chr1\t\($0)\t\($0 + 1)\t\(generator.next())\n" }.joined()
  }

  @Test func missingEndBlockIsTruncationWithTheLineReached() throws {
    let path = try folder.bgzf("a.gz", "c\t1\t2\nc\t3\t4\n")
    let cut = try folder.file("cut.gz", bytes: Array(folder.bytes("a.gz").dropLast(28)))
    #expect(try BEDReader.read(path).count == 2)
    for threads in [1, 2] {
      #expect(
        message { _ = try BEDReader.read(cut, threads: threads) }
          == "\(cut):3: the data ends without the end-of-file block of BGZF; expected a whole "
          + "file. It is truncated: copy or download it again.")
    }
  }

  @Test func cutInsideABlockIsTruncation() throws {
    _ = try folder.bgzf("a.gz", manyLines(20_000))
    let whole = try folder.bytes("a.gz")
    for dropped in [1, 27, 29, 500, whole.count / 2] {
      let cut = try folder.file("cut.gz", bytes: Array(whole.dropLast(dropped)))
      for threads in [1, 2] {
        #expect(
          message { _ = try BEDReader.read(cut, threads: threads) }.contains("It is truncated"),
          "\(dropped) bytes dropped, \(threads) threads")
      }
    }
  }

  @Test func flippedBitIsDamageWithTheLineReached() throws {
    _ = try folder.bgzf("a.gz", manyLines(20_000))
    var bytes = try folder.bytes("a.gz")
    bytes[bytes.count - 28 - 7] ^= 0x10  // in the checksum of the last block of text
    let path = try folder.file("flipped.gz", bytes: bytes)
    for threads in [1, 2] {
      let text = message { _ = try BEDReader.read(path, threads: threads) }
      #expect(text.hasSuffix("expected a whole file. Copy or download it again."), "\(text)")
      #expect(text.contains(": the compressed data is damaged ("))
      let line = Int(text.dropFirst(path.count + 1).prefix { $0.isNumber }) ?? 0
      #expect(line > 15_000 && line <= 20_000, "line \(line)")
    }
  }

  @Test func concatenatedFilesAreOneText() throws {
    _ = try folder.bgzf("a.gz", "c\t1\t2\n")
    _ = try folder.bgzf("b.gz", "c\t3\t4\n")
    let path = try folder.file("ab.gz", bytes: folder.bytes("a.gz") + folder.bytes("b.gz"))
    for threads in [1, 2] {
      #expect(try BEDReader.read(path, threads: threads).map(\.interval.start) == [1, 3])
    }
  }
}
