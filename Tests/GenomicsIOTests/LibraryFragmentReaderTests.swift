import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct LibraryFragmentReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let sureHeader =
    "seqname\tstart\tend\tlength\tstrand\tbarcode\tcount\tend.intr\tstart.intr\tMAPQ\tMD.1\tMD.2"
    + "\talt.1\talt.2\tseq.1\tseq.2\tcigar.1\tcigar.2"
  static let cedHeader =
    "barcode\treadName\tchromosome\treadOneStart\treadOneEnd\treadTwoStart\treadTwoEnd\treadOneFlag"
    + "\treadTwoFlag\treadOneMQ\treadTwoMQ\treadOneCigar\treadTwoCigar\treadOneStrand"
    + "\treadTwoStrand\tipcrCount"

  private func read(_ text: String) throws -> LibraryFragmentTable {
    try LibraryFragmentReader().read([folder.file("library.ipcr", text)])
  }

  @Test func workedExample() throws {
    let row = "chr1\t101\t250\t150\t-\tACGT\t7\t140\t210\t42\t40\t41\tF\tF\tAC\tGT\t40M\t41M"
    let table = try read("\(Self.sureHeader)\n\(row)\n")
    #expect(table.chromosomeNames == ["chr1"] && table.length == 4)
    #expect(
      table.placements
        == [FragmentPlacement(chromosome: 0, interval: 100..<250, strand: .reverse)])
    #expect(table.barcodes == [27] && table.reads == [7] && table.mappingQualities == [42])
  }

  @Test func columnsAboutSNPsAreIgnoredAndMappingQualityMayBeMissing() throws {
    let table = try read(
      "seqname\tstart\tend\tstrand\tbarcode\tcount\tSNPrelpos\tSNPbase\n"
        + "chr2\t1\t1\t+\tACGT\t7\t3,4\tA,C\n")
    #expect(table.placements[0].interval == 0..<1 && table.mappingQualities == [0])
  }

  @Test(arguments: [true, false])
  func matesOfCeDGiveTheFragmentWithOrWithoutHeader(hasHeader: Bool) throws {
    let rows = [
      "ACGT\tr1\tchr1\t101\t140\t211\t250\t99\t147\t60\t30\t40M\t40M\t+\t-\t3\t0\t1",
      "AAAA\tr2\tchr1\t211\t250\t101\t140\t83\t163\t60\t255\t40M\t40M\t-\t+\t1\t2\t0",
    ]
    let header = hasHeader ? "\(Self.cedHeader)\ts.1\ts.2\n" : ""
    let table = try read(header + rows.joined(separator: "\n"))
    #expect(table.placements.map(\.interval) == [100..<250, 100..<250])
    #expect(table.placements.map(\.strand) == [.forward, .reverse])
    #expect(table.barcodes == [27, 0] && table.reads == [3, 1])
    #expect(table.mappingQualities == [30, 0])
  }

  @Test func rowsThatAreNoPairsAreNamed() throws {
    let rows = [
      "ACGT\tr1\tchr1\t101\t140\t211\t250\t99\t147\t60\t30\t40M\t40M\t+\t+\t3",
      "ACGT\tr1\tchr1\t301\t340\t211\t250\t99\t147\t60\t30\t40M\t40M\t+\t-\t3",
      "ACGT\tr1\tchr1\t101\t140\t211\t250\t99\t147\t600\t30\t40M\t40M\t+\t-\t3",
      "ACGT\tr1\t\t101\t140\t211\t250\t99\t147\t60\t30\t40M\t40M\t+\t-\t3",
      "ACGT\tr1\tchr1\t101\t140\t211\t250\t99\t147\t60\t30\t40M\t40M\t+\t-\t3",
    ]
    let path = try folder.file("f.ipcr", Self.cedHeader + "\n" + rows.joined(separator: "\n"))
    var reader = LibraryFragmentReader()
    reader.options.badRows = .skip(listing: 9)
    let table = try reader.read([path])
    #expect(
      table.summary.rejected.map { "\($0)" } == [
        "\(path):2: both mates are on strand '+'; expected one mate on the + strand and one on the "
          + "- strand that ends at or after the start of the other.",
        "\(path):3: the mate on + starts at 301 and the mate on - ends at 250; expected one mate on "
          + "the + strand and one on the - strand that ends at or after the start of the other.",
        "\(path):4: column 'readOneMQ' is '600'; expected a mapping quality from 0 to 255.",
        "\(path):5: column 'chromosome' is empty; expected a value, because the table has no "
          + "sequences.",
      ])
    #expect(
      table.summary.rejectedByReason
        == ["not_proper_pair": 2, "bad_mapping_quality": 1, "missing_placement": 1])
  }

  @Test func coordinatesAreOneBased() throws {
    let path = try folder.file(
      "f.tsv", "seqname\tstart\tend\tstrand\tbarcode\tcount\nchr1\t0\t9\t+\tACGT\t1\n")
    #expect(
      message { _ = try LibraryFragmentReader().read([path]) }
        == "\(path):2: column 'start' is 0; expected at least 1. "
        + "Check whether the coordinates are 0-based or 1-based.")
  }

  @Test func missingColumnsAreNamed() throws {
    let path = try folder.file("f.tsv", "seqname\tstart\tend\tbarcode\tcount\n")
    #expect(
      message { _ = try LibraryFragmentReader().read([path]) }
        == "\(path): there is no column for the strand; the header has 'seqname', 'start', 'end', "
        + "'barcode', 'count'. Name it 'strand', or say which column it is.")
  }
}
