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

  /// Sorts the steps of a sample into one chain for each thing they count: reads (also as records and
  /// pairs), barcodes, molecules, fragments, rows. A step that merges belongs to what it merges into.
  ///
  /// ```swift
  /// // reads 10 → 8, merged into 3 barcodes; of these 1 is joined, with 5 of the 8 reads
  /// try AttritionChain.chains(of: "K562_1", nodes: nodes).map(\.unit)  // ["read", "barcode"]
  /// ```
  ///
  /// - Throws: ``AttritionImbalance`` when the steps of a chain do not follow each other.
  public static func chains(
    of name: String, nodes: [AttritionNode]
  ) throws(AttritionImbalance) -> [AttritionChain] {
    var families: [String] = []
    var members: [String: [AttritionNode]] = [:]
    for node in nodes {
      let family = Self.family(of: node.unit)
      if members[family] == nil { families.append(family) }
      members[family, default: []].append(node)
    }
    var chains: [AttritionChain] = []
    for family in families {
      chains.append(try AttritionChain(of: name, nodes: members[family] ?? []))
    }
    return chains
  }

  /// Records and pairs of records are read as reads are.
  private static func family(of unit: String) -> String {
    switch unit {
    case "record", "pair": "read"
    case "barcoded fragment": "fragment"
    default: unit
    }
  }

  /// What the chain counts in the end; empty without steps.
  public var unit: String { nodes.last.map { Self.family(of: $0.unit) } ?? "" }

  /// What the first step was given; 0 without steps.
  public var entered: Int { nodes.first?.entered ?? 0 }

  /// What the last step left; 0 without steps.
  public var left: Int { nodes.last?.left ?? 0 }
}
