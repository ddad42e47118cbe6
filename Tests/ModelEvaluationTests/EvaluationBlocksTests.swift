import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct EvaluationBlocksTests {
  @Test func workedExample() {
    let fragments = table(
      chromosomes: ["a", "b"],
      [(0, 499_900, 500_000), (0, 499_900, 500_200), (0, 900_000, 900_100), (1, 0, 100)])
    let blocks = EvaluationBlocks(placements: fragments.placements)
    #expect(blocks.labels[0] != blocks.labels[1])
    #expect(blocks.labels[1] == blocks.labels[2])
    #expect(blocks.count == 3)
    #expect(blocks.rowsByStretch == 4)
  }

  @Test func chromosomesAreBlocksWhenThereAreEnough() {
    func placements(_ chromosomes: Int) -> [FragmentPlacement?] {
      (0..<60).map {
        FragmentPlacement(chromosome: Int32($0 % chromosomes), interval: nil, strand: .unstranded)
      }
    }
    let many = EvaluationBlocks(placements: placements(20))
    #expect(many.count == 20 && many.rowsByChromosome == 60)
    let few = EvaluationBlocks(placements: placements(19))
    #expect(few.count == 60 && few.rowsWithoutPlace == 60)
  }

  @Test func rowsWithoutAPlaceAreDealtIntoAThousandBlocks() {
    let blocks = EvaluationBlocks(placements: Array(repeating: nil, count: 2_500))
    #expect(blocks.count == 1_000)
    #expect(blocks.rowsWithoutPlace == 2_500)
  }
}
