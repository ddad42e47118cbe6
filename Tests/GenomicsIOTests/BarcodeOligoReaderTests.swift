import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct BarcodeOligoReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ text: String, _ change: (inout BarcodeOligoReader) -> Void = { _ in }
  ) throws -> BarcodeOligoTable {
    var reader = BarcodeOligoReader()
    change(&reader)
    return try reader.read([folder.file("index.tsv", text)])
  }

  @Test func workedExample() throws {
    let table = try read(
      "barcode\tname\tchrom\tstart\tend\tstrand\nACGT\ttile_1\tchr1\t100\t250\t-\n")
    #expect(table.barcodes == [27] && table.oligos == [0] && table.names == ["tile_1"])
    #expect(table.reads == [1] && table.otherReads == nil && table.length == 4)
    #expect(table.chromosomeNames == ["chr1"])
    #expect(
      table.placements
        == [FragmentPlacement(chromosome: 0, interval: 100..<250, strand: .reverse)])
  }

  @Test func tablesOfIGVFAndMPRAsnakeflowHaveNoHeader() throws {
    let plain = try read("ACGT\toligo_a\nAAAA\toligo_b\nCCCC\toligo_a\n")
    #expect(plain.barcodes == [27, 0, 85] && plain.oligos == [0, 1, 0])
    #expect(plain.names == ["oligo_a", "oligo_b"] && plain.placements == nil)
    let counted = try read("ACGT\toligo_a\t60\t12/14\nAAAA\toligo_b\t60\t3/3\n")
    #expect(counted.reads == [12, 3] && counted.otherReads == [2, 0])
    #expect(try read("ACGT\toligo_a\t7\n").reads == [7])
    #expect(try read("oligo_a\tACGT\n").barcodes == [27])
  }

  @Test func columnsAreFoundByNameInAnyOrder() throws {
    let table = try read(
      "support\toligoName\tnote\tBC\n4\ta\tx\tACGT\n5\tb\ty\tAAAA\n")
    #expect(table.reads == [4, 5] && table.names == ["a", "b"])
    let other = try read(
      "oligo\tdesign\tbarcode\tn_reads\nx\ta\tACGT\t2\n"
    ) { $0.oligo = "design" }
    #expect(other.names == ["a"] && other.reads == [2])
  }

  @Test func rowsWithoutAPlaceAreKeptAndPlacesTellOligosApart() throws {
    let text = """
      barcode\tname\tchrom\tstart\tend\tstrand
      ACGT\ttile\tchr1\t1\t10\t+
      AAAA\trandom\t\t0\t0\t
      CCCC\ttile\tchr2\t1\t10\t+
      GGGG\ttile\tchr1\t1\t10\t+
      """
    let table = try read(text) { $0.coordinates = .oneBasedClosed }
    #expect(table.names == ["tile", "random", "tile"] && table.oligos == [0, 1, 2, 0])
    #expect(table.placements?.map { $0?.interval } == [0..<10, nil, 0..<10])
    #expect(table.chromosomeNames == ["chr1", "chr2"])
  }

  @Test func barcodesOfOtherLengthsOrWithNLeave() throws {
    let table = try read("ACGT\ta\nACNT\tb\nACG\tc\nTTTT\ta\n")
    #expect(
      table.barcodes == [27, 255] && table.oligos.map { table.names[Int($0)] } == ["a", "a"])
    #expect(table.attrition[0].dropped == ["barcode_length": 1, "barcode_has_N": 1])
  }

  @Test func everyProblemHasItsMessage() throws {
    let text = "barcode\tname\tsupport\nACGT\t\t1\nACGT\ta\t3/2\nACGT\ta\t3/x\nACGT\ta\t-\n"
    let path = try folder.file("f.tsv", text + "ACGT\tb\t2\n")
    var reader = BarcodeOligoReader()
    reader.options.badRows = .skip(listing: 9)
    let summary = try reader.read([path]).summary
    #expect(
      summary.rejected.map { "\($0)" } == [
        "\(path):2: column 'name' is empty; expected a name.",
        "\(path):3: column 'support' is '3/2'; expected a number of reads, or reads/total with "
          + "reads not above total.",
        "\(path):4: column 'support' is '3/x'; expected a number of reads, or reads/total with "
          + "reads not above total.",
        "\(path):5: column 'support' is '-'; expected a count, or an empty field where nothing was "
          + "observed.",
      ])
    #expect(
      summary.rejectedByReason == ["missing_name": 1, "bad_support": 2, "bad_count": 1])
    let single = try folder.file("s.tsv", "ACGT\nAAAA\n")
    #expect(
      message { _ = try BarcodeOligoReader().read([single]) }
        == "\(single): there is no column #2 for the oligo; the file has 1 columns, counted from 1."
    )
    let unnamed = try folder.file("u.tsv", "barcode\twhere\nACGT\ta\n")
    #expect(
      message { _ = try BarcodeOligoReader().read([unnamed]) }
        == "\(unnamed): there is no column for the oligo; the header has 'barcode', 'where'. Name "
        + "it 'oligo_name', 'oligoname', 'oligo', 'name', 'oligo_id', 'id', or say which "
        + "column it is.")
  }
}
