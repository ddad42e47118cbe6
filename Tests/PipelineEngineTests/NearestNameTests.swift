import PipelineEngine
import Testing

@Suite struct NearestNameTests {
  @Test func findsSlipsOfTheFinger() {
    let known = ["minimum_input_dna", "pseudocount", "seed"]
    #expect(nearestName(to: "pseudocuont", among: known) == "pseudocount")
    #expect(nearestName(to: "minimum_input_DNA", among: known) == "minimum_input_dna")
    #expect(nearestName(to: "sede", among: known) == "seed")
    #expect(nearestName(to: "minimum_dna", among: known) == nil)
    #expect(nearestName(to: "x", among: known) == nil)
    #expect(nearestName(to: "", among: []) == nil)
  }

  @Test func theFirstOfEquallyNearNamesCounts() {
    #expect(nearestName(to: "cat", among: ["bat", "rat"]) == "bat")
  }
}
