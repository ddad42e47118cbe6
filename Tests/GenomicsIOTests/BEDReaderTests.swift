import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct BEDReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func failure(_ line: String) throws -> String {
    let path = try folder.file("a.bed", "track name=x\n\(line)\n")
    return String(message { _ = try BEDReader.read(path) }.dropFirst(path.count))
  }

  @Test func workedExample() throws {
    let record = try BEDReader.read(folder.file("a.bed", "chr1\t999\t2000\tpeak_1\t0\t-\n"))[0]
    #expect("\(record.interval)" == "chr1:999-2000")
    #expect(record.name == "peak_1" && record.score == "0" && record.strand == .reverse)
  }

  @Test func threeColumnsAreEnoughAndMoreThanSixAreIgnored() throws {
    let text = """
      # comment
      browser position chr1
      track name="a"
      chr1\t0\t1
      chr1\t5\t5\tinsertion
      track1 7  9

      chr2\t1\t2\tn\t0.5\t.\t1\t2\t0,0,0
      """
    let records = try BEDReader.read(folder.bgzf("a.bed.gz", text))
    #expect(records.map(\.interval.chromosome) == ["chr1", "chr1", "track1", "chr2"])
    #expect(records.map(\.interval.length) == [1, 0, 2, 1])
    #expect(records.map(\.name) == [nil, "insertion", nil, "n"])
    #expect(records.map(\.score) == [nil, nil, nil, "0.5"])
    #expect(records.allSatisfy { $0.strand == .unstranded })
  }

  @Test func everyProblemHasItsMessage() throws {
    #expect(
      try failure("chr1\t5")
        == ":2: the line has 2 fields; expected at least chromosome, start and end. "
        + "Check the separator.")
    #expect(
      try failure("chr1\t-5\t9")
        == ":2: column 2 is '-5'; expected a whole number from 0 to 2147483647.")
    #expect(
      try failure("chr1\t5\t2147483648")
        == ":2: column 3 is '2147483648'; expected a whole number from 0 to 2147483647.")
    #expect(
      try failure("chr1\t9\t5")
        == ":2: the end is 5 but the start is 9; expected start ≤ end. Check the column order.")
    #expect(
      try failure("chr1\t1\t5\tx\t0\tplus") == ":2: column 6 is 'plus'; expected +, - or .")
    #expect(
      try failure("#only") == ": the file is empty; expected text. Check how it was made or copied."
    )
  }
}
