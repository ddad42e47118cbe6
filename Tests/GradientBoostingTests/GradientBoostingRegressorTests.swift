import Estimators
import GradientBoosting
import Statistics
import Testing

@Suite struct GradientBoostingRegressorTests {
  @Test func oneSplitOnFourRows() throws {
    // Base 2; gradients 2, 2, −2, −2: leaves −4/2 = −2 and +2, gain 8 + 8 − 0 = 16.
    let rows = labelled([[0, 0, 1, 1]], [[0, 0, 4, 4]])
    let model = try fit(rows, rows) {
      $0.learningRate = 1
      $0.l2Penalty = 0
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }
    let tree = model.ensembles[0].trees[0]
    #expect(model.ensembles[0].baseScore == 2)
    #expect(tree.conditions == [1, -2, 2] && tree.gains == [16, 0, 0])
    #expect(tree.hessianSums == [4, 2, 2] && tree.leafCount == 2)
    #expect(try model.predict(rows.input, threads: 1) == [[0, 0, 4, 4]])
  }

  @Test func equalFeaturesTieToTheLowerIndexAndThreshold() throws {
    // Splits after 0 and after 2 gain the same; columns 1 and 2 are copies.
    let values: [Float] = [0, 1, 2, 3]
    let rows = labelled([[5, 5, 5, 5], values, values], [[8, 0, 0, 8]])
    let tree = try fit(rows, rows) {
      $0.maximumDepth = 1
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }.ensembles[0].trees[0]
    #expect(tree.splitFeatures[0] == 1 && tree.conditions[0] == 1)
  }

  @Test func theRowOnTheThresholdGoesRight() throws {
    let rows = labelled([[1, 2, 2, 3]], [[0, 1, 1, 1]])
    let model = try fit(rows, rows) {
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }
    #expect(model.ensembles[0].trees[0].conditions[0] == 2)
    let predictions = try model.predict(rows.input, threads: 1)[0]
    #expect(predictions[1] == predictions[3] && predictions[0] < predictions[1])
  }

  @Test func threadsDoNotChangeTheTrees() throws {
    let training = randomRows(seed: 1, rows: 900, features: 37)
    let validation = randomRows(seed: 2, rows: 300, features: 37)
    for growth in [TreeGrowth.depthWise, .lossGuided(maximumLeaves: 12)] {
      let models = try [1, 2, 5].map { threads in
        try fit(training, validation, threads: threads) {
          $0.growth = growth
          $0.rowSubsample = 0.8
          $0.columnSubsample = 0.5
        }
      }
      #expect(models[0] == models[1] && models[0] == models[2])
      let predictions = try models[0].predict(validation.input, threads: 1)
      #expect(try models[0].predict(validation.input, threads: 3) == predictions)
    }
  }

  @Test func histogramsThatWereNotKeptAreSummedAgain() throws {
    // Targets are sixteenths and one round is trained, so sums are exact whichever way they come.
    let rows = dyadicRows(seed: 3, rows: 400, features: 20)
    let models = try [1 << 30, 2 * 32_768 * 3, 0].map { bytes in
      try fit(rows, rows) {
        $0.maximumRounds = 1
        $0.earlyStoppingRounds = nil
        $0.keptHistogramBytes = bytes
      }.ensembles
    }
    #expect(models[0][0].trees[0].leafCount > 20)
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  @Test func lossGuidedGrowthWithEnoughLeavesPredictsLikeDepthWise() throws {
    let rows = dyadicRows(seed: 4, rows: 300, features: 9)
    let models = try [TreeGrowth.depthWise, .lossGuided(maximumLeaves: 64)].map { growth in
      try fit(rows, rows) {
        $0.growth = growth
        $0.maximumRounds = 1
        $0.earlyStoppingRounds = nil
      }
    }
    #expect(
      try models[0].predict(rows.input, threads: 1) == models[1].predict(rows.input, threads: 1))
    #expect(models[0].ensembles[0].trees[0].leafCount == models[1].ensembles[0].trees[0].leafCount)
  }

  @Test func lossGuidedGrowthStopsAtTheLeafLimit() throws {
    let rows = dyadicRows(seed: 5, rows: 300, features: 9)
    let tree = try fit(rows, rows) {
      $0.growth = .lossGuided(maximumLeaves: 7)
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }.ensembles[0].trees[0]
    #expect(tree.leafCount == 7)
  }

