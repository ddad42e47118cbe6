import Estimators
import Foundation
import GradientBoosting
import TestSupport
import Testing

/// Our trees against XGBoost's on tables of few distinct values, where the histogram method is
/// exact.
@Suite struct XGBoostOracleTests {
  @Test(arguments: [
    "squared_error", "deep", "penalised", "loss_guided", "logistic", "poisson", "xor",
    "xor_gamma", "many_values", "weighted_squared_error", "weighted_penalised",
    "weighted_logistic", "weighted_poisson",
  ])
  func treesAreXGBoostsTrees(name: String) throws {
    let oracle = try TreeOracle.load(name)
    let reference = try oracle.reference()
    let trained = try oracle.train(threads: 2)
    let ensemble = trained.ensembles[0]
    #expect(abs(ensemble.baseScore - reference.baseScore) <= 1e-6 * abs(reference.baseScore))
    try #require(ensemble.trees.count == reference.trees.count)
    for (tree, expected) in zip(ensemble.trees, reference.trees) {
      try #require(tree.leftChildren == expected.leftChildren)
      #expect(tree.rightChildren == expected.rightChildren)
      #expect(tree.parents == expected.parents)
      #expect(tree.splitFeatures == expected.splitFeatures)
      for node in 0..<tree.nodeCount {
        if tree.isLeaf(node) {
          #expect(isClose(tree.conditions[node], expected.conditions[node], 1e-5))
        } else {
          #expect(tree.conditions[node] == expected.conditions[node], "threshold \(node)")
        }
        #expect(isClose(tree.gains[node], expected.gains[node], 1e-4), "gain \(node)")
        #expect(isClose(tree.hessianSums[node], expected.hessianSums[node], 1e-5))
        if tree.nodeCount > 1 {
          #expect(isClose(tree.weights[node], expected.weights[node], 1e-5), "weight \(node)")
        }
      }
    }
    let predictions = try trained.predict(oracle.matrix, threads: 2)[0]
    for row in predictions.indices {
      #expect(abs(predictions[row] - oracle.predictions[row]) < 1e-5)
    }
  }

  @Test(arguments: ["weighted_squared_error", "weighted_penalised", "weighted_logistic"])
  func weightedLossesAreXGBoosts(name: String) throws {
    let oracle = try TreeOracle.load(name)
    let entries = try oracle.train(threads: 1).logs[0].entries
    let losses = try #require(oracle.losses)
    try #require(entries.count == losses.count)
    for (entry, expected) in zip(entries, losses) {
      #expect(abs(entry.trainingLoss - expected) < 1e-5)
      #expect(abs((entry.validationLoss ?? 0) - expected) < 1e-5)
    }
  }

  @Test(arguments: ["squared_error", "logistic", "poisson"])
  func readingXGBoostsFilePredictsWhatXGBoostPredicts(name: String) throws {
    let oracle = try TreeOracle.load(name)
    let predictions = try oracle.reference().predict(oracle.matrix, threads: 1)
    for row in predictions.indices {
      let expected = oracle.predictions[row]
      #expect(abs(predictions[row] - expected) <= 1e-6 * max(1, abs(expected)))
    }
  }

  @Test func aWeakRootOverStrongChildrenStaysALeafWhenGammaIs20() throws {
    let pruned = try TreeOracle.load("xor_gamma").train(threads: 1)
    let grown = try TreeOracle.load("xor").train(threads: 1)
    #expect(pruned.ensembles[0].trees[0].nodeCount == 1)
    #expect(grown.ensembles[0].trees[0].nodeCount == 7)
    // The children are worth far more than γ: only their parent stands in the way.
    #expect(grown.ensembles[0].trees[0].gains[1] > 20)
  }

  private func isClose(_ found: Float, _ expected: Float, _ tolerance: Float) -> Bool {
    abs(found - expected) <= tolerance * max(1, abs(expected))
  }
}

struct TreeOracle: Decodable {
  struct Options: Decodable {
    let learningRate: Double
    let maximumDepth: Int
    let l2Penalty: Double
    let l1Penalty: Double
    let minimumSplitGain: Double
    let minimumChildWeight: Double
  }

  let name: String
  let rounds: Int
  let options: Options
  let objective: String
  let maxLeaves: Int
  let names: [String]
  let columns: [[Float]]
  let targets: [Double]
  let weights: [Double]?
  let losses: [Double]?
  let predictions: [Double]

  private static func url(_ name: String) -> URL {
    repositoryFile("Reference/oracles/trees/\(name).json")
  }

  static func load(_ name: String) throws -> TreeOracle {
    try JSONDecoder().decode(TreeOracle.self, from: Data(contentsOf: url(name)))
  }

  var matrix: FeatureMatrix {
    FeatureMatrix(rowCount: targets.count, names: names, values: columns.flatMap { $0 })
  }

  /// The model XGBoost saved, read as a file of its own.
  func reference() throws -> TreeEnsemble {
    let data = try Data(contentsOf: Self.url(name))
    let content = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let model = try #require(content["model"])
    return try TreeEnsemble(
      xgboostJSON: JSONSerialization.data(withJSONObject: model), path: name)
  }

  enum CodingKeys: String, CodingKey {
    case rounds, options, objective, maxLeaves, names, columns, targets, weights, losses
    case predictions
    case name = "case"
  }

  func train(threads: Int) throws -> BoostedTrees {
    var chosen = GradientBoostingOptions()
    chosen.maximumRounds = rounds
    chosen.earlyStoppingRounds = nil
    chosen.learningRate = options.learningRate
    chosen.maximumDepth = options.maximumDepth
    chosen.l2Penalty = options.l2Penalty
    chosen.l1Penalty = options.l1Penalty
    chosen.minimumSplitGain = options.minimumSplitGain
    chosen.minimumChildWeight = options.minimumChildWeight
    if maxLeaves > 0 { chosen.growth = .lossGuided(maximumLeaves: maxLeaves) }
    switch objective {
    case "binary:logistic": chosen.objective = .logistic
    case "count:poisson": chosen.objective = .poisson
    default: chosen.objective = .squaredError
    }
    let rows = LabelledRows(
      input: matrix,
      targets: TargetMatrix(
        tasks: ["activity"], values: [targets], weights: weights.map { [$0] }))
    return try GradientBoostingRegressor(options: chosen).fit(
      training: rows, validation: rows, threads: threads)
  }
}
