import Estimators
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct RidgeRegressorWeightsTests {
  @Test func threeRowsByHand() throws {
    // Row 0 counts twice: x 0, 0, 3 has mean 1 and variance 2; y 1, 1, 7 has mean 3 and centred
    // products sum to 2·(−1)(−2) + 2·4 = 12 before the scale √2. Σω z² = 3, so with λ 1 the weight
    // is (12/√2)/(3 + 1) = 3/√2.
    let rows = weighted([[0, 3]], [1, 7], [2, 1])
    let model = try RidgeRegressor(options: RidgeOptions(penalties: [1])).fit(
      training: rows, validation: rows, threads: 1)
    let fit = model.fits[0]
    #expect(fit.intercept == 3 && fit.means == [1] && fit.totalWeight == 3)
    #expect(fit.scales[0] == 2.0.squareRoot())
    #expect(abs(fit.weights[0] - 3 / 2.0.squareRoot()) < 1e-14)
  }

  @Test(arguments: 0..<4) func weightsAgreeWithScikitLearn(index: Int) throws {
    let oracle = try WeightedOracle.load()
    let expected = oracle.ridge[index]
    let (training, validation) = oracle.split
    let model = try RidgeRegressor(options: RidgeOptions(penalties: [expected.penalty])).fit(
      training: training, validation: validation, threads: 2)
    let fit = model.fits[0]
    #expect(abs(fit.intercept - expected.intercept) < 1e-10)
    for feature in 0..<5 {
      #expect(abs(fit.weights[feature] - expected.weights[feature]) < 1e-9)
    }
    // The fifth column is constant and takes no part.
    for feature in 0..<4 {
      #expect(abs(fit.means[feature] - oracle.means[feature]) < 1e-9)
      #expect(abs(fit.scales[feature] - oracle.scales[feature]) < 1e-9)
    }
    let predictions = try model.predict(oracle.input, threads: 1)[0]
    for row in predictions.indices {
      #expect(abs(predictions[row] - expected.predictions[row]) < 1e-9)
    }
  }

  @Test func validationErrorsAndTheirChoiceAgreeWithScikitLearn() throws {
    let oracle = try WeightedOracle.load()
    let (training, validation) = oracle.split
    let model = try RidgeRegressor(
      options: RidgeOptions(penalties: oracle.ridge.map(\.penalty))
    ).fit(training: training, validation: validation, threads: 1)
    let fit = model.fits[0]
    for expected in oracle.ridge {
      let trial = try #require(fit.penaltyPath.first { $0.penalty == expected.penalty })
      #expect(abs(try #require(trial.meanSquaredError) - expected.validationError) < 1e-9)
    }
    let best = oracle.ridge.min { $0.validationError < $1.validationError }
    #expect(fit.penalty == best?.penalty)
  }

  @Test func leastSquaresAndMeanAgreeWithScikitLearnAndNumPy() throws {
    let oracle = try WeightedOracle.load()
    let (training, validation) = oracle.split
    let model = try LinearRegressor(features: ["x0", "x1", "x2"]).fit(
      training: training, validation: validation, threads: 1)
    let predictions = try model.predict(oracle.input, threads: 1)[0]
    for row in predictions.indices {
      #expect(abs(predictions[row] - oracle.leastSquares[row]) < 1e-6)
    }
    let mean = try MeanRegressor().fit(training: training, validation: validation, threads: 1)
    #expect(abs(mean.means[0] - oracle.mean) < 1e-12)
  }

  @Test(arguments: 0..<5) func aRowOfWeightTwoIsTheRowTwice(seed: UInt64) throws {
    let rows = randomRows(seed: 100 + seed, rows: 70, features: 6)
    var generator = SeededGenerator(Seed(seed))
    let counts = (0..<70).map { _ in generator.index(below: 4) }
    let repeated = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    let once = rows.weighted(by: counts.map(Double.init))
    let many = rows.selecting(repeated)
    for selection in RidgeOptions.Selection.allCases {
      for limit in [8192, 3] {
        let regressor = RidgeRegressor(
          options: RidgeOptions(selection: selection, maximumCholeskyFeatures: limit))
        let a = try regressor.fit(training: once, validation: once, threads: 1).fits[0]
        let b = try regressor.fit(training: many, validation: many, threads: 1).fits[0]
        #expect(a.trainingRows == counts.count { $0 > 0 } && b.trainingRows == repeated.count)
        #expect(a.penalty == b.penalty, "seed \(seed)")
        for (x, y) in zip(a.weights + a.means + a.scales, b.weights + b.means + b.scales) {
          #expect(abs(x - y) < 1e-6, "seed \(seed)")
        }
        for (x, y) in zip(a.penaltyPath, b.penaltyPath) {
          #expect(abs(try #require(x.meanSquaredError) - (try #require(y.meanSquaredError))) < 1e-6)
          #expect(abs((x.spearman ?? 0) - (y.spearman ?? 0)) < 1e-3)
        }
      }
    }
  }

  @Test func weightsOfAllOneChangeNoByte() throws {
    let rows = randomRows(seed: 21, rows: 60, features: 5)
    let ones = rows.weighted(by: [Double](repeating: 1, count: 60))
    for regressor in [
      RidgeRegressor(), RidgeRegressor(options: RidgeOptions(selection: .spearman)),
    ] {
      let plain = try regressor.fit(training: rows, validation: rows, threads: 1)
      let weighted = try regressor.fit(training: ones, validation: ones, threads: 1)
      #expect(try plain.encodedJSON() == weighted.encodedJSON())
    }
  }

  @Test func equalWeightsDivideThePenaltyAndLeaveLeastSquaresAlone() throws {
    let rows = randomRows(seed: 22, rows: 60, features: 5)
    let quarters = rows.weighted(by: [Double](repeating: 0.25, count: 60))
    func ridge(_ rows: LabelledRows<FeatureMatrix>, _ penalty: Double) throws -> LinearTaskFit {
      try RidgeRegressor(options: RidgeOptions(penalties: [penalty])).fit(
        training: rows, validation: rows, threads: 1
      ).fits[0]
    }
    let (a, b) = (try ridge(quarters, 3), try ridge(rows, 12))
    for feature in 0..<5 { #expect(abs(a.weights[feature] - b.weights[feature]) < 1e-12) }
    let plain = try LinearRegressor().fit(training: rows, validation: rows, threads: 1)
    let weighted = try LinearRegressor().fit(training: quarters, validation: quarters, threads: 1)
    for feature in 0..<5 {
      #expect(abs(plain.fits[0].weights[feature] - weighted.fits[0].weights[feature]) < 1e-12)
    }
  }

  @Test func aRowOfWeightZeroIsAbsent() throws {
    let rows = randomRows(seed: 23, rows: 60, features: 5)
    let kept = (0..<60).filter { $0 % 4 != 1 }
    var generator = SeededGenerator(Seed(1))
    let weights = (0..<60).map { $0 % 4 == 1 ? 0 : 0.1 + generator.uniform() }
    let all = rows.weighted(by: weights)
    let few = rows.selecting(kept).weighted(by: kept.map { weights[$0] })
    let whole = try RidgeRegressor().fit(training: all, validation: all, threads: 1)
    #expect(try RidgeRegressor().fit(training: few, validation: few, threads: 1) == whole)
  }

  @Test func tasksOfDifferentWeightsAreFittedEachByItself() throws {
    let rows = randomRows(seed: 24, rows: 60, features: 4)
    let values = rows.targets.values[0]
    var generator = SeededGenerator(Seed(2))
    let weights = (0..<2).map { _ in (0..<60).map { _ in 0.05 + generator.uniform() } }
    let joint = LabelledRows(
      input: rows.input,
      targets: TargetMatrix(
        tasks: ["a", "b", "c"], values: [values, values, values],
        weights: [weights[0], weights[1], weights[0]]))
    let model = try RidgeRegressor().fit(training: joint, validation: joint, threads: 3)
    for (task, chosen) in [0, 1, 0].enumerated() {
      let alone = rows.weighted(by: weights[chosen])
      let single = try RidgeRegressor().fit(training: alone, validation: alone, threads: 1)
      // Tasks solved together may differ from one solved alone in the last digits.
      for (a, b) in zip(model.fits[task].weights, single.fits[0].weights) {
        #expect(abs(a - b) < 1e-12)
      }
    }
    #expect(model.fits[0].weights != model.fits[1].weights)
  }

  @Test func noisyRowsThatCountLessAreLearnedFromBetter() throws {
    var wins = 0
    for seed in 0..<20 as Range<UInt64> {
      let noisy = heteroscedasticRows(seed: seed, rows: 150, features: 20)
      let validation = heteroscedasticRows(seed: 1000 + seed, rows: 100, features: 20)
      let test = heteroscedasticRows(seed: 2000 + seed, rows: 400, features: 20)
      func error(_ rows: LabelledRows<FeatureMatrix>, _ other: LabelledRows<FeatureMatrix>) throws
        -> Double
      {
        let model = try RidgeRegressor().fit(training: rows, validation: other, threads: 1)
        let predicted = try model.predict(test.input, threads: 1)[0]
        return zip(predicted, test.truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let weighted = try error(noisy.rows, validation.rows)
      let plain = try error(noisy.rows.unweighted, validation.rows.unweighted)
      if weighted < plain { wins += 1 }
    }
    #expect(wins >= 18, "better in \(wins) of 20")
  }

  @Test func badWeightsAreRefused() throws {
    let good = weighted([[1, 2]], [1, 2], [1, 0.5])
    let bad = weighted([[1, 2]], [1, 2], [1, -1])
    let none = weighted([[1, 2]], [1, 2], [0, 0])
    let problem = EstimatorError.unusableWeight(task: "t0", row: 1, value: -1)
    let empty = EstimatorError.noPositiveWeight(task: "t0", rows: 2)
    #expect(throws: problem) {
      try RidgeRegressor().fit(training: bad, validation: good, threads: 1)
    }
    #expect(throws: problem) {
      try RidgeRegressor().fit(training: good, validation: bad, threads: 1)
    }
    #expect(throws: problem) {
      try LinearRegressor().fit(training: bad, validation: good, threads: 1)
    }
    #expect(throws: problem) {
      try MeanRegressor().fit(training: bad, validation: good, threads: 1)
    }
    #expect(throws: empty) {
      try RidgeRegressor().fit(training: none, validation: good, threads: 1)
    }
    #expect(throws: empty) {
      try RidgeRegressor().fit(training: good, validation: none, threads: 1)
    }
  }

  private func weighted(
    _ columns: [[Float]], _ targets: [Double?], _ weights: [Double]
  ) -> LabelledRows<FeatureMatrix> {
    labelled(columns, [targets]).weighted(by: weights)
  }
}

