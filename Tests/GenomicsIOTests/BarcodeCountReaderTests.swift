import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct BarcodeCountReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ text: String, _ change: (inout BarcodeCountReader) -> Void = { _ in }
  ) throws -> BarcodeCountTable {
    var reader = BarcodeCountReader()
    change(&reader)
    return try reader.read([folder.file("counts.tsv", text)])
  }

  @Test func workedExample() throws {
    let table = try read("3\tACGT\n1\tACNT\n")
    #expect(table.barcodes == [27] && table.counts == [3] && table.length == 4)
    #expect(
      table.attrition == [
        try AttritionNode(
          step: "read", unit: "row", entered: 2, left: 1, dropped: ["barcode_has_N": 1]),
        try AttritionNode(
          step: "read", unit: "read", entered: 4, left: 3, dropped: ["barcode_has_N": 1]),
      ])
    #expect(table.summary.rowsRead == 2 && table.summary.rowsKept == 1)
  }

  @Test(arguments: [
    "ACGT\t3\nAAAA\t0\n", "3\tACGT\n0\tAAAA\n", "barcode\tcount\nACGT\t3\nAAAA\t0\n",
    "count\tbarcode\n3\tACGT\n0\tAAAA\n", "Barcode,Reads\r\nacgt,3\r\naaaa,0\r\n",
    "BC\tDNA_1\nACGT\t3\nAAAA\t0\n", "TAG\tn\nACGT\t3\nAAAA\t0\n",
  ])
  func columnsComeInEitherOrderWithOrWithoutHeader(text: String) throws {
    let table = try read(text)
    #expect(table.barcodes == [27, 0] && table.counts == [3, 0])
  }

  @Test func columnsMayBeNamedOrNumbered() throws {
    let text = "bc2\tx\tbarcode\tDNA\tRNA\nAAAA\t9\tACGT\t1\t2\n"
    let table = try read(text) { $0.count = "RNA" }
    #expect(table.barcodes == [27] && table.counts == [2])
    let other = try read(text) { ($0.barcode, $0.count) = ("bc2", "#4") }
    #expect(other.barcodes == [0] && other.counts == [1])
  }

  @Test func lanesAreAppendedAndRepeatsKept() throws {
    let first = try folder.file("1.tsv", "ACGT\t3\nACGT\t4\n")
    let second = try folder.bgzf("2.tsv.gz", "count\tbarcode\n5\tAAAA\n")
    let table = try BarcodeCountReader().read([first, second])
    #expect(table.barcodes == [27, 27, 0] && table.counts == [3, 4, 5])
  }

  @Test func otherLengthsLeaveAndTheLengthIsThatOfMostReads() throws {
    let text = "ACG\t1\nACGT\t9\nAAC\t1\nACGTA\t2\n"
    let table = try read(text)
    #expect(table.length == 4 && table.barcodes == [27] && table.counts == [9])
    #expect(table.attrition.map(\.dropped) == [["barcode_length": 3], ["barcode_length": 4]])
    let short = try read(text) { $0.options.barcodeLength = 3 }
    #expect(short.length == 3 && short.barcodes == [6, 1])
  }

  @Test func aTableWithoutReadsTakesTheLengthOfMostRows() throws {
    #expect(try read("ACGT\t0\nACG\t0\nACGG\t0\n").length == 4)
  }

  @Test func lengthsThatAreNotClearAreAnError() throws {
    let path = try folder.file("f.tsv", "ACG\t4\nACGT\t4\nACGTA\t3\n")
    #expect(
      message { _ = try BarcodeCountReader().read([path]) }
        == "\(path): no barcode length has half of the reads (3 bases: 4, 4 bases: 4, 5 bases: 3); "
        + "expected barcodes of one length. Give the barcode length.")
    var reader = BarcodeCountReader()
    reader.options.barcodeLength = 20
    #expect(
      message { _ = try reader.read([path]) }
        == "\(path): no barcode has 20 bases (3 bases: 4, 4 bases: 4, 5 bases: 3); expected "
        + "barcodes of one length. Correct the barcode length.")
  }

  @Test func badRowsStopWithFileAndLineOrAreSkipped() throws {
    let text = "barcode\tcount\nACGT\t3\nACXT\t1\nAAAA\t-2\n\t5\nCCCC\t\nCC\n"
    let path = try folder.file("f.tsv", text)
    #expect(
      message { _ = try BarcodeCountReader().read([path]) }
        == "\(path):3: column 'barcode' has 'X' at position 3; expected a barcode of A, C, G, T and "
        + "N. Check the column order.")
    var reader = BarcodeCountReader()
    reader.options.badRows = .skip(listing: 9)
    let summary = try reader.read([path]).summary
    #expect(
      summary.rejected.map { "\($0.problem)" } == [
        "column 'barcode' has 'X' at position 3; expected a barcode of A, C, G, T and N. "
          + "Check the column order.",
        "column 'count' is -2; expected a count, which is never negative. "
          + "Give raw counts, or declare the column as an activity.",
        "column 'barcode' is empty; expected a barcode.",
        "column 'count' is empty; expected a count. Leave out rows that were not seen.",
        "the row has 1 fields; expected 2. Check the separator.",
      ])
    #expect(summary.rowsRead == 6 && summary.rowsKept == 1)
  }

  @Test func missingColumnsAreNamed() throws {
    let path = try folder.file("f.tsv", "barcode\tx\nACGT\tmany\n")
    #expect(
      message { _ = try BarcodeCountReader().read([path]) }
        == "\(path): there is no column for the count; the header has 'barcode', 'x'. Name it "
        + "'molecules', 'count', 'counts', 'reads', 'read_count', 'n_reads', 'n', or say which column "
        + "it is.")
    let numbers = try folder.file("n.tsv", "1\t2\n3\t4\n")
    #expect(
      message { _ = try BarcodeCountReader().read([numbers]) }
        == "\(numbers): there is no column for the barcode; the file has no header, and no field of "
        + "its first row is one. Say which column it is.")
    var reader = BarcodeCountReader()
    reader.count = "counts"
    #expect(
      message { _ = try reader.read([path]) }
        == "\(path): there is no column 'counts' for the count; the header has 'barcode', 'x'.")
  }

  @Test func noUsableRowIsAnError() throws {
    let path = try folder.file("f.tsv", "barcode\tcount\nACNT\t3\n")
    #expect(
      message { _ = try BarcodeCountReader().read([path]) }
        == "\(path): none of 1 rows can be used; expected at least one. "
        + "Correct the rows or the columns that are read.")
  }

  @Test func longBarcodesAreAnError() throws {
    let long = String(repeating: "A", count: 33)
    let path = try folder.file("f.tsv", "\(long.dropLast())\t3\n\(long)\t1\n")
    #expect(
      message { _ = try BarcodeCountReader().read([path]) }
        == "\(path):2: column '#1' has a barcode of 33 bases; expected at most 32.")
  }
}
