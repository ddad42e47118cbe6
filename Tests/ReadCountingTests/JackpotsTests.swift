import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct JackpotsTests {
  @Test func workedExample() {
    let found = Jackpots(counts: [5, 600, 2], limit: 500, top: 1) { "row \($0)" }
    #expect(found.top.map(\.name) == ["row 1"])
    #expect(found.top[0].count == 600 && found.top[0].share == 600.0 / 607)
    #expect((found.atLimit, found.largest, found.limit) == (1, 600, 500))
    #expect(found.atLimitShare.value == 600.0 / 607)
    #expect(found.topShare.value == 600.0 / 607)
    #expect(found.cumulative.last?.ofReads == 1)
  }

  @Test func equalCountsKeepTheOrderOfTheInput() {
    let found = Jackpots(counts: [3, 7, 0, 7, 3, 9], top: 4) { "\($0)" }
    #expect(found.top.map(\.name) == ["5", "1", "3", "0"])
    #expect(found.atLimit == 0 && found.atLimitShare.value == 0)
  }

  @Test func theTopIsThatOfSorting() {
    var generator = SeededGenerator(Seed(2))
    let counts = (0..<5000).map { _ in
      UInt32(generator.negativeBinomial(mean: 20, size: 0.5))
    }
    let found = Jackpots(counts: counts, top: 25) { "\($0)" }
    let sorted = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    #expect(found.top.map(\.name) == sorted.prefix(25).map { "\($0)" })
  }

  @Test func nothingCountedHasNoJackpot() {
    let found = Jackpots(counts: [0, 0]) { "\($0)" }
    #expect(found.top.isEmpty && found.largest == 0)
    #expect(found.topShare == .undefined(.noCounts))
    #expect(found.atLimitShare == .undefined(.noCounts))
    #expect(found.cumulative.isEmpty)
  }

  @Test func barcodesAndFragmentsAreNamed() {
    let barcodes = CountedBarcodes(length: 4, barcodes: [0, 27], reads: [1, 900])
    #expect(Jackpots(of: barcodes).top.map(\.name) == ["ACGT", "AAAA"])
    let placement = FragmentPlacement(chromosome: 0, interval: 100..<400, strand: .forward)
    let fragments = CountedFragments(
      chromosomeNames: ["chr1"], placements: [placement], reads: [9], mappingQualities: [40])
    #expect(Jackpots(of: fragments).top.map(\.name) == ["chr1:100-400(+)"])
    let pairs = CountedFragments(
      chromosomeNames: ["chr1"], placements: [placement], reads: [9], mappingQualities: [40],
      barcodeLength: 4, barcodes: [27])
    #expect(Jackpots(of: pairs).top.map(\.name) == ["chr1:100-400(+) ACGT"])
  }
}