extension LabelledRows<FeatureMatrix> {
  /// The same rows with the same weights for every task.
  func weighted(by weights: [Double]) -> Self {
    LabelledRows(
      input: input,
      targets: TargetMatrix(
        tasks: targets.tasks, values: targets.values,
        weights: targets.tasks.map { _ in weights }))
  }

  var unweighted: Self { LabelledRows(input: input, targets: targets.unweighted) }

  func selecting(_ rows: [Int]) -> Self {
    LabelledRows(input: input.selecting(rows: rows), targets: targets.selecting(rows: rows))
  }
}

/// Rows of which a third is measured well, with what they would be without noise.
struct HeteroscedasticRows {
  let rows: LabelledRows<FeatureMatrix>
  let truth: [Double]
  var input: FeatureMatrix { rows.input }
}

/// Uniform features; 3·x0 − 2·x1 + x2 with noise of variance 1/weight.
func heteroscedasticRows(seed: UInt64, rows: Int, features: Int) -> HeteroscedasticRows {
  var generator = SeededGenerator(Seed(seed).derived("heteroscedastic"))
  let columns = (0..<features).map { _ in (0..<rows).map { _ in Float(generator.uniform()) } }
  let truth = (0..<rows).map {
    3 * Double(columns[0][$0]) - 2 * Double(columns[1][$0]) + Double(columns[2][$0])
  }
  let weights = (0..<rows).map { _ in generator.uniform() < 1.0 / 3 ? 1.0 : 0.02 }
  let values: [Double?] = zip(truth, weights).map { truth, weight in
    // Twelve uniform draws: mean 6, variance 1.
    let draw = (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
    return truth + 0.3 * draw / weight.squareRoot()
  }
  return HeteroscedasticRows(rows: labelled(columns, [values]).weighted(by: weights), truth: truth)
}

private struct WeightedOracle: Decodable {
  struct Case: Decodable {
    let penalty: Double
    let weights: [Double]
    let intercept: Double
    let predictions: [Double]
    let validationError: Double
  }

  let columns: [[Float]]
  let targets: [Double]
  let rowWeights: [Double]
  let trainingRows: Int
  let means: [Double]
  let scales: [Double]
  let ridge: [Case]
  let leastSquares: [Double]
  let mean: Double

  var rows: LabelledRows<FeatureMatrix> { labelled(columns, [targets]).weighted(by: rowWeights) }
  var input: FeatureMatrix { rows.input }

  var split: (training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>) {
    (
      rows.selecting(Array(0..<trainingRows)),
      rows.selecting(Array(trainingRows..<targets.count))
    )
  }

  static func load() throws -> WeightedOracle {
    let data = try Data(contentsOf: repositoryFile("Reference/oracles/trees/weighted_ridge.json"))
    return try JSONDecoder().decode(WeightedOracle.self, from: data)
  }
}
