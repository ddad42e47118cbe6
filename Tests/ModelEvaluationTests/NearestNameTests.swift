import ModelEvaluation
import Testing

@Suite struct NearestNameTests {
  @Test func workedExamples() {
    #expect(nearestName(to: "8", among: ["chr7", "chr8"]) == "chr8")
    #expect(nearestName(to: "chrX", among: ["x", "y"]) == "x")
    #expect(nearestName(to: "fodl", among: ["fold", "gc"]) == "fold")
  }

  @Test func nothingNearIsNil() {
    #expect(nearestName(to: "scaffold_9", among: ["chr1", "chr2"]) == nil)
    #expect(nearestName(to: "a", among: []) == nil)
    #expect(nearestName(to: "", among: ["chr1"]) == nil)
  }
}
