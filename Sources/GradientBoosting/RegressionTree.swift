/// A binary tree with one number at every leaf.
///
/// Nodes are numbered from the root, 0, and stored as one array per property, as in XGBoost's
/// model files.
///
/// ```swift
/// // root: feature 3 < 0.25 → node 1 (leaf −0.5), else node 2 (leaf 0.75)
/// // leftChildren [1, −1, −1], rightChildren [2, −1, −1], splitFeatures [3, 0, 0],
/// // conditions [0.25, −0.5, 0.75]
/// ```
public struct RegressionTree: Hashable, Sendable {
  /// Node a row goes to when its value is below the threshold; −1 at a leaf.
  public internal(set) var leftChildren: [Int32] = []
  /// Node a row goes to otherwise; −1 at a leaf.
  public internal(set) var rightChildren: [Int32] = []
  /// Parent of every node; −1 at the root.
  public internal(set) var parents: [Int32] = []
  /// Feature a node looks at; 0 at a leaf.
  public internal(set) var splitFeatures: [Int32] = []
  /// Threshold of a split, or the value of a leaf, learning rate included.
  public internal(set) var conditions: [Float] = []
  /// Gain of a split; 0 at a leaf.
  public internal(set) var gains: [Float] = []
  /// Sum of Hessians of the training rows of a node; their number for squared error.
  public internal(set) var hessianSums: [Float] = []
  /// The weight a node has, or would have, as a leaf: without learning rate for a split, with it
  /// for a leaf (as XGBoost stores it).
  public internal(set) var weights: [Float] = []
  /// Where rows without a value would go. These trees are trained without missing values and
  /// predict without; it is kept for files.
  public internal(set) var defaultsToLeft: [Bool] = []

  /// Number of nodes.
  public var nodeCount: Int { leftChildren.count }

  /// Number of leaves.
  public var leafCount: Int { leftChildren.count { $0 < 0 } }

  /// True when a node has no children.
  public func isLeaf(_ node: Int) -> Bool { leftChildren[node] < 0 }

  /// Adds a leaf and returns its number.
  mutating func appendLeaf(parent: Int, weight: Float, learningRate: Float, hessian: Float) -> Int {
    leftChildren.append(-1)
    rightChildren.append(-1)
    parents.append(Int32(parent))
    splitFeatures.append(0)
    conditions.append(weight * learningRate)
    gains.append(0)
    hessianSums.append(hessian)
    weights.append(weight * learningRate)
    defaultsToLeft.append(false)
    return leftChildren.count - 1
  }

  /// Turns a leaf into a split whose children are the next two nodes to be added.
  mutating func split(_ node: Int, feature: Int, threshold: Float, gain: Float, weight: Float) {
    leftChildren[node] = Int32(nodeCount)
    rightChildren[node] = Int32(nodeCount + 1)
    splitFeatures[node] = Int32(feature)
    conditions[node] = threshold
    gains[node] = gain
    weights[node] = weight
  }

  /// The value of the leaf that a row falls into.
  ///
  /// - Parameters:
  ///   - values: a column-major table.
  ///   - rowCount: its number of rows.
  func value(_ values: [Float], rowCount: Int, row: Int) -> Float {
    var node = 0
    while leftChildren[node] >= 0 {
      let value = values[Int(splitFeatures[node]) * rowCount + row]
      node = Int(value < conditions[node] ? leftChildren[node] : rightChildren[node])
    }
    return conditions[node]
  }
}
