import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct GzipStreamTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  let twoLines = "c\t1\t2\nc\t3\t4\n"

  private func failure(_ bytes: [UInt8]) throws -> String {
    let path = try folder.file("a.bed.gz", bytes: bytes)
    return message { _ = try BEDReader.read(path) }
      .replacingOccurrences(of: path, with: "a.bed.gz")
  }

  @Test func severalMembersAreOneText() throws {
    let bytes = gzipMember("c\t1\t2\nc\t") + gzipMember("") + gzipMember("3\t4\n")
    let path = try folder.file("a.bed.gz", bytes: bytes)
    #expect(try BEDReader.read(path).map(\.interval.start) == [1, 3])
  }

  @Test func missingTrailerIsTruncationWithTheLineReached() throws {
    let expected =
      "a.bed.gz:3: the data ends without the trailer of a gzip member; expected a whole file. "
      + "It is truncated: copy or download it again."
    #expect(try failure(gzipMember(twoLines).dropLast(8)) == expected)
    #expect(try failure(gzipMember(twoLines).dropLast(1)) == expected)
  }

  @Test func cutInsideALineNamesThatLine() throws {
    #expect(try failure(gzipMember(twoLines).dropLast(10)).hasPrefix("a.bed.gz:2: the data ends"))
  }

  @Test func everyTruncationIsAnError() throws {
    let whole = gzipMember(twoLines)
    for length in 18..<whole.count {
      #expect(try failure(Array(whole[..<length])).contains("It is truncated"), "\(length) bytes")
    }
  }

  @Test func wrongChecksumIsDamage() throws {
    var bytes = gzipMember(twoLines)
    bytes[bytes.count - 8] ^= 1
    #expect(
      try failure(bytes)
        == "a.bed.gz:3: the compressed data is damaged (incorrect data check); expected a whole "
        + "file. Copy or download it again.")
    bytes = gzipMember(twoLines)
    bytes[17] ^= 1  // the start of the first line: still a number
    #expect(try failure(bytes).contains("damaged (incorrect data check)"))
  }

  @Test func zerosAfterTheLastMemberArePaddingOtherBytesAreDamage() throws {
    let padded = gzipMember(twoLines) + [UInt8](repeating: 0, count: 1000)
    let path = try folder.file("padded.gz", bytes: padded)
    #expect(try BEDReader.read(path).count == 2)
    #expect(
      try failure(gzipMember(twoLines) + Array("more".utf8))
        == "a.bed.gz:3: the compressed data is damaged (other bytes follow the last gzip member); "
        + "expected a whole file. Copy or download it again.")
  }
}
