import GenomicTypes
import ReadCounting
import Testing

struct BarcodeExtractorTests {
  /// What reads say: the barcode, with "+" and the UMI if there is one, or the reason.
  private func extracted(
    _ structure: ReadStructure, _ files: [String]..., umiLength: Int = 0
  ) -> [String] {
    var extractor = BarcodeExtractor(structure)
    let batches = files.map { ReadBatch($0) }
    return (0..<batches[0].count).map { read in
      switch extractor.extract(batches, read) {
      case .barcode(let bits, let length, let umi):
        PackedBarcode.text(bits, length: length)
          + (umi.map { "+" + PackedBarcode.text($0, length: umiLength) } ?? "")
      case .dropped(let reason, let length): "\(reason.rawValue) \(length.map { "\($0)" } ?? "-")"
      }
    }
  }

  @Test func workedExample() throws {
    let structure = try ReadStructure(.piece(ReadPiece(length: 4)))
    var extractor = BarcodeExtractor(structure)
    let batch = ReadBatch(["ACGTTT", "ACNT", "ACG"])
    #expect(extractor.extract([batch], 0) == .barcode(27, length: 4, umi: nil))
    #expect(extractor.extract([batch], 1) == .dropped(.barcodeHasN, length: 4))
    #expect(extractor.extract([batch], 2) == .dropped(.barcodeLength, length: 3))
  }

  @Test func aPieceMayStandAtEitherEndAndAtAnOffset() throws {
    let reads = ["AACCGGTT", "ACG", "", "nnccnggt"]
    #expect(
      extracted(try ReadStructure(.piece(ReadPiece(offset: 2, length: 2))), reads)
        == ["CC", "barcode_length 1", "barcode_length 0", "CC"])
    #expect(
      extracted(try ReadStructure(.piece(ReadPiece(side: .end, length: 3))), reads)
        == ["GTT", "ACG", "barcode_length 0", "GGT"])
    #expect(
      extracted(try ReadStructure(.piece(ReadPiece(side: .end, offset: 3, length: 2))), reads)
        == ["CG", "barcode_length 0", "barcode_length 0", "barcode_has_N 2"])
  }

  @Test func beforeAnAdapterTheLengthIsWhereTheAdapterStarts() throws {
    let search = try AdapterSearch(adapter: "CCTAGCTAACTATAACGG")
    let adapter = "CCTAGCTAACTATAACGG"
    let reads = [
      "ACGT\(adapter)TT", "ACGTA\(adapter)", "ANGT\(adapter)A", "TTTTTTTTTTTT", adapter, "",
      "acgt\(adapter.replacing("CTATAA", with: "CTTTAA"))",
    ]
    #expect(
      extracted(try ReadStructure(.beforeAdapter(search, .expected(4))), reads) == [
        "ACGT", "barcode_length 5", "barcode_has_N 4", "no_adapter -", "barcode_length 0",
        "no_adapter -", "ACGT",
      ])
    #expect(
      extracted(try ReadStructure(.beforeAdapter(search, .detected)), reads) == [
        "ACGT", "ACGTA", "barcode_has_N 4", "no_adapter -", "barcode_length 0", "no_adapter -",
        "ACGT",
      ])
    let long = String(repeating: "A", count: 33) + adapter
    #expect(
      extracted(try ReadStructure(.beforeAdapter(search, .detected)), [long])
        == ["barcode_length 33"])
  }

  @Test func afterAnAdapterTheBarcodeFollows() throws {
    let search = try AdapterSearch(adapter: "CCTAGCTAACTATAACGG")
    let reads = ["TTCCTAGCTAACTATAACGGACGTAA", "AACTATAACGGTTTT", "CCTAGCTAACTATAACGGAC", "TTTT"]
    #expect(
      extracted(try ReadStructure(.afterAdapter(search, length: 4)), reads)
        == ["ACGT", "TTTT", "barcode_length 2", "no_adapter -"])
  }

  @Test func umisComeFromTheSameReadOrFromAnother() throws {
    let barcode = BarcodePlace.piece(ReadPiece(length: 3))
    #expect(
      extracted(
        try ReadStructure(barcode, umi: ReadPiece(offset: 3, length: 2)),
        ["AAACC", "AAAC", "AAANC", "NAANN"], umiLength: 2)
        == ["AAA+CC", "umi_length 3", "umi_has_N 3", "barcode_has_N 3"])
    #expect(
      extracted(
        try ReadStructure(barcode, umi: ReadPiece(file: 1, side: .end, length: 2)),
        ["AAA", "CCC", "GGG"], ["TTGT", "G", "AN"], umiLength: 2)
        == ["AAA+GT", "umi_length 3", "umi_has_N 3"])
  }

  @Test func facingReadsAreMergedOverTheBarcode() throws {
    let structure = try ReadStructure(
      .facingReads(length: 6, reverseFile: 1, minimumOverlap: 2))
    // The barcode AACCGT is GGTT… from the other side: ACGGTT.
    #expect(
      extracted(
        structure,
        ["AACCGTGG", "AACC", "AACCNN", "AACC", "AACCGT", "NACCGT", "AACC", ""],
        ["ACGGTTAA", "ACGG", "ACGGTT", "ACG", "ACCGTT", "ACGG", "ANGG", "ACGGTT"])
        == [
          "AACCGT", "AACCGT", "AACCGT", "barcode_length 5", "reads_disagree 6",
          "barcode_has_N 6", "barcode_has_N 6", "barcode_length 4",
        ])
  }

  @Test func barcodesCanBeReverseComplemented() throws {
    #expect(
      extracted(
        try ReadStructure(
          .piece(ReadPiece(length: 4)), umi: ReadPiece(offset: 4, length: 2),
          isReverseComplemented: true), ["AACGTT"], umiLength: 2) == ["CGTT+TT"])
  }
}
