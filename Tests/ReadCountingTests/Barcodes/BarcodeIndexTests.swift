import ReadCounting
import Statistics
import Testing

struct BarcodeIndexTests {
  @Test func workedExample() {
    let index = BarcodeIndex([27, 0, 27], length: 4)
    #expect(index.barcodes == [0, 27])
    #expect(index.position(of: 27) == 1)
    #expect(index.position(of: 26) == nil)
    #expect(index.onlyNeighbour(of: 26) == 27)
  }

  @Test func aListedBarcodeIsNotItsOwnNeighbour() {
    #expect(BarcodeIndex([27], length: 4).onlyNeighbour(of: 27) == nil)
  }

  @Test func twoNeighboursAreNone() {
    // AAAA and AACC are both one base from AAAC and from AACA.
    let index = BarcodeIndex([0, 5], length: 4)
    #expect(index.onlyNeighbour(of: 1) == nil)
    #expect(index.onlyNeighbour(of: 4) == nil)
    #expect(index.onlyNeighbour(of: 2) == 0)
  }

  @Test func anIndexMayBeEmpty() {
    let index = BarcodeIndex([], length: 20)
    #expect(index.count == 0)
    #expect(!index.contains(0))
    #expect(index.onlyNeighbour(of: 7) == nil)
  }

  @Test func thirtyTwoBasesFillTheWord() {
    let index = BarcodeIndex([.max, 0, 1 << 63], length: 32)
    #expect(index.contains(.max))
    #expect(index.onlyNeighbour(of: .max >> 1) == .max)
    #expect(index.onlyNeighbour(of: .max &- 1) == .max)
    #expect(index.onlyNeighbour(of: 1) == 0)
    #expect(index.onlyNeighbour(of: 1 << 62) == nil)
    #expect(BarcodeIndex([1 << 63], length: 32).onlyNeighbour(of: 1 << 62) == 1 << 63)
  }

  /// Against a comparison of all pairs, for lists that are sparse, dense and crowded in a corner.
  @Test(arguments: [(1, 3), (2, 9), (3, 40), (5, 700), (6, 30), (9, 3000), (20, 3000), (31, 500)])
  func neighboursAreThoseOfAllPairs(shape: (length: Int, count: Int)) {
    let (length, count) = shape
    for crowding in [0, 1] {
      var generator = SeededGenerator(Seed(13).derived("index", length, crowding))
      let mask = length == 32 ? UInt64.max : (1 << UInt64(2 * length)) - 1
      func random() -> UInt64 {
        let word = generator.next() & mask
        return crowding == 1 && length > 8 ? word & 0xFFF | 5 << 20 & mask : word
      }
      let listed = Set((0..<count).map { _ in random() })
      let index = BarcodeIndex(Array(listed), length: length)
      for _ in 0..<300 {
        var barcode = random()
        if generator.index(below: 2) == 0, let near = listed.randomElement(using: &generator) {
          barcode =
            near ^ UInt64(1 + generator.index(below: 3))
            << UInt64(2 * generator.index(below: length))
        }
        let near = listed.filter { other in
          (0..<length).count { (barcode ^ other) >> UInt64(2 * $0) & 3 != 0 } == 1
        }
        #expect(index.contains(barcode) == listed.contains(barcode))
        #expect(index.onlyNeighbour(of: barcode) == (near.count == 1 ? near.first : nil))
      }
    }
  }
}
