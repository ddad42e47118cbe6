import GenomicTypes
import ReporterAssay
import Testing

@Suite struct LocusBlocksTests {
  let names = ["chr1", "chr2"]

  @Test func overlapJoinsAndTouchingDoesNot() {
    let placements = [
      place(0, 100), place(50, 150), place(150, 200), place(0, 100, chromosome: 1),
    ]
    #expect(locusBlocks(of: placements, chromosomeNames: names) == [0, 0, 1, 2])
  }

  @Test func chromosomesCountInTheOrderOfTheirNames() {
    let placements = [place(0, 100), place(0, 100, chromosome: 1)]
    #expect(locusBlocks(of: placements, chromosomeNames: ["chrB", "chrA"]) == [1, 0])
  }

  @Test func chainsNestingStrandAndOrderDoNotMatter() {
    let placements: [FragmentPlacement?] = [
      place(150, 160, .reverse), nil, place(0, 200), place(10, 20), place(199, 250),
      place(300, 301),
      FragmentPlacement(chromosome: 0, interval: nil, strand: .forward),
    ]
    #expect(locusBlocks(of: placements, chromosomeNames: names) == [0, 2, 0, 0, 0, 1, 3])
  }

  @Test func neighboursAreJoinedBeyondTheMaximum() {
    let placements = (0..<10).map { place(Int32($0) * 10, Int32($0) * 10 + 5) }
    #expect(
      locusBlocks(of: placements, chromosomeNames: names, maximum: 3) == [
        0, 0, 0, 0, 1, 1, 1, 2, 2, 2,
      ])
    #expect(locusBlocks(of: [], chromosomeNames: names).isEmpty)
  }
}
