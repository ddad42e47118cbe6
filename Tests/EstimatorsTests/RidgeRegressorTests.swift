import Estimators
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct RidgeRegressorTests {
  @Test func twoPointsWithPenaltyOne() throws {
    // x standardises to −1, 1; centred y is −2, 2: weight 4/(2 + 1), intercept 3.
    let rows = labelled([[0, 2]], [[1, 5]])
    let model = try RidgeRegressor(options: RidgeOptions(penalties: [1])).fit(
      training: rows, validation: rows, threads: 1)
    #expect(abs(model.fits[0].weights[0] - 4.0 / 3) < 1e-15)
    #expect(model.fits[0].intercept == 3 && model.fits[0].penalty == 1)
    #expect(abs(try model.predict(rows.input, threads: 1)[0][1] - (3 + 4.0 / 3)) < 1e-15)
  }

  @Test func penaltiesAreHalfDecades() {
    let penalties = RidgeOptions.halfDecades
    #expect(penalties.count == 17 && penalties[0] == 0.01 && penalties[16] == 1e6)
    #expect(abs(penalties[3] - 0.31622776601683794) < 1e-16)
  }

  @Test(arguments: 0..<8) func weightsAgreeWithScikitLearn(index: Int) throws {
    let oracle = try RidgeOracle.load()
    let expected = oracle.ridge[index]
    let observed = Set(expected.rows)
    let targets = oracle.targets.enumerated().map { observed.contains($0) ? $1 : nil }
    let rows = labelled(oracle.columns, [targets])
    let model = try RidgeRegressor(options: RidgeOptions(penalties: [expected.penalty])).fit(
      training: rows, validation: rows, threads: 2)
    let fit = model.fits[0]
    #expect(abs(fit.intercept - expected.intercept) < 1e-10)
    for feature in 0..<5 { #expect(abs(fit.weights[feature] - expected.weights[feature]) < 1e-9) }
    #expect(fit.weights[4] == 0 && fit.scales[4] == 1)
    let predictions = try model.predict(rows.input, threads: 1)[0]
    for (position, row) in expected.rows.enumerated() {
      #expect(abs(predictions[row] - expected.predictions[position]) < 1e-9)
    }
  }

  @Test func leastSquaresAgreeWithScikitLearn() throws {
    let oracle = try RidgeOracle.load()
    let rows = labelled(oracle.columns, [oracle.targets])
    let model = try LinearRegressor(features: ["x0", "x1", "x2"]).fit(
      training: rows, validation: rows, threads: 1)
    #expect(model.featureNames == ["x0", "x1", "x2"])
    let predictions = try model.predict(rows.input, threads: 1)[0]
    for row in predictions.indices {
      #expect(abs(predictions[row] - oracle.leastSquares[row]) < 1e-6)
    }
  }

  @Test func exactlyDependentFeaturesAreSolved() throws {
    let rows = labelled([[1, 2, 3, 4], [2, 4, 6, 8]], [[1, 2, 3, 4]])
    let model = try LinearRegressor().fit(training: rows, validation: rows, threads: 1)
    let predictions = try model.predict(rows.input, threads: 1)[0]
    for row in 0..<4 { #expect(abs(predictions[row] - Double(row + 1)) < 1e-6) }
  }

  @Test func conjugateGradientsGiveTheSameModel() throws {
    let rows = randomRows(seed: 5, rows: 80, features: 12)
    let direct = try RidgeRegressor().fit(training: rows, validation: rows, threads: 1)
    let iterative = try RidgeRegressor(options: RidgeOptions(maximumCholeskyFeatures: 3)).fit(
      training: rows, validation: rows, threads: 1)
    #expect(direct.fits[0].penalty == iterative.fits[0].penalty)
    for feature in 0..<12 {
      #expect(abs(direct.fits[0].weights[feature] - iterative.fits[0].weights[feature]) < 1e-6)
    }
  }

  @Test func thePenaltyIsTheBestOfThePath() throws {
    let training = randomRows(seed: 6, rows: 60, features: 30)
    let validation = randomRows(seed: 7, rows: 200, features: 30)
    for selection in RidgeOptions.Selection.allCases {
      let model = try RidgeRegressor(options: RidgeOptions(selection: selection)).fit(
        training: training, validation: validation, threads: 1)
      let fit = model.fits[0]
      #expect(fit.penaltyPath.count == 17)
      let predicted = try model.predict(validation.input, threads: 1)[0]
      let observed = validation.targets.values[0].compactMap { $0 }
      let chosen = try #require(fit.penaltyPath.first { $0.penalty == fit.penalty })
      switch selection {
      case .meanSquaredError:
        let error = zip(predicted, observed).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(abs(try #require(chosen.meanSquaredError) - error / 200) < 1e-10)
        #expect(fit.penaltyPath.allSatisfy { ($0.meanSquaredError ?? 1e9) >= error / 200 - 1e-10 })
      case .spearman:
        let value = try #require(spearmanCorrelation(predicted, observed))
        #expect(chosen.spearman == value)
        #expect(fit.penaltyPath.allSatisfy { ($0.spearman ?? -1) <= value })
      }
    }
  }

  @Test func missingTargetsLeaveOtherTasksUntouched() throws {
    let rows = randomRows(seed: 9, rows: 70, features: 6)
    let complete = rows.targets.values[0]
    let holed = complete.enumerated().map { $0 % 3 == 0 ? nil : $1 }
    let both = LabelledRows(
      input: rows.input,
      targets: TargetMatrix(tasks: ["a", "b", "c"], values: [complete, holed, complete]))
    let alone = LabelledRows(
      input: rows.input, targets: TargetMatrix(tasks: ["b"], values: [holed]))
    let regressor = RidgeRegressor(options: RidgeOptions(penalties: [3]))
    let joint = try regressor.fit(training: both, validation: both, threads: 1)
    let single = try regressor.fit(training: alone, validation: alone, threads: 1)
    #expect(joint.fits[1] == single.fits[0])
    #expect(joint.fits[0].weights == joint.fits[2].weights)
    #expect(joint.fits[1].trainingRows == complete.indices.count { $0 % 3 != 0 })
    #expect(joint.tasks == ["a", "b", "c"])
  }

  @Test func threadsDoNotChangeTheModel() throws {
    let rows = randomRows(seed: 10, rows: 300, features: 40)
    let one = try RidgeRegressor().fit(training: rows, validation: rows, threads: 1)
    #expect(try RidgeRegressor().fit(training: rows, validation: rows, threads: 4) == one)
  }

  @Test func predictionsDoNotDependOnOtherRows() throws {
    let rows = randomRows(seed: 12, rows: 50, features: 7)
    let model = try RidgeRegressor().fit(training: rows, validation: rows, threads: 1)
    let all = try model.predict(rows.input, threads: 1)[0]
    let few = try model.predict(rows.input.selecting(rows: [49, 3]), threads: 1)[0]
    #expect(few == [all[49], all[3]])
  }

  @Test func constantFeaturesGiveTheMean() throws {
    let rows = labelled([[4, 4, 4]], [[1, 2, 6]])
    let model = try RidgeRegressor().fit(training: rows, validation: rows, threads: 1)
    #expect(try model.predict(rows.input, threads: 1) == [[3, 3, 3]])
  }

  @Test func aShuffledTargetIsNotPredicted() throws {
    let training = randomRows(seed: 13, rows: 400, features: 5)
    let validation = randomRows(seed: 14, rows: 400, features: 5)
    let test = randomRows(seed: 15, rows: 2000, features: 5)
    var generator = SeededGenerator(Seed(16))
    let order = generator.permutation(400)
    let shuffled = LabelledRows(
      input: training.input, targets: training.targets.selecting(rows: order))
    let observed = test.targets.values[0].compactMap { $0 }
    let honest = try RidgeRegressor().fit(training: training, validation: validation, threads: 1)
    let fooled = try RidgeRegressor(options: RidgeOptions(penalties: [1])).fit(
      training: shuffled, validation: validation, threads: 1)
    let honestR = try #require(
      pearsonCorrelation(honest.predict(test.input, threads: 1)[0], observed))
    let fooledR = try #require(
      pearsonCorrelation(fooled.predict(test.input, threads: 1)[0], observed))
    #expect(honestR > 0.6 && fooledR < 0.5 * honestR)
  }

  @Test func theModelSurvivesItsFile() throws {
    let rows = randomRows(seed: 17, rows: 40, features: 4)
    let model = try RidgeRegressor().fit(training: rows, validation: rows, threads: 1)
    let data = try model.encodedJSON()
    #expect(try LinearModel(json: data, path: "m.json") == model)
    #expect(try LinearModel(json: data, path: "m.json").encodedJSON() == data)
  }

  @Test func badRowsAreRefused() throws {
    let rows = labelled([[1, 2]], [[1, 2]])
    let never = labelled([[1, 2]], [[nil, nil]])
    let regressor = RidgeRegressor()
    #expect(throws: EstimatorError.noTrainingRows(task: "t0")) {
      try regressor.fit(training: never, validation: rows, threads: 1)
    }
    #expect(throws: EstimatorError.noValidationRows(task: "t0")) {
      try regressor.fit(training: rows, validation: never, threads: 1)
    }
    #expect(throws: EstimatorError.nonFiniteTarget(task: "t0", row: 1)) {
      try regressor.fit(
        training: labelled([[1, 2]], [[1, .nan]]), validation: rows, threads: 1)
    }
    #expect(throws: EstimatorError.nonFiniteFeature(name: "x0", row: 0)) {
      try regressor.fit(
        training: labelled([[.infinity, 2]], [[1, 2]]), validation: rows, threads: 1)
    }
    #expect(throws: EstimatorError.rowCountMismatch(features: 2, targets: 1)) {
      try regressor.fit(training: labelled([[1, 2]], [[1]]), validation: rows, threads: 1)
    }
    #expect(throws: EstimatorError.unknownFeature(name: "gc", known: ["x0"])) {
      try LinearRegressor(features: ["gc"]).fit(training: rows, validation: rows, threads: 1)
    }
    #expect(
      throws: EstimatorError.validationMismatch(
        what: "features", training: ["x0"], validation: ["x0", "x1"])
    ) {
      try regressor.fit(
        training: rows, validation: labelled([[1, 2], [1, 2]], [[1, 2]]), threads: 1)
    }
  }
}

