/// What happened to the reads or rows of one sample, step by step: each step takes what the one before
/// left.
///
/// ```swift
/// let chain = try AttritionChain(
///   of: "K562_1",
///   nodes: [
///     AttritionNode(step: "adapter", unit: "read", entered: 10, left: 8, dropped: ["no_adapter": 2]),
///     AttritionNode(step: "count", collapsing: 8, into: 3, unit: "barcode"),
///   ])
/// chain.entered  // 10
/// chain.left     // 3
/// ```
public struct AttritionChain: Hashable, Codable, Sendable {
  /// Name of the sample, or of whatever the chain is about.
  public let name: String
  /// The steps, in order.
  public let nodes: [AttritionNode]

  /// Puts steps together.
  ///
  /// - Throws: ``AttritionImbalance`` when a step does not take what the one before left.
  public init(of name: String, nodes: [AttritionNode]) throws(AttritionImbalance) {
    for (earlier, later) in zip(nodes, nodes.dropFirst()) where earlier.left != later.entered {
      throw AttritionImbalance(
        step: later.step, entered: later.entered, left: earlier.left, dropped: later.dropped)
    }
    self.name = name
    self.nodes = nodes
  }

  /// The chain with further steps.
  ///
  /// - Throws: ``AttritionImbalance`` when they do not continue it.
  public func followed(by more: [AttritionNode]) throws(AttritionImbalance) -> AttritionChain {
    try AttritionChain(of: name, nodes: nodes + more)
  }

  /// What the first step was given; 0 without steps.
  public var entered: Int { nodes.first?.entered ?? 0 }

  /// What the last step left; 0 without steps.
  public var left: Int { nodes.last?.left ?? 0 }
}
