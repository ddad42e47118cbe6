import Reports
import Testing

@Suite struct AttritionStepTests {
  @Test func reasonsAreSortedByRowsThenByCode() {
    let step = AttritionStep(
      step: "normalize", unit: "fragment", entered: 20, left: 7,
      dropped: ["b": 3, "a": 3, "below_min_dna": 7, "none": 0])
    #expect(step.dropped.map(\.code) == ["below_min_dna", "a", "b"])
    #expect(step.dropped.map(\.count) == [7, 3, 3])
  }

  @Test func reasonsHaveWords() {
    #expect(
      DroppedRows(code: "below_min_dna", count: 1).words == "input DNA below the minimum")
    #expect(DroppedRows(code: "some_new_reason", count: 1).words == "some new reason")
  }
}
