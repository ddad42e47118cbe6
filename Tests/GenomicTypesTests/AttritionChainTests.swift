import GenomicTypes
import Testing

@Suite struct AttritionChainTests {
  private func nodes(counted: Int) throws -> [AttritionNode] {
    [
      try AttritionNode(
        step: "adapter", unit: "read", entered: 10, left: 8, dropped: ["no_adapter": 2]),
      AttritionNode(step: "count", collapsing: counted, into: 3, unit: "barcode"),
    ]
  }

  @Test func stepsFollowEachOther() throws {
    let chain = try AttritionChain(of: "K562_1", nodes: nodes(counted: 8))
    #expect(chain.entered == 10)
    #expect(chain.left == 3)
    let longer = try chain.followed(by: [
      try AttritionNode(step: "join", unit: "barcode", entered: 3, left: 1, dropped: ["x": 2])
    ])
    #expect(longer.left == 1)
    #expect(longer.nodes.count == 3)
  }

  @Test func aGapBetweenStepsIsRefused() {
    #expect(throws: AttritionImbalance.self) {
      _ = try AttritionChain(of: "K562_1", nodes: nodes(counted: 7))
    }
  }

  @Test func stepsAreSortedByWhatTheyCount() throws {
    let all =
      try [
        AttritionNode(
          step: "alignments", unit: "record", entered: 21, left: 20, dropped: ["secondary": 1]),
        AttritionNode(step: "pairing", collapsing: 20, into: 10, unit: "pair"),
      ] + nodes(counted: 8) + [
        AttritionNode(step: "join", unit: "barcode", entered: 3, left: 1, dropped: ["x": 2]),
        AttritionNode(step: "join", unit: "read", entered: 8, left: 5, dropped: ["x": 3]),
      ]
    let chains = try AttritionChain.chains(of: "K562_1", nodes: all)
    #expect(chains.map(\.unit) == ["read", "barcode"])
    #expect(chains.map(\.left) == [5, 1])
    #expect(chains[0].nodes.map(\.step) == ["alignments", "pairing", "adapter", "join"])
    #expect(chains[1].entered == 8)
  }

  @Test func anEmptyChainLostNothing() throws {
    let chain = try AttritionChain(of: "x", nodes: [])
    #expect(chain.entered == 0)
    #expect(chain.left == 0)
  }
}