/// Rows with features x0, x1, … and tasks t0, t1, ….
func labelled(_ columns: [[Float]], _ targets: [[Double?]]) -> LabelledRows<FeatureMatrix> {
  LabelledRows(
    input: FeatureMatrix(
      rowCount: columns[0].count, names: columns.indices.map { "x\($0)" },
      values: columns.flatMap { $0 }),
    targets: TargetMatrix(tasks: targets.indices.map { "t\($0)" }, values: targets))
}

/// Uniform features; the target is 3·x0 − 2·x1 + x2 and noise.
func randomRows(seed: UInt64, rows: Int, features: Int) -> LabelledRows<FeatureMatrix> {
  var generator = SeededGenerator(Seed(seed))
  let columns = (0..<features).map { _ in (0..<rows).map { _ in Float(generator.uniform()) } }
  let target: [Double?] = (0..<rows).map { row in
    3 * Double(columns[0][row]) - 2 * Double(columns[1][row]) + Double(columns[2][row])
      + generator.uniform()
  }
  return labelled(columns, [target])
}

private struct RidgeOracle: Decodable {
  struct Case: Decodable {
    let rows: [Int]
    let penalty: Double
    let weights: [Double]
    let intercept: Double
    let predictions: [Double]
  }

  let columns: [[Float]]
  let targets: [Double]
  let ridge: [Case]
  let leastSquares: [Double]

  static func load() throws -> RidgeOracle {
    let data = try Data(
      contentsOf: repositoryFile("Reference/oracles/trees/ridge.json"))
    return try JSONDecoder().decode(RidgeOracle.self, from: data)
  }
}
