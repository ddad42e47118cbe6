public import Foundation

extension TreeEnsemble {
  /// Reads an XGBoost model in JSON, of version 3.1 or later (`base_score` an array) or before
  /// (a bare number).
  ///
  /// Features without names are called f0, f1, … as XGBoost does.
  ///
  /// - Parameters:
  ///   - xgboostJSON: the content of the file.
  ///   - path: named in errors.
  /// - Throws: ``GradientBoostingError/malformedModel(path:reason:)``, and
  ///   ``GradientBoostingError/unsupportedModel(path:found:expected:)`` for boosters other than
  ///   `gbtree`, several classes or targets, vector leaves, categorical splits and objectives
  ///   other than `reg:squarederror`, `binary:logistic` and `count:poisson`.
  public init(xgboostJSON: Data, path: String) throws {
    let file: XGBoostFile
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      file = try decoder.decode(XGBoostFile.self, from: xgboostJSON)
    } catch {
      throw GradientBoostingError.malformedModel(path: path, reason: "\(error)")
    }
    let reader = XGBoostReader(path: path)
    let learner = file.learner
    let trees = try reader.trees(of: learner.gradientBooster)
    let parameters = learner.learnerModelParam
    try reader.checkSingleOutput(parameters)
    let featureCount = try reader.featureCount(parameters)
    let given = learner.featureNames ?? []
    if !given.isEmpty, given.count != featureCount {
      throw GradientBoostingError.malformedModel(
        path: path, reason: "\(given.count) feature names for \(featureCount) features")
    }
    self.init(
      objective: try reader.objective(named: learner.objective.name),
      baseScore: try reader.baseScore(parameters.baseScore),
      trees: try trees.enumerated().map {
        try reader.tree($1, number: $0, featureCount: featureCount)
      },
      featureNames: given.isEmpty ? (0..<featureCount).map { "f\($0)" } : given)
  }
}

/// Checks and translates the parts of one file.
private struct XGBoostReader {
  let path: String

  func unsupported(_ found: String, expected: String) -> GradientBoostingError {
    .unsupportedModel(path: path, found: found, expected: expected)
  }

  func malformed(_ reason: String) -> GradientBoostingError {
    .malformedModel(path: path, reason: reason)
  }

  func trees(of booster: XGBoostFile.Booster) throws -> [XGBoostFile.Tree] {
    if booster.name != "gbtree" {
      throw unsupported("booster '\(booster.name)'", expected: "booster 'gbtree'")
    }
    guard let trees = booster.model?.trees else { throw malformed("no list of trees") }
    return trees
  }

  func checkSingleOutput(_ parameters: XGBoostFile.ModelParameters) throws {
    if let classes = parameters.numClass, !["0", "1"].contains(classes) {
      throw unsupported("\(classes) classes", expected: "one output")
    }
    if let targets = parameters.numTarget, !["0", "1"].contains(targets) {
      throw unsupported("\(targets) targets", expected: "one output")
    }
  }

  func featureCount(_ parameters: XGBoostFile.ModelParameters) throws -> Int {
    guard let count = Int(parameters.numFeature), count >= 0 else {
      throw malformed("num_feature is '\(parameters.numFeature)'")
    }
    return count
  }

  func objective(named name: String) throws -> BoostingObjective {
    switch name {
    case "reg:squarederror", "reg:linear": return .squaredError
    case "binary:logistic", "reg:logistic": return .logistic
    case "count:poisson": return .poisson
    default:
      throw unsupported(
        "objective '\(name)'",
        expected: "'reg:squarederror', 'binary:logistic' or 'count:poisson'")
    }
  }

  /// A bare number or an array of one number, both as text.
  func baseScore(_ text: String) throws -> Float {
    var digits = Substring(text)
    if digits.hasPrefix("["), digits.hasSuffix("]") { digits = digits.dropFirst().dropLast() }
    if digits.contains(",") { throw unsupported("base_score \(text)", expected: "one output") }
    guard let score = Float(digits), score.isFinite else {
      throw malformed("base_score is '\(text)'")
    }
    return score
  }

  func tree(
    _ tree: XGBoostFile.Tree, number: Int, featureCount: Int
  ) throws -> RegressionTree {
    if let size = tree.treeParam.sizeLeafVector, !["0", "1"].contains(size) {
      throw unsupported("leaves of \(size) values", expected: "leaves of one value")
    }
    if let types = tree.splitType, types.contains(where: { $0 != 0 }) {
      throw unsupported("a categorical split", expected: "numerical splits")
    }
    let count = tree.leftChildren.count
    let lengths = [
      tree.baseWeights.count, tree.defaultLeft.count, tree.lossChanges.count,
      tree.parents.count, tree.rightChildren.count, tree.splitConditions.count,
      tree.splitIndices.count, tree.sumHessian.count,
    ]
    if count == 0 || lengths.contains(where: { $0 != count }) {
      throw malformed("arrays of tree \(number) have \(Set(lengths + [count]).sorted()) elements")
    }
    try checkShape(tree, number: number, featureCount: featureCount)
    var result = RegressionTree()
    result.leftChildren = tree.leftChildren
    result.rightChildren = tree.rightChildren
    result.parents = tree.parents.map { Int($0) == RegressionTree.xgboostRootParent ? -1 : $0 }
    result.splitFeatures = tree.splitIndices
    result.conditions = tree.splitConditions
    result.gains = tree.lossChanges
    result.hessianSums = tree.sumHessian
    result.weights = tree.baseWeights
    result.defaultsToLeft = tree.defaultLeft.map(\.isTrue)
    return result
  }

  /// Walks from the root: children exist, no node is reached twice, features exist.
  private func checkShape(_ tree: XGBoostFile.Tree, number: Int, featureCount: Int) throws {
    let count = tree.leftChildren.count
    var reached = [Bool](repeating: false, count: count)
    var open = [0]
    while let node = open.popLast() {
      if reached[node] { throw malformed("node \(node) of tree \(number) has two parents") }
      reached[node] = true
      let children = [tree.leftChildren[node], tree.rightChildren[node]].map { Int($0) }
      if children == [-1, -1] { continue }
      guard children.allSatisfy({ (1..<count).contains($0) }) else {
        throw malformed("node \(node) of tree \(number) has children \(children)")
      }
      guard (0..<featureCount).contains(Int(tree.splitIndices[node])) else {
        throw malformed(
          "node \(node) of tree \(number) splits on feature \(tree.splitIndices[node]) "
            + "of \(featureCount)")
      }
      open += children
    }
  }
}
