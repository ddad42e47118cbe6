import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct FragmentTableReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static var genomic: FragmentTableFormat {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end, format.strand) = ("start", "end", "strand")
    format.counts = [NamedColumn("DNA", "DNA"), NamedColumn("RNA", "RNA")]
    return format
  }
  let header = "chrom\tstart\tend\tstrand\tDNA\tRNA\n"

  private func read(
    _ text: String, _ format: FragmentTableFormat
  ) throws -> (table: FragmentTable, summary: FragmentTableSummary) {
    try FragmentTableReader(format: format).read([folder.file("f.tsv", text)])
  }

  @Test func workedExample() throws {
    let (table, summary) = try read(header + "chr1\t100\t250\t-\t12\t30\n", Self.genomic)
    #expect(table.chromosomeNames == ["chr1"])
    #expect(
      table.placements
        == [FragmentPlacement(chromosome: 0, interval: 100..<250, strand: .reverse)])
    #expect(table.counts.map(\.name) == ["DNA", "RNA"])
    #expect(table.counts[1].values == [30])
    #expect(table.counts[1].observed == nil)
    #expect(table.names == nil && table.sequences == nil && table.labels.isEmpty)
    #expect(summary.rowsRead == 1 && summary.rowsKept == 1)
  }

  @Test func oneBasedClosedCoordinatesAreConverted() throws {
    var format = Self.genomic
    format.coordinates = .oneBasedClosed
    let (table, _) = try read(
      header + "chr1\t1\t1\t+\t0\t0\nchr1\t100\t200\t.\t0\t0\n", format)
    #expect(table.placements.map { $0?.interval } == [0..<1, 99..<200])
    #expect(table.placements[1]?.strand == .unstranded)
  }

  @Test func columnsMayComeInAnyOrderAndExtraOnesAreIgnored() throws {
    let text = "RNA\tnote\tend\tDNA\tstart\tstrand\tchrom\n7\thello\t20\t5\t10\t+\tchrX\n"
    let (table, _) = try read(text, Self.genomic)
    #expect(table.chromosomeName(of: 0) == "chrX")
    #expect(table.placements[0]?.interval == 10..<20)
    #expect(table.counts.map(\.values) == [[5], [7]])
  }

  @Test func columnsByNumberWithoutHeader() throws {
    var format = FragmentTableFormat()
    format.hasHeader = false
    (format.sequence, format.start, format.end, format.name) = ("#1", "#3", "#4", "#5")
    format.chromosome = .constant("U00096.2")
    format.activities = [NamedColumn("RNA/DNA", "#2")]
    let (table, summary) = try read(
      "ACGT\t52.5\t10\t14\ta,10,+\nGGN\t-0.25\t\t\tcontrol\n", format)
    #expect(table.activities[0].values == [52.5, -0.25])
    #expect(table.placements[0]?.interval == 10..<14)
    #expect(table.placements[1] != nil && table.placements[1]?.interval == nil)
    #expect(table.names == ["a,10,+", "control"])
    #expect(table.sequences?.letters(at: 1) == "GGN")
    #expect(summary.rowsRead == 2)
  }

  @Test func emptyCountIsNotObservedAndNotZero() throws {
    let (table, _) = try read(
      header + "c\t0\t9\t+\t0\t3\nc\t0\t9\t+\t\t4\nc\t0\t9\t+\t2\tNA\n", Self.genomic)
    #expect(table.counts[0].observed == [true, false, true])
    #expect((0..<3).map { table.counts[0].count(at: $0) } == [0, nil, 2])
    #expect((0..<3).map { table.counts[1].count(at: $0) } == [3, 4, nil])
  }

  @Test func rowsWithASequenceMayLackTheirPlacement() throws {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    format.sequence = "sequence"
    format.activities = [NamedColumn("K562", "K562")]
    format.labels = [NamedColumn("source", "source")]
    let (table, _) = try read(
      "source\tchrom\tsequence\tK562\nA\tchr1\tacgtn\t1e-3\nB\tNA\tGGG\tNaN\n", format)
    #expect(table.placements[0]?.interval == nil && table.placements[1] == nil)
    #expect(table.activities[0].values == [0.001, nil])
    #expect(table.labels[0].values == ["A", "B"])
    #expect(table.sequences?.letters(at: 0) == "ACGTN")
  }

  @Test func severalFilesAreAppendedInOrder() throws {
    let first = try folder.file("1.tsv", header + "chr2\t1\t2\t+\t1\t10\n")
    let second = try folder.bgzf(
      "2.tsv.gz", "DNA\tRNA\tchrom\tstart\tend\tstrand\n\t20\tchr1\t3\t4\t-\n")
    let (table, summary) = try FragmentTableReader(format: Self.genomic, threads: 2)
      .read([first, second])
    #expect(table.chromosomeNames == ["chr2", "chr1"])
    #expect(table.counts[0].observed == [true, false])
    #expect(table.counts[1].values == [10, 20])
    #expect(summary.files.map(\.path) == [first, second])
  }

  @Test func badRowStopsWithFileAndLine() throws {
    let path = try folder.file("f.tsv", header + "c\t1\t2\t+\t1\t1\nc\t612\t530\t+\t1\t1\n")
    #expect(
      message { _ = try FragmentTableReader(format: Self.genomic).read([path]) }
        == "\(path):3: column 'end' is 530 but 'start' is 612; expected start < end. "
        + "Check the column order.")
  }

  @Test func skippedRowsAreCountedListedAndLeaveNoTrace() throws {
    var format = Self.genomic
    format.badRows = .skip(listing: 2)
    format.name = "chrom"
    let rows = [
      "bad1\t9\t3\t+\t1\t1", "chr1\t1\t2\t+\t5\t6", "bad2\t1\t2\t+\t1\t-4", "bad3\t9\t3\t+\t1\t1",
    ]
    let (table, summary) = try read(header + rows.joined(separator: "\n"), format)
    #expect(table.rowCount == 1 && table.chromosomeNames == ["chr1"])
    #expect(table.names == ["chr1"] && table.counts.map(\.values) == [[5], [6]])
    #expect(summary.rejectedByReason == ["start_not_before_end": 2, "negative_count": 1])
    #expect(summary.rejected.map(\.line) == [2, 4])
    #expect(summary.rejected.map(\.reason) == ["start_not_before_end", "negative_count"])
    #expect(summary.rowsRead == 4 && summary.rowsKept == 1 && summary.rowsRejected == 3)
    let node = try summary.attrition(unit: "fragment")
    #expect(node.entered == 4 && node.left == 1 && node.dropped == summary.rejectedByReason)
  }

  @Test func noUsableRowIsAnError() throws {
    var format = Self.genomic
    format.badRows = .skip(listing: 1)
    let path = try folder.file("f.tsv", header + "c\t9\t3\t+\t1\t1\n")
    #expect(
      message { _ = try FragmentTableReader(format: format).read([path]) }
        == "\(path): none of 1 rows can be used (start_not_before_end 1); expected at least one. "
        + "Correct the rows or the columns that are read.")
    let onlyHeader = try folder.file("h.tsv", header)
    #expect(
      message { _ = try FragmentTableReader(format: format).read([onlyHeader]) }
        == "\(onlyHeader): none of 0 rows can be used; expected at least one. "
        + "Check that the file has rows below its header.")
  }

  @Test func commentLinesBeforeTheHeaderAndItsHashAreSkipped() throws {
    let text = "##made by hand\n#chrom\tstart\tend\tstrand\tDNA\tRNA\nc\t1\t2\t+\t1\t1\n\n"
    #expect(try read(text, Self.genomic).table.rowCount == 1)
    var format = Self.genomic
    format.chromosome = .column("#chrom")
    #expect(try read(text, format).table.rowCount == 1)
  }

  @Test func headerGivesTheColumnNames() throws {
    let path = try folder.file("f.csv", "\u{FEFF}a,\"b, c\",\"d \"\"e\"\"\"\n1,2,3\n")
    #expect(try FragmentTableReader.header(of: path) == ["a", "b, c", "d \"e\""])
  }
}
