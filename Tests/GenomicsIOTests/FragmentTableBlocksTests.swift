import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

/// A file is read in blocks of a mebibyte, sixteen at a time: these tables are longer.
@Suite struct FragmentTableBlocksTests {
  private static let rows = 420_000
  private static let changes = [100_000, 300_001]

  private static func line(_ row: Int) -> String {
    let chromosome = row < changes[0] ? "chr2" : row < changes[1] ? "chr1" : "chrX"
    let dna = row == 250_000 ? "" : "\(row % 7)"
    let bases = ["ACGT", "N", "GGTNNACC", "ACGTAACCG"][row % 4]
    return "\(chromosome)\t\(row)\t\(row + 9)\t+\t\(dna)\t0.5\te\(row / 3)\t\(bases)\tf\(row % 5)"
  }

  private static let text =
    "chrom\tstart\tend\tstrand\tDNA\tvalue\tname\tbases\tfold\n"
    + (0..<rows).map { line($0) + "\n" }.joined()

  private var format: FragmentTableFormat {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end, format.strand) = ("start", "end", "strand")
    (format.name, format.sequence) = ("name", "bases")
    format.counts = [NamedColumn("DNA", "DNA")]
    format.activities = [NamedColumn("value", "value")]
    format.labels = [NamedColumn("fold", "fold")]
    return format
  }

  @Test(arguments: [1, 3])
  func aLongTableIsReadWholeInEveryCompression(threads: Int) throws {
    let folder = try TemporaryFolder()
    #expect(Self.text.utf8.count > 17 << 20)
    let paths = [
      try folder.file("a.tsv", Self.text), try folder.bgzf("b.tsv.gz", Self.text, threads: 2),
    ]
    for path in paths {
      let (table, summary) = try FragmentTableReader(format: format, threads: threads).read([path])
      #expect(table.rowCount == Self.rows && summary.rowsRead == Self.rows)
      #expect(table.chromosomeNames == ["chr2", "chr1", "chrX"])
      let placements = table.placements
      let arePlaced = (0..<Self.rows).allSatisfy { row in
        placements[row]?.interval == Int32(row)..<Int32(row + 9)
          && placements[row]?.chromosome
            == (row < Self.changes[0] ? 0 : row < Self.changes[1] ? 1 : 2)
      }
      #expect(arePlaced)
      let areCounted = (0..<Self.rows).allSatisfy {
        table.counts[0].count(at: $0) == ($0 == 250_000 ? nil : UInt32($0 % 7))
      }
      #expect(areCounted)
      let areNamed = (0..<Self.rows).allSatisfy {
        table.names?[$0] == "e\($0 / 3)" && table.labels[0].values[$0] == "f\($0 % 5)"
      }
      #expect(areNamed)
      let sequences = try #require(table.sequences)
      let bases = ["ACGT", "N", "GGTNNACC", "ACGTAACCG"]
      let areEqual = (0..<Self.rows).allSatisfy { sequences.letters(at: $0) == bases[$0 % 4] }
      #expect(areEqual)
      #expect(table.activities[0].values.allSatisfy { $0 == 0.5 })
    }
  }

  @Test(arguments: [1, 3])
  func theFirstBadRowIsNamedWithItsLineWhateverTheThreads(threads: Int) throws {
    let folder = try TemporaryFolder()
    var lines = Self.text.split(separator: "\n")
    for row in [400_000, 350_000, 399_999] { lines[row] = "chr1\t9\t3\t+\t1\t1\te\tA\tf" }
    let path = try folder.file("a.tsv", lines.joined(separator: "\n"))
    #expect(
      message { _ = try FragmentTableReader(format: format, threads: threads).read([path]) }
        == "\(path):350001: column 'end' is 3 but 'start' is 9; expected start < end. "
        + "Check the column order.")
    var skipping = format
    skipping.badRows = .skip(listing: 2)
    let (table, summary) = try FragmentTableReader(format: skipping, threads: threads).read([path])
    #expect(table.rowCount == Self.rows - 3)
    #expect(summary.rejectedByReason == ["start_not_before_end": 3])
    #expect(summary.rejected.map(\.line) == [350_001, 400_000])
  }

  @Test func aBadRowBeforeATruncationComesFirstAndTheTruncationIsNamedWithItsLine() throws {
    let folder = try TemporaryFolder()
    _ = try folder.bgzf("a.tsv.gz", Self.text)
    let bytes = try folder.bytes("a.tsv.gz")
    let cut = try folder.file("cut.tsv.gz", bytes: Array(bytes.prefix(bytes.count / 2)))
    // With several threads htslib gives up some blocks before the place of the cut.
    for threads in [1, 2] {
      let found = message {
        _ = try FragmentTableReader(format: format, threads: threads).read([cut])
      }
      #expect(found.hasSuffix("It is truncated: copy or download it again."))
      let line = try #require(found.dropFirst(cut.count + 1).split(separator: ":").first)
      #expect(try #require(Int(line)) > 100_000)
    }
    var counted = format
    counted.counts = [NamedColumn("DNA", "bases")]
    counted.sequence = nil
    #expect(
      message { _ = try FragmentTableReader(format: counted, threads: 2).read([cut]) }
        .hasPrefix("\(cut):2: column 'bases' is 'ACGT'"))
  }
}
