import GenomicTypes
import Testing

@Suite struct AttritionNodeSummingTests {
  @Test func lanesAreAddedStepByStep() throws {
    let first = [
      try AttritionNode(
        step: "adapter", unit: "read", entered: 10, left: 8, dropped: ["no_adapter": 2]),
      AttritionNode(step: "count", collapsing: 8, into: 3, unit: "barcode"),
    ]
    let second = [
      try AttritionNode(
        step: "adapter", unit: "read", entered: 5, left: 3, dropped: ["no_adapter": 1, "x": 1]),
      AttritionNode(step: "count", collapsing: 3, into: 3, unit: "barcode"),
    ]
    let sum = AttritionNode.summed([first, second])
    #expect(sum.map(\.entered) == [15, 11])
    #expect(sum.map(\.left) == [11, 6])
    #expect(sum[0].dropped == ["no_adapter": 3, "x": 1])
    #expect(sum.map(\.collapses) == [false, true])
  }

  @Test func nothingSumsToNothing() {
    #expect(AttritionNode.summed([]) == [])
  }
}
