import ModelEvaluation
import Testing

@Suite struct NearestChromosomeTests {
  @Test func workedExamples() {
    #expect(nearestChromosome(to: "8", among: ["chr7", "chr8"]) == "chr8")
    #expect(nearestChromosome(to: "chrX", among: ["x", "y"]) == "x")
    #expect(nearestChromosome(to: "scafold_9", among: ["scaffold_9"]) == "scaffold_9")
  }

  @Test func nothingNearIsNil() {
    #expect(nearestChromosome(to: "scaffold_9", among: ["chr1", "chr2"]) == nil)
    #expect(nearestChromosome(to: "a", among: []) == nil)
    #expect(nearestChromosome(to: "", among: ["chr1"]) == nil)
  }
}
