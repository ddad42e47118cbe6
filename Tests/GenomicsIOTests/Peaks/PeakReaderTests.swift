import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct PeakReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func failure(
    _ line: String, _ format: PeakFileFormat, rank: PeakRank? = nil
  ) throws -> String {
    let path = try folder.file("a.txt", "\(line)\n")
    return String(
      message { _ = try PeakReader.read(path, format: format, rank: rank) }.dropFirst(path.count))
  }

  @Test func workedExample() throws {
    let path = try folder.file(
      "rep1.narrowPeak", "chr1\t99\t300\t.\t0\t.\t12.5\t-1\t3.2\t100\n")
    let peak = try PeakReader.read(path)[0]
    #expect("\(peak.interval)" == "chr1:99-300")
    #expect(peak.strand == .unstranded)
    #expect(peak.rank == 12.5 && peak.signal == 12.5)
    #expect(peak.pValue == nil && peak.qValue == 3.2)
    #expect(peak.summit == 199)
  }

  @Test func narrowPeakWithoutSummitIsRead() throws {
    let path = try folder.bgzf(
      "a.narrowPeak.gz",
      "track type=narrowPeak\nchr1\t0\t9\tx\t700\t-\t1\t2\t-1\t-1\n")
    #expect(PeakFileFormat(fileName: path) == .narrowPeak)
    let peak = try PeakReader.read(path, rank: .score)[0]
    #expect(peak.summit == nil && peak.rank == 700 && peak.strand == .reverse)
    #expect(try PeakReader.read(path, rank: .pValue)[0].rank == 2)
  }

  @Test func broadPeakHasNineColumns() throws {
    let path = try folder.file("a.broadPeak", "chr1\t0\t9\tx\t700\t.\t1.5\t2\t3\n")
    let peak = try PeakReader.read(path, rank: .qValue)[0]
    #expect(peak.rank == 3 && peak.signal == 1.5 && peak.summit == nil)
  }

  @Test func bedNeedsThreeColumnsAndTheOneToRankBy() throws {
    let path = try folder.file(
      "a.bed", "#chrom\tstart\tend\tactivity\nchr1\t0\t9\t-0.5\nchr2\t4\t6\t2\n")
    #expect(try PeakReader.read(path, rank: PeakRank("4")).map(\.rank) == [-0.5, 2])
    #expect(try PeakReader.read(path, rank: PeakRank("#4")).map(\.rank) == [-0.5, 2])
    #expect(try PeakReader.read(path, rank: PeakRank("activity")).map(\.rank) == [-0.5, 2])
    let five = try folder.file("b.bed", "chr1\t0\t9\tx\t-1\n")
    #expect(try PeakReader.read(five)[0].rank == -1)
  }

  @Test func everyProblemHasItsMessage() throws {
    #expect(
      try failure("chr1\t0\t9", .bed)
        == ":1: the row has 3 columns; expected at least 5, for bed with the column to rank by. "
        + "Check that tabs separate the columns, or choose another column with --rank.")
    #expect(
      try failure("chr1 0 9 x 5", .narrowPeak)
        == ":1: the row has 1 column; expected at least 10, for narrowPeak with the column to rank "
        + "by. Check that tabs separate the columns, or choose another column with --rank.")
    #expect(
      try failure("chr1\t0\t9\tx\t.", .bed)
        == ":1: column 'score' is '.'; expected a finite number. Check the column order, or rank "
        + "by another column.")
    #expect(
      try failure("chr1\t0\t9\tx\t0\t.\t1\t-1\t2", .broadPeak, rank: .pValue)
        == ":1: column 'pValue', by which peaks are ranked, is -1, which means that there is no "
        + "value; expected one. Rank by another column.")
    #expect(
      try failure("chr1\t0\t9\tx\t0\t.\t1\t2\t3\t9", .narrowPeak)
        == ":1: column 'peak' is '9' in a peak of 9 bases; expected -1 or an offset from 0 to 8. "
        + "Check the column order.")
    #expect(
      try failure("chr1\t9\t9\tx\t1", .bed)
        == ":1: column 'chromEnd' is 9 but 'chromStart' is 9; expected start < end. Check whether "
        + "the coordinates are 0-based or 1-based.")
    #expect(
      try failure("chr1\t0\t9\tx\t1\tplus", .bed)
        == ":1: column 'strand' is 'plus'; expected +, - or . Check the column order.")
    let path = try folder.file("b.bed", "chr1\t0\t9\tx\t1\n")
    #expect(
      message { _ = try PeakReader.read(path, rank: PeakRank("activity")) }
        == "column 'activity' for the rank is given by name; expected a number, because the file "
        + "has no header. Write it as #1, #2, …")
    #expect(
      try failure("# nothing", .bed)
        == ": the file is empty; expected text. Check how it was made or copied.")
  }

  @Test func codesGroupProblems() {
    let problems: [PeakProblem] = [
      .tooFewColumns(format: .bed, expected: 5, found: 3), .notANumber(column: "a", text: "b"),
      .noRank(column: "a"), .summitOutside(text: "9", length: 9),
    ]
    #expect(
      problems.map(\.code) == ["field_count", "bad_score", "missing_score", "bad_summit"])
    #expect(RowProblem.peak(problems[1]).code == "bad_score")
  }
}
