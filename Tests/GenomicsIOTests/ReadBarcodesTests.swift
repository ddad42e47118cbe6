import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct ReadBarcodesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String) throws -> ReadBarcodes {
    try ReadBarcodes(readingFiles: [folder.file("names.tsv", text)])
  }

  @Test func workedExample() throws {
    let barcodes = try read("@read/1 1:N:0\tACGT\n")
    #expect(barcodes.barcode(ofRead: "read".utf8) == 27 && barcodes.length == 4)
    #expect(barcodes.barcode(ofRead: "other".utf8) == nil)
  }

  @Test(arguments: [
    "r1\tACGT\n", "ACGT\tr1\n", "name\tbarcode\nr1\tACGT\n", "barcode,read\nACGT,r1",
  ])
  func columnsComeInEitherOrderWithOrWithoutHeader(text: String) throws {
    #expect(try read(text).barcode(ofRead: "r1".utf8) == 27)
  }

  @Test func manyNamesAreFoundAgain() throws {
    var text = ""
    var generator = TestGenerator(state: 4)
    var expected: [String: UInt64] = [:]
    for number in 0..<20_000 {
      let bits = generator.next() >> 40
      let name = "M0:1:FC:1:\(number % 97):\(number)"
      expected[name] = bits
      text += "\(name)\t\(PackedBarcode.text(bits, length: 12))\n"
    }
    let barcodes = try read(text)
    let isFound = expected.allSatisfy { barcodes.barcode(ofRead: $0.key.utf8) == $0.value }
    #expect(isFound && barcodes.barcode(ofRead: "M0:1:FC:1:98:1".utf8) == nil)
  }

  @Test func readsWithoutAUsableBarcodeHaveNone() throws {
    let barcodes = try read("a\tACGT\nb\tACNT\nc\tACG\nd\tTTTT\na\tACGT\n")
    #expect(
      ["a", "b", "c", "d"].map { barcodes.barcode(ofRead: $0.utf8) } == [27, nil, nil, 255])
    #expect(
      barcodes.summary.rejectedByReason == ["barcode_length": 1, "barcode_has_N": 1])
  }

  @Test func aNameWithTwoBarcodesIsAnError() throws {
    let path = try folder.file("f.tsv", "r/1\tACGT\nr/2\tAAAA\n")
    #expect(
      message { _ = try ReadBarcodes(readingFiles: [path]) }
        == "\(path):2: column '#1' is 'r/2', which an earlier row gives another barcode; expected "
        + "one barcode for a read.")
    let single = try folder.file("s.tsv", "ACGT\n")
    #expect(
      message { _ = try ReadBarcodes(readingFiles: [single]) }
        == "\(single): there is no column #2 for the barcode; the file has 1 columns, counted from "
        + "1.")
  }
}
