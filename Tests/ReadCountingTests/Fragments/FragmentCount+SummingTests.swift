import GenomicTypes
import ReadCounting
import Testing

@Suite struct FragmentCountSummingTests {
  /// A lane with pairs at 100..<200 of some chromosomes, one pair each.
  private func lane(_ chromosomes: [String], placed: [Int32]) throws -> FragmentCount {
    var rules = FragmentRules()
    rules.pairing = .singleEnd(fragmentLength: nil)
    var counter = try FragmentCounter(
      chromosomeNames: chromosomes, chromosomeLengths: chromosomes.map { _ in 1000 },
      order: .coordinate, rules: rules)
    var batch = AlignmentBatch()
    for (number, chromosome) in placed.enumerated() {
      batch.append(
        AlignmentRecord(
          nameHash: 0, chromosome: chromosome, start: 100, end: 200, mateChromosome: -1,
          mateStart: -1, templateLength: 0, nameStart: 0, flags: 0, nameLength: 0,
          mappingQuality: 42), name: "read\(number)".utf8)
    }
    try counter.add(batch)
    return try counter.finish()
  }

  @Test func lanesWithOtherChromosomeOrdersAreOneLibrary() throws {
    let sum = try FragmentCount(summing: [
      lane(["chr1", "chr2"], placed: [0, 0, 1]), lane(["chr2", "chr1"], placed: [0, 1]),
    ])
    #expect(sum.fragments.chromosomeNames == ["chr1", "chr2"])
    #expect(sum.fragments.placements.map(\.chromosome) == [0, 1])
    #expect(sum.fragments.reads == [3, 2])
    #expect(sum.rowsWithReads == [3: 1, 2: 1])
    #expect(sum.readsOfLength == [100: 5])
    #expect(sum.countedReads == 5)
    let chains = try AttritionChain.chains(of: "library", nodes: sum.attrition)
    #expect(chains.map(\.entered) == [5, 5])
    #expect(chains.map(\.left) == [5, 2])
  }
}
