import ReadCounting
import Testing

struct CountedBarcodesTests {
  @Test func moleculesCountWhereThereAreUMIs() {
    let reads = CountedBarcodes(length: 4, barcodes: [0, 27], reads: [3, 1])
    let molecules = CountedBarcodes(
      length: 4, barcodes: [0, 27], reads: [3, 1], molecules: [2, 1])
    #expect(reads.counts == [3, 1])
    #expect(molecules.counts == [2, 1])
  }
}
