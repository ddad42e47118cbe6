import ReadCounting
import Statistics
import TestSupport
import Testing

@Suite struct CountedBarcodesSummingTests {
  @Test func workedExample() throws {
    let counted = try CountedBarcodes(summing: [27, 0, 27], reads: [1, 3, 2], length: 4)
    #expect(counted.barcodes == [0, 27] && counted.reads == [3, 3] && counted.length == 4)
  }

  @Test func noRowsAreNoBarcodes() throws {
    #expect(try CountedBarcodes(summing: [], reads: [], length: 20).barcodes == [])
  }

  @Test func equalsADictionaryForAnyThreads() throws {
    for (length, rows) in [(3, 5000), (11, 200_000), (20, 100_000), (32, 30_000)] {
      var generator = SeededGenerator(Seed(3).derived("sums", length))
      let mask = length == 32 ? UInt64.max : (1 << UInt64(2 * length)) - 1
      var barcodes = (0..<rows).map { _ in generator.next() & mask }
      barcodes += barcodes.prefix(rows / 3)
      let reads = barcodes.map { UInt32($0 % 5) }
      var sums: [UInt64: UInt32] = [:]
      for (barcode, count) in zip(barcodes, reads) { sums[barcode, default: 0] += count }
      for threads in [1, 2] {
        let counted = try CountedBarcodes(
          summing: barcodes, reads: reads, length: length, threads: threads)
        let hasSameBarcodes = counted.barcodes == sums.keys.sorted()
        let hasSameReads = zip(counted.barcodes, counted.reads).allSatisfy { sums[$0] == $1 }
        #expect(hasSameBarcodes && hasSameReads, "\(length) bases")
      }
    }
  }

  @Test func sumsBeyond32BitsAreAnError() {
    #expect(
      message { _ = try CountedBarcodes(summing: [27, 27], reads: [.max, 1], length: 4) }
        == "barcode ACGT: its reads add up to more than 4294967295; expected a smaller sum. "
        + "Check the counts of the input.")
  }
}
