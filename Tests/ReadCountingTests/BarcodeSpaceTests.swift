import ReadCounting
import Statistics
import Testing

@Suite struct BarcodeSpaceTests {
  @Test func workedExamples() {
    #expect(
      abs(BarcodeSpace.expectedCollidingPairs(barcodes: 1_000_000, length: 15) - 465.66) < 0.01)
    #expect(
      abs(BarcodeSpace.expectedCollidingPairs(barcodes: 300_000_000, length: 20) - 40_927) < 1)
    #expect(
      abs(BarcodeSpace.expectedShared(1_000_000, 2_000_000, length: 20) - 1.819) < 0.001)
    #expect(BarcodeSpace.shared([1, 4, 9], [4, 5, 9]) == 2)
    #expect(BarcodeSpace.shared([], [4]) == 0)
    #expect(BarcodeSpace.expectedCollidingPairs(barcodes: 0, length: 4) == 0)
  }

  @Test func aSuRELibraryHasTheNumbersOfTheSpecification() {
    let pairs = BarcodeSpace.expectedCollidingPairs(barcodes: 300_000_000, length: 20)
    #expect((pairs / 100).rounded() == 409)
    #expect(isNear(2 * pairs / 3e8 * 100, 0.0273))
    #expect(isNear(BarcodeSpace.falseRescueRate(listed: 300_000_000, length: 20), 0.0164))
    #expect(isNear(BarcodeSpace.falseRescueRate(listed: 1_000_000, length: 15), 0.0419))
    #expect(isNear(BarcodeSpace.readsWithError(perBase: 0.001, length: 20), 0.0198))
    #expect(isNear(BarcodeSpace.readsWithError(perBase: 0.005, length: 20), 0.0954))
  }

  @Test func edges() {
    #expect(BarcodeSpace.falseRescueRate(listed: 1_000_000_000, length: 4) == 1)
    #expect(BarcodeSpace.falseRescueRate(listed: 0, length: 20) == 0)
    #expect(BarcodeSpace.readsWithError(perBase: 0, length: 20) == 0)
    #expect(BarcodeSpace.readsWithError(perBase: 1, length: 20) == 1)
    #expect(BarcodeSpace.size(length: 32) == 0x1p64)
  }

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) < 0.00005
  }

  @Test func randomSetsShareWhatIsExpected() {
    var generator = SeededGenerator(Seed(6))
    func draw(_ count: Int) -> [UInt64] {
      Set((0..<count).map { _ in UInt64(generator.index(below: 65_536)) }).sorted()
    }
    let (first, second) = (draw(20_000), draw(8000))
    let expected = BarcodeSpace.expectedShared(first.count, second.count, length: 8)
    let shared = BarcodeSpace.shared(first, second)
    #expect(shared == Set(first).intersection(second).count)
    #expect(abs(Double(shared) - expected) < 5 * expected.squareRoot())
  }
}
