import Estimators
import GradientBoosting
import Statistics
import Testing

@Suite struct GradientBoostingRegressorWeightsTests {
  @Test func oneSplitOnFourWeightedRows() throws {
    // Weights 1, 3, 3, 1; base (0·4 + 4·4)/8 = 2; leaves −(1·2 + 3·2)/4 = −2 and +2, Hessians 4;
    // gain 64/4 + 64/4 = 32.
    let rows = labelled([[0, 0, 1, 1]], [[0, 0, 4, 4]]).weighted(by: [1, 3, 3, 1])
    let model = try fit(rows, rows) {
      $0.learningRate = 1
      $0.l2Penalty = 0
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }
    let tree = model.ensembles[0].trees[0]
    #expect(model.ensembles[0].baseScore == 2)
    #expect(tree.conditions == [1, -2, 2] && tree.gains == [32, 0, 0])
    #expect(tree.hessianSums == [8, 4, 4])
  }

  @Test func theLeastChildWeightCountsWeights() throws {
    let rows = labelled([[0, 0, 1, 1]], [[0, 0, 4, 4]]).weighted(by: [0.5, 0.25, 1, 1])
    for (least, leaves) in [(0.75, 2), (0.76, 1)] {
      let model = try fit(rows, rows) {
        $0.minimumChildWeight = least
        $0.maximumRounds = 1
        $0.earlyStoppingRounds = nil
      }
      #expect(model.ensembles[0].trees[0].leafCount == leaves)
    }
  }

  // Targets and weights are dyadic and one round is trained, so sums are exact in any order.
  @Test(arguments: 0..<6) func aRowOfWeightTwoIsTheRowTwice(seed: UInt64) throws {
    let rows = dyadicRows(seed: 40 + seed, rows: 256, features: 9)
    var generator = SeededGenerator(Seed(seed))
    var counts = (0..<256).map { _ in generator.index(below: 4) }
    // The mean must be exact too: 512 rows in all.
    while counts.reduce(0, +) != 512 {
      let row = generator.index(below: 256)
      counts[row] = min(3, max(0, counts[row] + (counts.reduce(0, +) < 512 ? 1 : -1)))
    }
    let repeated = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    let once = rows.weighted(by: counts.map(Double.init))
    let many = rows.selecting(repeated)
    for least in [0.0, 5] {
      let models = try [once, many].map { rows in
        try fit(rows, rows) {
          $0.minimumChildWeight = least
          $0.maximumRounds = 1
          $0.earlyStoppingRounds = nil
        }
      }
      #expect(models[0].ensembles[0].trees[0].leafCount > 10)
      #expect(models[0].ensembles == models[1].ensembles, "seed \(seed)")
    }
  }

  @Test(arguments: BoostingMetric.allCases)
  func wholeRunsWithEarlyStoppingAgreeWithRepeatedRows(metric: BoostingMetric) throws {
    let training = dyadicRows(seed: 51, rows: 300, features: 8)
    let validation = dyadicRows(seed: 52, rows: 150, features: 8)
    var generator = SeededGenerator(Seed(6))
    let counts = (0..<300).map { _ in generator.index(below: 3) }
    let judged = (0..<150).map { _ in generator.index(below: 3) }
    func repeated(_ counts: [Int]) -> [Int] {
      counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    }
    let once = try fit(
      training.weighted(by: counts.map(Double.init)),
      validation.weighted(by: judged.map(Double.init))
    ) { $0.monitoredMetric = metric }
    let many = try fit(
      training.selecting(repeated(counts)), validation.selecting(repeated(judged))
    ) { $0.monitoredMetric = metric }
    let rounds = min(once.logs[0].entries.count, many.logs[0].entries.count, 5)
    for (a, b) in zip(once.logs[0].entries.prefix(rounds), many.logs[0].entries.prefix(rounds)) {
      #expect(abs(a.trainingLoss - b.trainingLoss) < 1e-4)
      #expect(abs((a.validationLoss ?? 0) - (b.validationLoss ?? 0)) < 1e-4)
      #expect(abs((a.validationMetric ?? 0) - (b.validationMetric ?? 0)) < 1e-4)
    }
  }

  @Test func weightsOfAllOneChangeNothing() throws {
    let rows = randomRows(seed: 31, rows: 300, features: 6)
    let ones = rows.weighted(by: [Double](repeating: 1, count: 300))
    let plain = try fit(rows, rows)
    #expect(try fit(ones, ones) == plain)
  }

