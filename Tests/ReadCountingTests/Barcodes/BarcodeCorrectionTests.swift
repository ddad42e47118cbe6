import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

struct BarcodeCorrectionTests {
  @Test func workedExample() throws {
    let correction = try BarcodeCorrection(
      listed: BarcodeIndex([27], length: 4), isForced: true)
    let counted = CountedBarcodes(length: 4, barcodes: [0, 26, 27], reads: [5, 2, 7])
    let (corrected, summary) = try correction.corrected(counted)
    #expect(corrected == CountedBarcodes(length: 4, barcodes: [0, 27], reads: [5, 9]))
    #expect(summary.listedReads == 7)
    #expect(summary.listedBarcodes == 1)
    #expect(summary.rescuedReads == 2)
    #expect(summary.rescuedBarcodes == 1)
    #expect(summary.unlistedReads == 5)
    #expect(summary.unlistedBarcodes == 1)
  }

  @Test func readsMayMoveToABarcodeThatWasNotRead() throws {
    let correction = try BarcodeCorrection(
      listed: BarcodeIndex([27], length: 4), isForced: true)
    let counted = CountedBarcodes(length: 4, barcodes: [24, 26], reads: [1, 2])
    #expect(
      try correction.corrected(counted).counted
        == CountedBarcodes(length: 4, barcodes: [27], reads: [3]))
  }

  @Test func aBarcodeBetweenTwoListedOnesStays() throws {
    let correction = try BarcodeCorrection(
      listed: BarcodeIndex([0, 5], length: 4), isForced: true)
    let counted = CountedBarcodes(length: 4, barcodes: [1], reads: [9])
    #expect(try correction.corrected(counted).counted == counted)
  }

  @Test func riskyCorrectionIsRefusedUnlessForced() throws {
    let listed = BarcodeIndex((0..<100).map { $0 * 40 }, length: 6)
    #expect(
      message { _ = try BarcodeCorrection(listed: listed) }
        == "barcode correction: among 100 listed barcodes of 6 bases a random sequence finds a "
        + "neighbour with probability 43.95 %; expected at most 5.00 %. Leave correction off.")
    #expect(try BarcodeCorrection(listed: listed, isForced: true).falseRescueRate > 0.4)
    #expect(try BarcodeCorrection(listed: BarcodeIndex([1], length: 6)).falseRescueRate < 0.005)
  }

  @Test func everyOtherProblemHasItsMessage() throws {
    #expect(
      message { _ = try BarcodeCorrection(listed: BarcodeIndex([], length: 6)) }
        == "barcode correction: the list has no barcodes; expected at least one. Check the list.")
    let correction = try BarcodeCorrection(listed: BarcodeIndex([1], length: 6))
    #expect(
      message {
        _ = try correction.corrected(CountedBarcodes(length: 5, barcodes: [1], reads: [1]))
      }
        == "barcode correction: counted barcodes have 5 bases and listed ones 6; expected one "
        + "length. Check which list belongs to the reads.")
  }

  @Test func readsAreKeptAndThreadsDoNotMatter() throws {
    var generator = SeededGenerator(Seed(2))
    let listed = BarcodeIndex(
      (0..<20_000).map { _ in generator.next() & 0xFF_FFFF_FFFF }, length: 20)
    var reads: [UInt64: UInt32] = [:]
    for _ in 0..<30_000 {
      var barcode = listed.barcodes[generator.index(below: listed.count)]
      if generator.bernoulli(0.3) {
        barcode ^= UInt64(1 + generator.index(below: 3)) << UInt64(2 * generator.index(below: 20))
      }
      reads[barcode, default: 0] += 1
    }
    let barcodes = reads.keys.sorted()
    let counted = CountedBarcodes(
      length: 20, barcodes: barcodes, reads: barcodes.map { reads[$0] ?? 0 })
    let correction = try BarcodeCorrection(listed: listed)
    let (one, summary) = try correction.corrected(counted, threads: 1)
    let many = try correction.corrected(counted, threads: 3)
    #expect(one == many.counted)
    #expect(summary == many.summary)
    #expect(one.reads.reduce(0, +) == 30_000)
    #expect(summary.rescuedReads + summary.listedReads + summary.unlistedReads == 30_000)
    #expect(summary.rescuedReads > 8_000)
    #expect(summary.unlistedReads < 50)
  }
}
