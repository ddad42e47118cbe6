public import Estimators
import Sharding

/// Boosted trees for one task.
///
/// The margin of a row is the margin of `baseScore` plus the value of its leaf in every tree, added
/// in Float in tree order; the prediction is the inverse link of the margin.
public struct TreeEnsemble: Hashable, Sendable {
  /// The loss the trees were trained for; it says the link.
  public let objective: BoostingObjective
  /// The prediction without trees, as a prediction (not a margin).
  public let baseScore: Float
  /// The trees, in training order.
  public internal(set) var trees: [RegressionTree]
  /// Names of the features that the trees count by index.
  public let featureNames: [String]

  private static let shardRows = 64

  init(
    objective: BoostingObjective, baseScore: Float, trees: [RegressionTree],
    featureNames: [String]
  ) {
    self.objective = objective
    self.baseScore = baseScore
    self.trees = trees
    self.featureNames = featureNames
  }

  /// Predicts every row. The prediction of a row does not depend on other rows.
  ///
  /// - Throws: `EstimatorError.featureMismatch` unless the features are exactly those of the
  ///   training, in their order.
  /// - Complexity: O(rows · (trees · depth + features used)).
  public func predict(_ input: FeatureMatrix, threads: Int) throws -> [Double] {
    try input.checkNames(equal: featureNames)
    let forest = CompactForest(trees)
    let base = objective.margin(ofPrediction: baseScore)
    let shards = (input.rowCount + Self.shardRows - 1) / Self.shardRows
    return try shardedMap(shards: shards, threads: threads) { shard in
      let rows =
        (shard * Self.shardRows)..<min((shard + 1) * Self.shardRows, input.rowCount)
      return forest.margins(input, rows: rows, base: base).map {
        Double(objective.prediction(ofMargin: $0))
      }
    }.flatMap { $0 }
  }
}

/// Trees in one array of nodes that count only the features some tree uses.
private struct CompactForest: Sendable {
  private struct Node: Sendable {
    /// Index among the used features.
    var feature: Int32
    /// −1 at a leaf.
    var left: Int32
    var right: Int32
    var condition: Float
  }

  private var nodes: [Node] = []
  private var roots: [Int] = []
  private let usedFeatures: [Int]

  init(_ trees: [RegressionTree]) {
    var used: Set<Int32> = []
    for tree in trees {
      for node in 0..<tree.nodeCount where !tree.isLeaf(node) {
        used.insert(tree.splitFeatures[node])
      }
    }
    let ordered = used.sorted()
    let compact = Dictionary(
      ordered.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    usedFeatures = ordered.map { Int($0) }
    for tree in trees {
      let root = Int32(nodes.count)
      roots.append(nodes.count)
      for node in 0..<tree.nodeCount {
        let isLeaf = tree.isLeaf(node)
        nodes.append(
          Node(
            feature: isLeaf ? 0 : compact[tree.splitFeatures[node]] ?? 0,
            left: isLeaf ? -1 : root + tree.leftChildren[node],
            right: isLeaf ? -1 : root + tree.rightChildren[node],
            condition: tree.conditions[node]))
      }
    }
  }

  func margins(_ input: FeatureMatrix, rows: Range<Int>, base: Float) -> [Float] {
    let width = usedFeatures.count
    var block = [Float](repeating: 0, count: rows.count * width)
    for (column, feature) in usedFeatures.enumerated() {
      let start = feature * input.rowCount + rows.lowerBound
      for row in 0..<rows.count { block[row * width + column] = input.values[start + row] }
    }
    var margins = [Float](repeating: base, count: rows.count)
    for root in roots {
      for row in margins.indices {
        var node = nodes[root]
        while node.left >= 0 {
          let value = block[row * width + Int(node.feature)]
          node = nodes[Int(value < node.condition ? node.left : node.right)]
        }
        margins[row] += node.condition
      }
    }
    return margins
  }
}
