/// A tree and where the training rows lie in it.
struct GrownTree: Sendable {
  let tree: RegressionTree
  /// The rows the tree was grown on, leaf by leaf.
  let rows: [UInt32]
  /// Every leaf and the positions of its rows in `rows`.
  let leaves: [(node: Int, positions: Range<Int>)]
}

/// A node that may still be split.
struct GrowingNode: Sendable {
  let id: Int
  let depth: Int
  /// Where its rows lie in the row order.
  let positions: Range<Int>
  let sum: GradientSum
  var best = SplitCandidate.none
  /// What the best split gains over staying a leaf.
  var gain = -Float.infinity
}

/// The root alone, or the two children of one node.
struct NodePair: Sendable {
  let first: GrowingNode
  let second: GrowingNode?

  var nodes: [GrowingNode] { [first] + (second.map { [$0] } ?? []) }
}

/// The state of a tree while it grows.
struct GrowingTree {
  private(set) var tree = RegressionTree()
  var order: RowOrder
  /// Gradient pairs laid out like the rows of `order`, filled where they are asked for.
  private(set) var ordered: [GradientPair]
  let allowed: [Bool]
  /// Nodes whose histograms are kept.
  var kept: Set<Int> = []
  let root: GrowingNode

  private let gradients: [GradientPair]
  private let learningRate: Float
  private let penalty: SplitPenalty
  /// Positions of the rows of every node.
  private var positions: [Range<Int>]

  init(
    gradients: [GradientPair], rows: [UInt32], allowed: [Bool], learningRate: Float,
    penalty: SplitPenalty
  ) {
    order = RowOrder(rows: rows)
    ordered = [GradientPair](repeating: GradientPair(0, 0), count: rows.count)
    self.allowed = allowed
    self.gradients = gradients
    self.learningRate = learningRate
    self.penalty = penalty
    var sum = GradientSum(0, 0)
    for row in rows { sum += GradientSum(gradients[Int(row)]) }
    let id = tree.appendLeaf(
      parent: -1, weight: Float(penalty.weight(sum)), learningRate: learningRate,
      hessian: Float(sum.y))
    positions = [0..<rows.count]
    root = GrowingNode(id: id, depth: 0, positions: 0..<rows.count, sum: sum)
  }

  /// Turns a leaf into a split; its right rows begin at `boundary`.
  mutating func split(_ node: GrowingNode, boundary: Int, threshold: Float) -> NodePair {
    tree.split(
      node.id, feature: node.best.feature, threshold: threshold, gain: node.gain,
      weight: Float(penalty.weight(node.sum)))
    let left = child(
      of: node, positions: node.positions.lowerBound..<boundary, sum: node.best.left)
    let right = child(
      of: node, positions: boundary..<node.positions.upperBound, sum: node.sum - node.best.left)
    return NodePair(first: left, second: right)
  }

  private mutating func child(
    of node: GrowingNode, positions range: Range<Int>, sum: GradientSum
  ) -> GrowingNode {
    let id = tree.appendLeaf(
      parent: node.id, weight: Float(penalty.weight(sum)), learningRate: learningRate,
      hessian: Float(sum.y))
    positions.append(range)
    return GrowingNode(id: id, depth: node.depth + 1, positions: range, sum: sum)
  }

  /// Lays the gradient pairs of the rows that requests build from beside those rows.
  mutating func gatherGradients(_ requests: [HistogramRequest]) {
    for request in requests {
      gather(request.built.positions)
      if let derived = request.derived, request.parent == nil { gather(derived.positions) }
    }
  }

  private mutating func gather(_ range: Range<Int>) {
    for position in range { ordered[position] = gradients[Int(order.rows[position])] }
  }

  /// The finished tree.
  func finished() -> GrownTree {
    GrownTree(
      tree: tree, rows: order.rows,
      leaves: (0..<tree.nodeCount).filter { tree.isLeaf($0) }.map { ($0, positions[$0]) })
  }
}
