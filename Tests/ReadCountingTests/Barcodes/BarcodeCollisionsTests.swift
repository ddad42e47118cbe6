import ReadCounting
import Testing

struct BarcodeCollisionsTests {
  @Test func workedExample() {
    #expect(BarcodeCollisions.expectedPairs(barcodes: 1e6, length: 15).rounded() == 466)
    #expect(BarcodeCollisions.expectedOverlap(1e6, 1e6, length: 15).rounded() == 931)
    #expect(isNear(BarcodeCollisions.falseRescueRate(listed: 1e6, length: 15), 0.0419))
    #expect(isNear(BarcodeCollisions.readsWithError(perBase: 0.001, length: 20), 0.0198))
  }

  @Test func aSuRELibraryHasTheNumbersOfTheSpecification() {
    let pairs = BarcodeCollisions.expectedPairs(barcodes: 3e8, length: 20)
    #expect((pairs / 100).rounded() == 409)
    #expect(isNear(pairs / 3e8 * 100, 0.0136))
    #expect(isNear(2 * pairs / 3e8 * 100, 0.0273))
    #expect(isNear(BarcodeCollisions.falseRescueRate(listed: 3e8, length: 20), 0.0164))
    #expect(isNear(BarcodeCollisions.readsWithError(perBase: 0.005, length: 20), 0.0954))
  }

  @Test func edges() {
    #expect(BarcodeCollisions.falseRescueRate(listed: 1e9, length: 4) == 1)
    #expect(BarcodeCollisions.falseRescueRate(listed: 0, length: 20) == 0)
    #expect(BarcodeCollisions.readsWithError(perBase: 0, length: 20) == 0)
    #expect(BarcodeCollisions.readsWithError(perBase: 1, length: 20) == 1)
    #expect(BarcodeCollisions.sequences(length: 32) == 0x1p64)
  }

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) < 0.00005
  }
}
