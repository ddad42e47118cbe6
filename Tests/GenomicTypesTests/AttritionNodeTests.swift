import GenomicTypes
import Testing

@Suite struct AttritionNodeTests {
  @Test func workedExample() throws {
    let node = try AttritionNode(
      step: "normalize", unit: "fragment", entered: 10, left: 7, dropped: ["below_min_dna": 3])
    #expect(node.dropped == ["below_min_dna": 3])
  }

  @Test func aRowLostWithoutReasonIsAnError() {
    #expect(throws: AttritionImbalance.self) {
      try AttritionNode(
        step: "normalize", unit: "fragment", entered: 10, left: 7, dropped: ["below_min_dna": 2])
    }
  }

  @Test func mergingRowsNeedNotBalance() {
    let node = AttritionNode(step: "merge", collapsing: 90, into: 7, unit: "fragment")
    #expect(node.collapses && node.entered == 90 && node.left == 7)
  }

  @Test func reasonsThatDroppedNothingAreNotListed() throws {
    let node = try AttritionNode(
      step: "split", unit: "fragment", entered: 3, left: 3, dropped: ["no_chromosome": 0])
    #expect(node.dropped.isEmpty)
  }
}
