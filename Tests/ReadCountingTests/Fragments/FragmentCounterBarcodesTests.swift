import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

struct FragmentCounterBarcodesTests {
  private func rules(
    _ barcode: BarcodeSource? = .tag, umi: BarcodeSource? = nil, length: Int? = nil
  ) -> FragmentRules {
    var rules = FragmentRules()
    rules.barcodes = BarcodeRules(barcode: barcode, umi: umi, length: length)
    return rules
  }

  private var tags: AlignmentReaderOptions {
    var options = AlignmentReaderOptions()
    options.barcodeTag = AlignmentTag("CB")
    options.umiTag = AlignmentTag("RX")
    return options
  }

  private func pair(_ name: String, _ left: [String], _ right: [String]) -> [SAMLine] {
    SAMLine.pair(name, 100, 200, tags: (left, right))
  }

  @Test func barcodesOfTagsTellFragmentsApart() throws {
    let lines =
      pair("a", ["CB:Z:ACGT-1"], ["CB:Z:ACGT-1"]) + pair("b", ["CB:Z:acgt"], [])
      + pair("c", [], ["NM:i:0", "CB:Z:ACGT-12"]) + pair("d", ["CB:Z:AAAA"], ["CB:Z:AAAA"])
      + pair("conflict", ["CB:Z:AAAA"], ["CB:Z:AAAC"]) + pair("none", [], [])
      + pair("N", ["CB:Z:AANA"], ["CB:Z:AANA"]) + pair("half N", ["CB:Z:AANA"], ["CB:Z:AAAA"])
      + pair("two", ["CB:Z:AC-GT"], ["CB:Z:AC-GT"]) + pair("number", ["CB:i:7"], ["CB:i:7"])
      + pair("short", ["CB:Z:AAA"], ["CB:Z:AAA"])
      + pair("long", ["CB:Z:" + String(repeating: "A", count: 33)], [])
    let count = try countLines(lines, rules(), reading: tags)
    #expect(count.rows == ["chr1:99-209 + 1 q30 AAAA", "chr1:99-209 + 3 q30 ACGT"])
    #expect(
      count.dropped == ["no_barcode": 4, "barcode_has_N": 2, "barcode_length": 2])
    #expect(count.readsOfBarcodeLength == [3: 1, 4: 4, 33: 1])
    #expect(
      count.attrition.map(\.left) == [24, 12, 4, 2]
        && count.attrition[3].unit == "barcoded fragment")
    // In any order, and with the length given.
    let sorted = sortedByCoordinate(lines.reversed())
    let again = try countLines(sorted, rules(length: 4), order: "SO:coordinate", reading: tags)
    #expect(again.summary == count.summary)
    let short = try countLines(lines, rules(length: 3), reading: tags)
    #expect(short.rows == ["chr1:99-209 + 1 q30 AAA"] && short.dropped["barcode_length"] == 5)
  }

  @Test func shorterLengthWinsATie() throws {
    let lines = pair("a", ["CB:Z:ACG"], []) + pair("b", ["CB:Z:ACGT"], [])
    #expect(try countLines(lines, rules(), reading: tags).rows == ["chr1:99-209 + 1 q30 ACG"])
  }

  @Test func moleculesAreDistinctUMIs() throws {
    func tags(_ barcode: String, _ umi: String) -> [String] { ["CB:Z:\(barcode)", "RX:Z:\(umi)"] }
    let lines =
      pair("a", tags("AC", "TT"), tags("AC", "TT")) + pair("b", tags("AC", "TT"), [])
      + pair("c", tags("AC", "TTA"), []) + pair("d", tags("AC", "A"), [])
      + pair("e", tags("GG", "TT"), []) + pair("f", ["CB:Z:GG"], [])
      + pair("g", tags("GG", "TN"), [])
      + pair("h", tags("GG", "AAT"), tags("GG", "AAC"))
    let count = try countLines(lines, rules(umi: .tag), reading: self.tags)
    #expect(
      count.rows == ["chr1:99-209 + 4 q30 AC m3", "chr1:99-209 + 1 q30 GG m1"])
    #expect(count.dropped == ["no_umi": 2, "umi_has_N": 1])
    #expect(
      count.attrition.map(\.step) == ["alignments", "pairing", "filters", "molecules", "fragments"])
    #expect(count.attrition.map(\.left) == [16, 8, 5, 4, 2])
    // UMIs without barcodes.
    let umis = try countLines(lines, rules(nil, umi: .tag), reading: self.tags)
    #expect(umis.rows == ["chr1:99-209 + 5 q30 m3"])
    #expect(umis.readsOfBarcodeLength.isEmpty)
  }

  @Test func readNamesHoldBarcodesAndUMIs() throws {
    let lines =
      SAMLine.pair("run_1:ACGT_TT", 100, 200) + SAMLine.pair("run_2:ACGT_TA", 100, 200)
      + SAMLine.pair("run_3:ACGN_TA", 100, 200) + SAMLine.pair("run_4:ACGT", 100, 200)
    let pattern = try ReadNamePattern("*:{barcode}_{umi}")
    let count = try countLines(lines, rules(.readName(pattern), umi: .readName(pattern)))
    #expect(count.rows == ["chr1:99-209 + 2 q30 ACGT m2"])
    #expect(count.dropped == ["no_barcode": 1, "barcode_has_N": 1])
  }

  @Test func tablesHoldBarcodesByName() throws {
    var names = NameTable()
    for (name, barcode) in [("a", "AC"), ("b", "GT")] {
      names.insert(NameHash.of(name.utf8), try #require(PackedBarcode.packed(barcode.utf8)))
    }
    let table = ReadBarcodeTable(length: 2, barcodes: names)
    let lines = ["a", "b", "c"].flatMap { SAMLine.pair($0, 100, 200) }
    let count = try countLines(lines, rules(.table(table)))
    #expect(count.rows == ["chr1:99-209 + 1 q30 AC", "chr1:99-209 + 1 q30 GT"])
    #expect(count.dropped == ["no_barcode": 1] && table.count == 2)
  }

  @Test func duplicatesOfBarcodedFragmentsAreMarked() throws {
    var rules = rules(umi: .tag)
    rules.duplicates = .mark
    let lines = ["TT", "TT", "TA"].enumerated().flatMap { index, umi in
      SAMLine.pair(
        "\(index)", 100, 200, flags: index == 0 ? (99, 147) : (99 | 0x400, 147),
        tags: (["CB:Z:AC", "RX:Z:\(umi)"], []))
    }
    #expect(
      try countLines(lines, rules, reading: tags).rows == ["chr1:99-209 + 3 q30 AC m2 d2"])
  }

  @Test func readsOfSingleEndsHaveBarcodesToo() throws {
    var rules = rules()
    rules.pairing = .singleEnd(fragmentLength: nil)
    let lines = ["AC", "AC", "GG"].enumerated().map { index, barcode in
      SAMLine(
        name: "\(index)", flags: 0, position: 7, mateChromosome: "*", matePosition: 0,
        tags: ["CB:Z:\(barcode)"])
    }
    #expect(
      try countLines(lines, rules, reading: tags).rows
        == ["chr1:6-16 + 2 q30 AC", "chr1:6-16 + 1 q30 GG"])
  }

  @Test func barcodesOf32BasesFitAndLongerOnesDoNot() throws {
    let longest = String(repeating: "T", count: 32)
    let lines = pair("a", ["CB:Z:\(longest)"], [])
    #expect(
      try countLines(lines, rules(), reading: tags).rows == ["chr1:99-209 + 1 q30 \(longest)"])
    #expect(
      message { _ = try countLines(pair("a", ["CB:Z:\(longest)T"], []), rules(), reading: tags) }
        .hasSuffix(
          ": most barcodes have 33 or more bases; expected at most 32. "
            + "Check where the barcode is."))
  }
}
