import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct FragmentProfileTests {
  private func placement(_ chromosome: Int32, _ interval: Range<Int32>?, _ strand: Strand)
    -> FragmentPlacement
  { FragmentPlacement(chromosome: chromosome, interval: interval, strand: strand) }

  @Test func countedFragmentsByLengthStrandAndChromosome() {
    let found = FragmentProfile(
      of: CountedFragments(
        chromosomeNames: ["chr1", "chr2", "chrX"],
        placements: [
          placement(0, 0..<100, .forward), placement(0, 5..<105, .reverse),
          placement(2, 0..<300, .forward), placement(2, 0..<300, .unstranded),
        ], reads: [1, 2, 3, 4], mappingQualities: [0, 0, 0, 0]))
    #expect(found.lengths.values == [100, 300] && found.lengths.frequencies == [2, 2])
    #expect(found.medianLength.value == 200)
    #expect((found.forward, found.reverse, found.unstranded) == (2, 1, 1))
    #expect(found.forwardFraction.value == 2.0 / 3)
    #expect(found.chromosomes.map(\.name) == ["chr1", "chrX"])
    #expect(found.chromosomes.map(\.rows) == [2, 2])
    #expect(found.chromosomes.map(\.reads) == [3, 7])
    #expect(found.chromosomes.map(\.forward) == [1, 1])
    #expect(found.chromosomes.map(\.reverse) == [1, 0])
    #expect(found.gcBins == nil && found.meanGC == .undefined(.notMeasured))
  }

  @Test func tablesHaveGCWhereTheyHaveSequences() {
    var sequences = SequenceCollection()
    // GC 0, 3/20 = 0.15, 1, none known, 1/2 of two known bases
    for text in ["AATT", "GGGAAAAAAAAAAAAAAAAA", "GCGC", "NNNN", "NGNA"] {
      sequences.append(letters: text.utf8)
    }
    let table = FragmentTable(
      chromosomeNames: ["chr1"],
      placements: [
        placement(0, 0..<4, .forward), placement(0, 0..<20, .forward),
        placement(0, nil, .reverse), nil, nil,
      ], sequences: sequences,
      counts: [
        CountColumn(name: "a", values: [1, 2, 3, 4, 5]),
        CountColumn(name: "b", values: [10, 20, 30, 40, 50]),
      ])
    let found = FragmentProfile(of: table, countColumns: [0, 1])
    var expected = [Int](repeating: 0, count: 20)
    expected[0] = 1
    expected[3] = 1
    expected[10] = 1
    expected[19] = 1
    #expect(found.gcBins == expected)
    #expect(abs((found.meanGC.value ?? 0) - 1.65 / 4) < 1e-12)
    #expect(found.unplaced == 2)
    #expect(found.lengths.distinct == 2)
    #expect(found.chromosomes.map(\.reads) == [66])
  }

  @Test func nothingHasNoProfile() {
    let found = FragmentProfile(of: FragmentTable(chromosomeNames: [], placements: []))
    #expect(found.medianLength == .undefined(.notMeasured))
    #expect(found.forwardFraction == .undefined(.notMeasured))
    #expect(found.chromosomes.isEmpty)
  }
}