  @Test func trainingStopsFiveRoundsAfterTheBestAndKeepsTheBest() throws {
    let training = randomRows(seed: 6, rows: 400, features: 10)
    let validation = randomRows(seed: 7, rows: 200, features: 10)
    let observed = validation.targets.values[0].compactMap { $0 }
    for metric in BoostingMetric.allCases {
      let model = try fit(training, validation) { $0.monitoredMetric = metric }
      let log = model.logs[0]
      let best = try #require(log.bestEntry)
      #expect(log.stoppedEarly && log.entries.count == best + 1 + 5)
      #expect(model.ensembles[0].trees.count == best + 1)
      let predicted = try model.predict(validation.input, threads: 1)[0]
      let value = try #require(log.entries[best].validationMetric)
      switch metric {
      case .spearman:
        #expect(value == spearmanCorrelation(predicted, observed))
        #expect(log.entries.allSatisfy { ($0.validationMetric ?? -1) <= value })
        #expect(value > 0.6)
      case .pearson:
        #expect(value == pearsonCorrelation(predicted, observed))
      case .meanSquaredError, .loss:
        let error = zip(predicted, observed).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(abs(value - error / 200) < 1e-5)
        #expect(log.entries.allSatisfy { ($0.validationMetric ?? 9) >= value })
      }
    }
  }

  @Test func rowsWithoutATargetTakeNoPart() throws {
    let rows = randomRows(seed: 8, rows: 300, features: 6)
    let complete = rows.targets.values[0]
    let kept = complete.indices.filter { $0 % 3 != 1 }
    let holed = complete.enumerated().map { $0 % 3 == 1 ? nil : $1 }
    let both = LabelledRows(
      input: rows.input, targets: TargetMatrix(tasks: ["t0", "t1"], values: [holed, complete]))
    let few = LabelledRows(
      input: rows.input.selecting(rows: kept), targets: rows.targets.selecting(rows: kept))
    let joint = try fit(both, both)
    let alone = try fit(few, few)
    #expect(joint.ensembles[0] == alone.ensembles[0])
    #expect(joint.ensembles[1] == (try fit(rows, rows)).ensembles[0])
  }

  @Test func columnSubsamplingUsesOtherFeaturesEveryRound() throws {
    let rows = randomRows(seed: 9, rows: 300, features: 20)
    let model = try fit(rows, rows) {
      $0.columnSubsample = 0.1
      $0.maximumRounds = 12
      $0.earlyStoppingRounds = nil
    }
    var sets: Set<Set<Int32>> = []
    for tree in model.ensembles[0].trees {
      let used = Set(
        tree.splitFeatures.indices.filter { !tree.isLeaf($0) }.map { tree.splitFeatures[$0] })
      #expect(used.count <= 2)
      sets.insert(used)
    }
    #expect(sets.count > 3)
  }

  @Test func theSeedDecidesSubsamples() throws {
    let rows = randomRows(seed: 10, rows: 300, features: 6)
    let models = try [UInt64(1), 1, 2].map { seed in
      try fit(rows, rows) {
        $0.rowSubsample = 0.5
        $0.seedValue = seed
        $0.maximumRounds = 3
        $0.earlyStoppingRounds = nil
      }
    }
    #expect(models[0] == models[1] && models[0].ensembles != models[2].ensembles)
    let drawn = models[0].ensembles[0].trees[0].hessianSums[0]
    #expect(drawn > 110 && drawn < 190)
  }

  @Test func theLearningRateDecays() throws {
    let rows = labelled([[0, 1]], [[0, 4]])
    let trees = try fit(rows, rows) {
      $0.learningRate = 0.5
      $0.learningRateDecay = 0.5
      $0.l2Penalty = 0
      $0.maximumRounds = 2
      $0.earlyStoppingRounds = nil
    }.ensembles[0].trees
    // Residual 2 at rate 1/2, then residual 1 at rate 1/4.
    #expect(trees[0].conditions[2] == 1 && trees[1].conditions[2] == 0.25)
  }

  @Test func moreThan256ValuesAreLearnedThroughQuantiles() throws {
    let training = randomRows(seed: 11, rows: 3000, features: 4)
    let validation = randomRows(seed: 12, rows: 500, features: 4)
    let fine = try fit(training, validation)
    let coarse = try fit(training, validation) { $0.maximumBins = 4 }
    let fineR = try #require(fine.logs[0].entries.compactMap(\.validationMetric).max())
    let coarseR = try #require(coarse.logs[0].entries.compactMap(\.validationMetric).max())
    #expect(fineR > 0.9 && coarseR > 0.8 && fineR > coarseR)
  }

  @Test func aShuffledTargetIsNotPredicted() throws {
    let training = randomRows(seed: 13, rows: 1000, features: 10)
    let test = randomRows(seed: 14, rows: 2000, features: 10)
    var generator = SeededGenerator(Seed(15))
    let shuffled = LabelledRows(
      input: training.input,
      targets: training.targets.selecting(rows: generator.permutation(1000)))
    let model = try fit(shuffled, shuffled) { $0.maximumRounds = 20 }
    let observed = test.targets.values[0].compactMap { $0 }
    let r = try #require(spearmanCorrelation(model.predict(test.input, threads: 1)[0], observed))
    #expect(abs(r) < 0.15)
  }

  @Test func aConstantTargetKeepsNoTree() throws {
    let rows = labelled([[1, 2, 3]], [[5, 5, 5]])
    let model = try fit(rows, rows)
    #expect(model.ensembles[0].trees.isEmpty && model.logs[0].bestEntry == nil)
    #expect(model.logs[0].entries.count == 5 && model.logs[0].stoppedEarly)
    #expect(try model.predict(rows.input, threads: 1) == [[5, 5, 5]])
  }

