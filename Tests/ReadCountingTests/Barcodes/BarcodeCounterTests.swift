import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

private let adapter = "CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA"

struct BarcodeCounterTests {
  private func counts(
    _ structure: ReadStructure, _ files: [String]..., umis: UMIRule = UMIRule()
  ) throws -> BarcodeCounts {
    var counter = BarcodeCounter(structure, umis: umis)
    try counter.add(files.map { ReadBatch($0) }, threads: 2)
    return try counter.finish(threads: 2)
  }

  private func texts(_ counted: CountedBarcodes) -> [String] {
    counted.barcodes.map { PackedBarcode.text($0, length: counted.length) }
  }

  @Test func workedExample() throws {
    var counter = BarcodeCounter(try ReadStructure(.piece(ReadPiece(length: 4))))
    try counter.add([ReadBatch(["ACGTA", "AAAAC", "ACGTT", "ACNTT"])], threads: 2)
    #expect(counter.reads == 4)
    let counts = try counter.finish()
    #expect(counts.counted == CountedBarcodes(length: 4, barcodes: [0, 27], reads: [1, 2]))
    #expect(
      try counts.attrition == [
        AttritionNode(step: "barcode_length", unit: "read", entered: 4, left: 4, dropped: [:]),
        AttritionNode(
          step: "barcode_letters", unit: "read", entered: 4, left: 3,
          dropped: ["barcode_has_N": 1]),
        AttritionNode(step: "barcodes", collapsing: 3, into: 2, unit: "barcode"),
      ])
    #expect(counts.readsWithN == 1)
    #expect(counts.umis == nil)
    #expect(counts.correction == nil)
  }

  @Test func readsLeaveWithTheFirstReasonThatApplies() throws {
    let search = try AdapterSearch(adapter: adapter)
    let reads = [
      "ACGT\(adapter)", "ACGT\(adapter)", "ACGTT\(adapter)", "ACNT\(adapter)", "TTTTTTT", "",
    ]
    let counts = try counts(ReadStructure(.beforeAdapter(search, .expected(4))), reads)
    #expect(counts.counted == CountedBarcodes(length: 4, barcodes: [27], reads: [2]))
    #expect(
      try counts.attrition == [
        AttritionNode(
          step: "adapter", unit: "read", entered: 6, left: 4, dropped: ["no_adapter": 2]),
        AttritionNode(
          step: "barcode_length", unit: "read", entered: 4, left: 3,
          dropped: ["barcode_length": 1]),
        AttritionNode(
          step: "barcode_letters", unit: "read", entered: 3, left: 2,
          dropped: ["barcode_has_N": 1]),
        AttritionNode(step: "barcodes", collapsing: 2, into: 1, unit: "barcode"),
      ])
    #expect(
      counts.lengths
        == BarcodeLengthHistogram(reads: [0, 0, 0, 0, 3, 1], withoutAdapter: 2))
    #expect(counts.emptyReads == 1)
    #expect(counts.reads == 6)
  }

  @Test func theLengthIsDetectedWhenNineOfTenReadsHaveIt() throws {
    let search = try AdapterSearch(adapter: adapter)
    let nine = Array(repeating: "ACGT\(adapter)", count: 9) + ["ACG\(adapter)"]
    let found = try counts(ReadStructure(.beforeAdapter(search, .detected)), nine)
    #expect(found.counted == CountedBarcodes(length: 4, barcodes: [27], reads: [9]))
    #expect(
      message {
        _ = try counts(ReadStructure(.beforeAdapter(search, .detected)), nine + ["A\(adapter)"])
      }
        == "barcode length: no length is that of 90 % of the reads with the adapter; expected "
        + "one to be. Give the length, or check the adapter.\n"
        + "  1 bases: 1 reads, 9.1 %\n  3 bases: 1 reads, 9.1 %\n  4 bases: 9 reads, 81.8 %")
  }

  @Test func anotherLengthThanExpectedIsAnErrorUnlessForced() throws {
    let search = try AdapterSearch(adapter: adapter)
    let reads = ["ACGT\(adapter)", "CCGT\(adapter)", "ACG\(adapter)"]
    #expect(
      message { _ = try counts(ReadStructure(.beforeAdapter(search, .expected(3))), reads) }
        == "barcode length: the most frequent is 4; expected 3, as given. Correct the length, or "
        + "check the adapter.\n  3 bases: 1 reads, 33.3 %\n  4 bases: 2 reads, 66.7 %")
    let forced = try counts(ReadStructure(.beforeAdapter(search, .forced(3))), reads)
    #expect(texts(forced.counted) == ["ACG"])
  }

  @Test func lengthsBeyondThirtyTwoCannotBeCounted() throws {
    let search = try AdapterSearch(adapter: adapter)
    #expect(
      message {
        _ = try counts(
          ReadStructure(.beforeAdapter(search, .detected)),
          [String(repeating: "A", count: 40) + adapter])
      }
        == "barcode length: most reads have the adapter after 40 bases; expected 1 to 32. "
        + "Check the adapter, or give the length.\n  40 bases: 1 reads, 100.0 %")
  }

  @Test func noBarcodesAreAnErrorHere() throws {
    let search = try AdapterSearch(adapter: adapter)
    let advice = "expected at least one. Check the adapter, the length and the order of the files."
    #expect(
      message { _ = try counts(ReadStructure(.beforeAdapter(search, .detected)), ["TTTT", ""]) }
        == "reads: none of 2 has a barcode (no_adapter 2); \(advice)")
    #expect(
      message { _ = try counts(ReadStructure(.piece(ReadPiece(length: 4))), ["ACG", "ACNN"]) }
        == "reads: none of 2 has a barcode (barcode_has_N 1, barcode_length 1); \(advice)")
    #expect(
      message { _ = try counts(ReadStructure(.piece(ReadPiece(length: 4))), []) }
        == "reads: none of 0 has a barcode; \(advice)")
  }

  @Test func theNumberOfFilesMustFitTheStructure() throws {
    let structure = try ReadStructure(
      .piece(ReadPiece(length: 4)), umi: ReadPiece(file: 1, length: 2))
    #expect(
      message { _ = try counts(structure, ["ACGT"]) }
        == "reads: 1 file is given; expected 2 for this read structure. "
        + "Give one file for each read of a pair or UMI.")
  }

  @Test func distinctUMIsAreMolecules() throws {
    let structure = try ReadStructure(
      .piece(ReadPiece(length: 2)), umi: ReadPiece(file: 1, length: 2))
    let counts = try counts(
      structure, ["AA", "AA", "AA", "CC", "CC"], ["GG", "GG", "GT", "GG", "GN"])
    #expect(
      counts.counted
        == CountedBarcodes(length: 2, barcodes: [0, 5], reads: [3, 1], molecules: [2, 1]))
    let umis = try #require(counts.umis)
    #expect(umis.distinct == 3)
    #expect(umis.molecules == 3)
    #expect(umis.saturatedBarcodes == 0)
    // ln(1 − 2/16)/ln(1 − 1/16) + 1
    #expect(abs(umis.expectedMolecules - 3.06902) < 1e-5)
    #expect(abs(umis.expectedLoss - 0.02249) < 1e-5)
    #expect(
      try counts.attrition.suffix(3) == [
        AttritionNode(
          step: "umi", unit: "read", entered: 5, left: 4, dropped: ["umi_has_N": 1]),
        AttritionNode(step: "molecules", collapsing: 4, into: 3, unit: "molecule"),
        AttritionNode(step: "barcodes", collapsing: 3, into: 2, unit: "barcode"),
      ])
  }

  @Test func directionalGroupsAreMoleculesOnRequest() throws {
    let structure = try ReadStructure(
      .piece(ReadPiece(length: 2)), umi: ReadPiece(offset: 2, length: 4))
    let reads = Array(repeating: "AAACGT", count: 3) + ["AAACGA", "AATTTT"]
    let distinct = try counts(structure, reads)
    let grouped = try counts(structure, reads, umis: UMIRule(grouping: .directional))
    #expect(distinct.counted.molecules == [3])
    #expect(grouped.counted.molecules == [2])
    #expect(grouped.counted.reads == [5])
    #expect(grouped.umis?.distinct == 3)
    #expect(grouped.umis?.molecules == 2)
  }

  @Test func collisionsAreCorrectedOnRequest() throws {
    let structure = try ReadStructure(
      .piece(ReadPiece(length: 2)), umi: ReadPiece(offset: 2, length: 1))
    let reads = ["AAA", "AAC", "AAG", "AAT", "CCA", "CCC", "CCG"]
    let counts = try counts(structure, reads, umis: UMIRule(correctsCollisions: true))
    // K = 4: all four seen counts as 3.5, ln(1/8)/ln(3/4) = 7.23; three, ln(1/4)/ln(3/4) = 4.82
    #expect(counts.counted.molecules == [7, 5])
    #expect(counts.umis?.saturatedBarcodes == 1)
    #expect(counts.umis?.molecules == 7)
  }

  @Test func correctionMovesReadsBeforeUMIsAreCounted() throws {
    let structure = try ReadStructure(
      .piece(ReadPiece(length: 4)), umi: ReadPiece(offset: 4, length: 2))
    var counter = BarcodeCounter(structure)
    // ACGT is listed. ACGG is one base away and shares the UMI AA; CCCC is far.
    try counter.add([ReadBatch(["ACGTAA", "ACGTAA", "ACGGAA", "ACGGAC", "CCCCAA"])])
    let correction = try BarcodeCorrection(
      listed: BarcodeIndex([27], length: 4), isForced: true)
    let counts = try counter.finish(correction: correction)
    #expect(texts(counts.counted) == ["ACGT", "CCCC"])
    #expect(counts.counted.reads == [4, 1])
    #expect(counts.counted.molecules == [2, 1])
    let summary = try #require(counts.correction)
    #expect(summary.rescuedReads == 2)
    #expect(summary.rescuedBarcodes == 1)
    #expect(summary.listedReads == 2)
    #expect(summary.unlistedReads == 1)
    #expect(
      counts.attrition.map(\.step).suffix(3) == ["barcode_correction", "molecules", "barcodes"])
  }

  @Test func aCounterStartsAnewAfterItHasFinished() throws {
    var counter = BarcodeCounter(try ReadStructure(.piece(ReadPiece(length: 4))))
    try counter.add([ReadBatch(["ACGT"])])
    _ = try counter.finish()
    #expect(counter.reads == 0)
    try counter.add([ReadBatch(["AAAA"])])
    #expect(try counter.finish().counted.barcodes == [0])
  }

  /// Against a dictionary, over random batches and threads, with and without UMIs of any width.
  @Test(arguments: [(0, 3), (4, 6), (20, 0), (20, 12), (14, 30), (32, 32)])
  func countsAreThoseOfADictionary(lengths: (barcode: Int, umi: Int)) throws {
    let (barcodeLength, umiLength) = (max(lengths.barcode, 1), lengths.umi)
    var generator = SeededGenerator(Seed(3).derived("counter", barcodeLength, umiLength))
    let letters = Array("ACGT")
    func word(_ length: Int, _ variants: Int) -> String {
      var own = SeededGenerator(Seed(UInt64(generator.index(below: variants))))
      return String((0..<length).map { _ in letters[own.index(below: 4)] })
    }
    let reads = (0..<20_000).map { _ in word(barcodeLength, 900) + word(umiLength, 9) }
    var expected: [String: [String: UInt32]] = [:]
    for read in reads {
      expected[String(read.prefix(barcodeLength)), default: [:]][
        String(read.dropFirst(barcodeLength)), default: 0] += 1
    }
    let structure = try ReadStructure(
      .piece(ReadPiece(length: barcodeLength)),
      umi: umiLength > 0 ? ReadPiece(offset: barcodeLength, length: umiLength) : nil)
    for (threads, size) in [(1, 20_000), (3, 777)] {
      var counter = BarcodeCounter(structure)
      for start in stride(from: 0, to: reads.count, by: size) {
        try counter.add(
          [ReadBatch(Array(reads[start..<min(start + size, reads.count)]))], threads: threads)
      }
      let counted = try counter.finish(threads: threads).counted
      #expect(texts(counted) == expected.keys.sorted())
      #expect(
        counted.reads == expected.sorted { $0.key < $1.key }.map { $0.value.values.reduce(0, +) })
      if umiLength > 0 {
        #expect(
          counted.molecules == expected.sorted { $0.key < $1.key }.map { UInt32($0.value.count) })
      }
    }
  }

  /// More reads than wait in one buffer: tables are sorted, counted and merged.
  @Test func manyReadsAreCountedInSeveralTables() throws {
    var generator = SeededGenerator(Seed(5))
    var counter = BarcodeCounter(try ReadStructure(.piece(ReadPiece(length: 8))))
    var expected = [UInt32](repeating: 0, count: 1 << 16)
    for _ in 0..<36 {
      var letters: [UInt8] = []
      for _ in 0..<65_536 {
        let bits = generator.next() & generator.next() & 0xFFFF
        expected[Int(bits)] += 1
        letters += PackedBarcode.letters(bits, length: 8)
      }
      let offsets = Array(stride(from: 0, through: letters.count, by: 8))
      try counter.add([ReadBatch(letters: letters, offsets: offsets)], threads: 2)
    }
    let counted = try counter.finish().counted
    let present = expected.indices.filter { expected[$0] > 0 }
    let isSame =
      counted.barcodes == present.map { UInt64($0) }
      && counted.reads == present.map { expected[$0] }
    #expect(isSame)
  }
}