  @Test func equalWeightsWithoutPenaltiesChangeNoPrediction() throws {
    // Weights of a power of two scale every sum exactly; gains scale with them.
    let rows = randomRows(seed: 32, rows: 300, features: 6)
    let quarters = rows.weighted(by: [Double](repeating: 0.25, count: 300))
    let models = try [rows, quarters].map { rows in
      try fit(rows, rows) {
        $0.l2Penalty = 0
        $0.minimumChildWeight = 0
        $0.maximumRounds = 10
        $0.earlyStoppingRounds = nil
      }
    }
    #expect(
      try models[0].predict(rows.input, threads: 1) == models[1].predict(rows.input, threads: 1))
    #expect(
      models[1].ensembles[0].trees[0].gains[0] == models[0].ensembles[0].trees[0].gains[0] / 4)
  }

  @Test func aRowOfWeightZeroIsAbsent() throws {
    let rows = randomRows(seed: 33, rows: 300, features: 6)
    var generator = SeededGenerator(Seed(3))
    let weights = (0..<300).map { $0 % 3 == 1 ? 0 : 0.1 + generator.uniform() }
    let kept = weights.indices.filter { weights[$0] > 0 }
    let all = rows.weighted(by: weights)
    let few = rows.selecting(kept).weighted(by: kept.map { weights[$0] })
    for metric in BoostingMetric.allCases {
      let models = try [all, few].map { try fit($0, $0) { $0.monitoredMetric = metric } }
      #expect(models[0] == models[1])
    }
  }

  @Test func tasksOfDifferentWeightsAreTrainedEachByItself() throws {
    let rows = randomRows(seed: 34, rows: 300, features: 6)
    let values = rows.targets.values[0]
    var generator = SeededGenerator(Seed(4))
    let weights = (0..<300).map { _ in 0.05 + generator.uniform() }
    let both = LabelledRows(
      input: rows.input,
      targets: TargetMatrix(
        tasks: ["t0", "t1"], values: [values, values],
        weights: [[Double](repeating: 1, count: 300), weights]))
    let joint = try fit(both, both)
    let weighted = rows.weighted(by: weights)
    #expect(joint.ensembles[0] == (try fit(rows, rows)).ensembles[0])
    #expect(joint.ensembles[1] == (try fit(weighted, weighted)).ensembles[0])
    #expect(joint.ensembles[0] != joint.ensembles[1])
  }

  @Test func threadsDoNotChangeWeightedTrees() throws {
    var generator = SeededGenerator(Seed(5))
    let weights = (0..<900).map { _ in 0.05 + generator.uniform() }
    let training = randomRows(seed: 35, rows: 900, features: 37).weighted(by: weights)
    let validation = randomRows(seed: 36, rows: 300, features: 37)
      .weighted(by: Array(weights[..<300]))
    for growth in [TreeGrowth.depthWise, .lossGuided(maximumLeaves: 12)] {
      let models = try [1, 2, 5].map { threads in
        try fit(training, validation, threads: threads) {
          $0.growth = growth
          $0.rowSubsample = 0.8
          $0.columnSubsample = 0.5
        }
      }
      #expect(models[0] == models[1] && models[0] == models[2])
    }
  }

  @Test func noisyRowsThatCountLessAreLearnedFromBetter() throws {
    var wins = 0
    for seed in 0..<10 as Range<UInt64> {
      let clean = randomRows(seed: 200 + seed, rows: 1400, features: 6)
      var generator = SeededGenerator(Seed(seed))
      let weights = (0..<1400).map { _ in generator.uniform() < 1.0 / 3 ? 1.0 : 0.02 }
      let values = clean.targets.values[0].enumerated().map { row, value in
        // Twelve uniform draws: mean 6, variance 1.
        let draw = (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
        return value.map { $0 + 0.5 * draw / weights[row].squareRoot() }
      }
      let noisy = LabelledRows(
        input: clean.input,
        targets: TargetMatrix(tasks: ["t0"], values: [values], weights: [weights]))
      let test = Array(800..<1400)
      func error(_ rows: LabelledRows<FeatureMatrix>) throws -> Double {
        let model = try fit(
          rows.selecting(Array(0..<500)), rows.selecting(Array(500..<800))
        ) {
          $0.monitoredMetric = .loss
          $0.maximumDepth = 3
        }
        let predicted = try model.predict(clean.input.selecting(rows: test), threads: 1)[0]
        return zip(predicted, test).reduce(0) { sum, pair in
          let error = pair.0 - (clean.targets.values[0][pair.1] ?? 0)
          return sum + error * error
        }
      }
      let plain = LabelledRows(input: noisy.input, targets: noisy.targets.unweighted)
      if try error(noisy) < error(plain) { wins += 1 }
    }
    #expect(wins >= 9, "better in \(wins) of 10")
  }

  @Test func badWeightsAreRefused() throws {
    let good = labelled([[1, 2]], [[0, 1]]).weighted(by: [1, 0.5])
    let bad = labelled([[1, 2]], [[0, 1]]).weighted(by: [1, -1])
    let none = labelled([[1, 2]], [[0, 1]]).weighted(by: [0, 0])
    let problem = EstimatorError.unusableWeight(task: "t0", row: 1, value: -1)
    #expect(throws: problem) { try fit(bad, good) }
    #expect(throws: problem) { try fit(good, bad) }
    #expect(throws: EstimatorError.noPositiveWeight(task: "t0", rows: 2)) { try fit(none, good) }
    #expect(throws: EstimatorError.noPositiveWeight(task: "t0", rows: 2)) { try fit(good, none) }
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

  func selecting(_ rows: [Int]) -> Self {
    LabelledRows(input: input.selecting(rows: rows), targets: targets.selecting(rows: rows))
  }
}