  @Test func progressIsReportedEveryRound() throws {
    let rows = randomRows(seed: 16, rows: 100, features: 3)
    var options = GradientBoostingOptions()
    options.maximumRounds = 4
    options.earlyStoppingRounds = nil
    var reports: [BoostingProgress] = []
    _ = try GradientBoostingRegressor(options: options).train(
      training: rows, validation: rows, threads: 1
    ) { reports.append($0) }
    #expect(reports.map(\.round) == [1, 2, 3, 4])
    #expect(reports.allSatisfy { $0.task == "t0" && $0.maximumRounds == 4 })
    #expect(reports[0].isBest && reports[0].validationMetric != nil)
  }

  @Test func withoutEarlyStoppingNoValidationRowsAreNeeded() throws {
    let rows = randomRows(seed: 17, rows: 60, features: 3)
    let none = LabelledRows(
      input: rows.input.selecting(rows: []), targets: rows.targets.selecting(rows: []))
    let model = try fit(rows, none) {
      $0.maximumRounds = 3
      $0.earlyStoppingRounds = nil
    }
    #expect(model.ensembles[0].trees.count == 3 && model.logs[0].entries[2].validationLoss == nil)
    #expect(throws: EstimatorError.noValidationRows(task: "t0")) { try fit(rows, none) }
  }

  @Test func badInputIsRefused() throws {
    let rows = labelled([[1, 2]], [[0, 1]])
    #expect(throws: EstimatorError.nonFiniteFeature(name: "x0", row: 1)) {
      try fit(labelled([[1, .nan]], [[0, 1]]), rows)
    }
    #expect(throws: EstimatorError.noTrainingRows(task: "t0")) {
      try fit(labelled([[1, 2]], [[nil, nil]]), rows)
    }
    let outside = GradientBoostingError.targetOutOfRange(
      task: "t0", row: 1, value: 2, expected: "a value from 0 to 1")
    #expect(throws: outside) {
      try fit(labelled([[1, 2]], [[0, 2]]), rows) { $0.objective = .logistic }
    }
    #expect(
      outside.description
        == "task 't0', row 1: target 2.0; expected a value from 0 to 1. "
        + "Choose another objective or transform the target.")
    let model = try fit(rows, rows)
    #expect(throws: EstimatorError.featureMismatch(position: 0, expected: "x0", found: "gc")) {
      try model.predict(
        FeatureMatrix(rowCount: 1, names: ["gc"], values: [1]), threads: 1)
    }
  }
}

/// Trains with changed defaults.
func fit(
  _ training: LabelledRows<FeatureMatrix>, _ validation: LabelledRows<FeatureMatrix>,
  threads: Int = 1, _ change: (inout GradientBoostingOptions) -> Void = { _ in }
) throws -> BoostedTrees {
  var options = GradientBoostingOptions()
  change(&options)
  return try GradientBoostingRegressor(options: options).fit(
    training: training, validation: validation, threads: threads)
}

/// Rows with features x0, x1, … and tasks t0, t1, ….
func labelled(_ columns: [[Float]], _ targets: [[Double?]]) -> LabelledRows<FeatureMatrix> {
  LabelledRows(
    input: FeatureMatrix(
      rowCount: columns[0].count, names: columns.indices.map { "x\($0)" },
      values: columns.flatMap { $0 }),
    targets: TargetMatrix(tasks: targets.indices.map { "t\($0)" }, values: targets))
}

/// Uniform features; the target is 4·x0 − 2·x1·x2 and noise.
func randomRows(seed: UInt64, rows: Int, features: Int) -> LabelledRows<FeatureMatrix> {
  var generator = SeededGenerator(Seed(seed))
  let columns = (0..<features).map { _ in (0..<rows).map { _ in Float(generator.uniform()) } }
  let target: [Double?] = (0..<rows).map { row in
    let rise = 4 * Double(columns[0][row])
    let fall = 2 * Double(columns[1][row]) * Double(columns[2][row])
    return rise - fall + generator.uniform()
  }
  return labelled(columns, [target])
}

/// Features of few values and targets in sixteenths whose mean is a sixteenth too.
func dyadicRows(seed: UInt64, rows: Int, features: Int) -> LabelledRows<FeatureMatrix> {
  var generator = SeededGenerator(Seed(seed))
  let columns = (0..<features).map { _ in
    (0..<rows).map { _ in Float(generator.index(below: 30)) / 8 }
  }
  var sixteenths: [Int] = (0..<rows).map { row in
    let rise = Int(columns[0][row] * 32)
    let fall = Int(columns[1][row] * columns[2][row] * 16)
    return rise - fall + generator.index(below: 16)
  }
  while sixteenths.reduce(0, +) % rows != 0 { sixteenths[0] += 1 }
  return labelled(columns, [sixteenths.map { Double($0) / 16 }])
}
