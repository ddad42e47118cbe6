import GenomicTypes
import ReadCounting
import Testing

struct BarcodeOrientationTests {
  @Test func workedExample() {
    let counted = CountedBarcodes(length: 4, barcodes: [1], reads: [9])
    let orientation = BarcodeOrientation(counted, listed: BarcodeIndex([191], length: 4))
    #expect(orientation.listed == 0)
    #expect(orientation.reverseListed == 1)
    #expect(orientation.looksReversed)
    #expect(
      orientation.hint
        == "1 of 1 barcodes are listed as their reverse complements, 0 as they are. The barcodes "
        + "look reversed: count them with reverse complement.")
  }

  @Test func barcodesThatFitAsTheyAreGiveNoHint() {
    let counted = CountedBarcodes(length: 20, barcodes: [1, 77, 90], reads: [1, 1, 1])
    let forward = BarcodeOrientation(counted, listed: BarcodeIndex([1, 77], length: 20))
    #expect(forward.listed == 2)
    #expect(forward.hint == nil)
    let neither = BarcodeOrientation(counted, listed: BarcodeIndex([5], length: 20))
    #expect(neither.hint == nil)
  }

  @Test func listsThatHoldNearlyEverySequenceGiveNoHint() {
    let counted = CountedBarcodes(length: 2, barcodes: [1], reads: [1])
    let orientation = BarcodeOrientation(
      counted, listed: BarcodeIndex((0..<16).filter { $0 != 1 }, length: 2))
    #expect(orientation.reverseListed == 1)
    #expect(orientation.hint == nil)
  }
}
