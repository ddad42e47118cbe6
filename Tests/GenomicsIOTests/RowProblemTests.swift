import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct RowProblemTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let cases: [(row: String, code: String, message: String)] = [
    (
      "c\t1\t2\t+\t1", "field_count",
      "the row has 5 fields; expected 7. Check the separator."
    ),
    (
      "r\tc\t1\t2\t+\t1\t1\t1", "field_count",
      "the row has 8 fields; expected 7. "
        + "R writes one more when it keeps row names: use row.names = FALSE."
    ),
    (
      "c\tx\t2\t+\t1\t1\t1", "bad_coordinate",
      "column 'start' is 'x'; expected a whole number. Check the column order."
    ),
    (
      "c\t1.5\t2\t+\t1\t1\t1", "bad_coordinate",
      "column 'start' is '1.5'; expected a whole number. Check the column order."
    ),
    (
      "c\t-1\t2\t+\t1\t1\t1", "bad_coordinate",
      "column 'start' is -1; expected at least 0. "
        + "Check whether the coordinates are 0-based or 1-based."
    ),
    (
      "c\t1\t2147483648\t+\t1\t1\t1", "bad_coordinate",
      "column 'end' is 2147483648; expected at most 2147483647."
    ),
    (
      "c\t612\t530\t+\t1\t1\t1", "start_not_before_end",
      "column 'end' is 530 but 'start' is 612; expected start < end. Check the column order."
    ),
    (
      "c\t612\t612\t+\t1\t1\t1", "start_not_before_end",
      "column 'end' is 612 but 'start' is 612; expected start < end. "
        + "Check whether the coordinates are 0-based or 1-based."
    ),
    (
      "c\t1\t2\t1\t1\t1\t1", "bad_strand",
      "column 'strand' is '1'; expected +, - or . Check the column order."
    ),
    (
      "\t1\t2\t+\t1\t1\t1", "missing_placement",
      "column 'chrom' is empty; expected a value, because the table has no sequences."
    ),
    (
      "c\t1\tNA\t+\t1\t1\t1", "missing_placement",
      "column 'end' is empty; expected a value, because the table has no sequences."
    ),
    (
      "c\t1\t2\t+\t-3\t1\t1", "negative_count",
      "column 'DNA' is -3; expected a count, which is never negative. "
        + "Give raw counts, or declare the column as an activity."
    ),
    (
      "c\t1\t2\t+\t2.5\t1\t1", "fractional_count",
      "column 'DNA' is 2.5; expected a whole number. "
        + "Give raw counts, or declare the column as an activity."
    ),
    (
      "c\t1\t2\t+\t4294967296\t1\t1", "count_too_large",
      "column 'DNA' is 4294967296; expected at most 4294967295."
    ),
    (
      "c\t1\t2\t+\tmany\t1\t1", "bad_count",
      "column 'DNA' is 'many'; expected a count, or an empty field where nothing was observed."
    ),
    (
      "c\t1\t2\t+\t0x10\t1\t1", "bad_count",
      "column 'DNA' is '0x10'; expected a count, or an empty field where nothing was observed."
    ),
    (
      "c\t1\t2\t+\t1\tinf\t1", "bad_activity",
      "column 'x' is 'inf'; expected a finite number, or NA where there is none."
    ),
    (
      "c\t1\t2\t+\t1\t1e999\t1", "bad_activity",
      "column 'x' is '1e999'; expected a finite number, or NA where there is none."
    ),
  ]

  private var format: FragmentTableFormat {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end, format.strand) = ("start", "end", "strand")
    format.counts = [NamedColumn("DNA", "DNA")]
    format.activities = [NamedColumn("x", "x")]
    format.badRows = .skip(listing: 10)
    return format
  }

  @Test(arguments: RowProblemTests.cases)
  func everyProblemHasItsCodeAndMessage(
    row: String, code: String, expected: String
  ) throws {
    let path = try folder.file(
      "f.tsv", "chrom\tstart\tend\tstrand\tDNA\tx\tnote\nc\t1\t2\t+\t1\t1\t1\n\(row)\n")
    let summary = try FragmentTableReader(format: format).read([path]).summary
    #expect(summary.rejected.map { "\($0)" } == ["\(path):3: \(expected)"])
    #expect(summary.rejectedByReason == [code: 1])
  }

  @Test func sequencesAndTextAreChecked() throws {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end) = ("start", "end")
    (format.sequence, format.name) = ("seq", "name")
    format.badRows = .skip(listing: 10)
    var bytes = Array(
      "chrom\tstart\tend\tseq\tname\nc\t1\t2\tACGR\ta\nc\t1\t2\tACXG\tb\nc\t1\t2\t\tc\n".utf8)
    bytes += Array("c\t1\t2\tACGU\td\nc\t1\t\tACG\te\nc\t1\t2\tACG\t".utf8) + [0xFF, 0x0A]
    let path = try folder.file("f.tsv", bytes: bytes)
    let (table, summary) = try FragmentTableReader(format: format).read([path])
    #expect(table.sequences?.letters(at: 0) == "ACGN" && table.rowCount == 1)
    #expect(
      summary.rejected.map { "\($0.problem)" } == [
        "column 'seq' has 'X' at position 3; expected A, C, G, T, N or another IUPAC letter for "
          + "an uncertain base.",
        "column 'seq' is empty; expected a sequence. Fill it in or leave the row out.",
        "column 'seq' has 'U' at position 4; expected A, C, G, T, N or another IUPAC letter for "
          + "an uncertain base.",
        "column 'end' is empty; expected start and end, or neither.",
        "column 'name' is not UTF-8 text. Save the file as UTF-8.",
      ])
    #expect(
      summary.rejectedByReason
        == ["bad_base": 2, "missing_sequence": 1, "missing_placement": 1, "not_utf8": 1])
  }

  @Test func oneBasedCoordinatesStartAtOneAndMayHoldOneBase() throws {
    var format = self.format
    format.coordinates = .oneBasedClosed
    let path = try folder.file(
      "f.tsv",
      "chrom\tstart\tend\tstrand\tDNA\tx\nc\t5\t5\t+\t1\t1\nc\t0\t2\t+\t1\t1\nc\t6\t5\t+\t1\t1\n")
    let summary = try FragmentTableReader(format: format).read([path]).summary
    #expect(
      summary.rejected.map { "\($0.problem)" } == [
        "column 'start' is 0; expected at least 1. "
          + "Check whether the coordinates are 0-based or 1-based.",
        "column 'end' is 5 but 'start' is 6; expected start ≤ end. Check the column order.",
      ])
  }
}
