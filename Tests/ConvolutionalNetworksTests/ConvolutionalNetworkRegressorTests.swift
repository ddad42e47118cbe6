import ConvolutionalNetworks
import Estimators
import GenomicTypes
import Statistics
import Synchronization
import TestSupport
import Testing

@Suite struct ConvolutionalNetworkRegressorTests {
  private func spearman(
    _ network: FittedConvolutionalNetwork, _ rows: LabelledRows<SequenceCollection>
  ) throws -> Double {
    let predictions = try network.predict(rows.input, threads: 1)
    let pairs = completePairs(predictions[0].map { $0 }, rows.targets.values[0])
    return try #require(spearmanCorrelation(pairs.x, pairs.y))
  }

  @Test func aPlantedMotifIsLearned() throws {
    let motifs = PlantedMotifs()
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions()).fit(
      training: motifs.rows(800, seed: 1), validation: motifs.rows(200, seed: 2), threads: 1)
    #expect(try spearman(network, motifs.rows(300, seed: 3)) > 0.8)
    #expect(network.warnings.isEmpty)
    let history = network.history
    let best = try #require(history.bestEpoch)
    #expect(history.epochs.allSatisfy { ($0.meanSpearman ?? -1) <= (history.bestSpearman ?? 0) })
    #expect(history.epochs[best - 1].spearman.count == 1)
  }

  // With He's weights in the normalised layers this network learns the rows by heart instead.
  @Test func aMotifIsFoundInLongNoisyFragments() throws {
    var motifs = PlantedMotifs()
    motifs.lengths = 300...300
    motifs.noise = 1
    var options = ConvolutionalNetworkOptions.small
    for index in options.blocks.indices { options.blocks[index].filters = 24 }
    options.training.overfitCheck = false
    options.training.maximumEpochs = 3
    let network = try ConvolutionalNetworkRegressor(options: options).fit(
      training: motifs.rows(3000, seed: 1), validation: motifs.rows(300, seed: 2), threads: 1)
    // A perfect model reaches √(1.25 / 2.25) = 0.75.
    let found = try spearman(network, motifs.rows(600, seed: 3))
    #expect(found > 0.55)
  }

  @Test func shuffledLabelsTeachNothing() throws {
    let motifs = PlantedMotifs()
    let rows = motifs.rows(800, seed: 1)
    var generator = SeededGenerator(Seed(5))
    let shuffled = LabelledRows(
      input: rows.input,
      targets: rows.targets.selecting(rows: generator.permutation(800)))
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions(epochs: 4)).fit(
      training: shuffled, validation: motifs.rows(200, seed: 2), threads: 1)
    // The validation rows choose the best of four epochs of chance; test rows did not. The
    // standard error for 1000 rows is 0.032; chance models may still lean to or against a motif.
    #expect(abs(try spearman(network, motifs.rows(1000, seed: 3))) < 0.3)
  }

  @Test func targetsKeepTheirUnit() throws {
    let motifs = PlantedMotifs()
    let plain = motifs.rows(300, seed: 1)
    let shifted = LabelledRows(
      input: plain.input,
      targets: TargetMatrix(
        tasks: ["cell0"], values: plain.targets.values.map { $0.map { $0.map { $0 * 8 + 512 } } }))
    let regressor = ConvolutionalNetworkRegressor(options: tinyOptions(epochs: 2))
    let first = try regressor.fit(training: plain, validation: plain, threads: 1)
    let second = try regressor.fit(training: shifted, validation: shifted, threads: 1)
    let a = try first.predict(plain.input, threads: 1)[0]
    let b = try second.predict(plain.input, threads: 1)[0]
    // Standardised targets agree up to rounding, which two epochs of training may amplify.
    #expect(zip(a, b).allSatisfy { abs($0 * 8 + 512 - $1) < 0.05 })
  }

  @Test func threadsDoNotChangeAByte() throws {
    var motifs = PlantedMotifs()
    motifs.lengths = 30...90
    var options = tinyOptions(epochs: 2)
    options.training.overfitCheck = true
    options.training.maximumNorm = 3
    options.training.gradientClip = 1
    let (training, validation) = (motifs.rows(200, seed: 1), motifs.rows(60, seed: 2))
    let regressor = ConvolutionalNetworkRegressor(options: options)
    let files = try [1, 2, 5].map { threads in
      try withTemporaryFolder { folder in
        try regressor.fit(training: training, validation: validation, threads: threads)
          .write(to: folder)
        return try bytes(in: folder)
      }
    }
    #expect(files[0].count == 2)
    #expect(files[0] == files[1] && files[0] == files[2])
  }

  @Test(arguments: [NetworkHead.flatten(canvasLength: nil), .globalAverageAndMax])
  func predictionsDoNotDependOnBatchMates(_ head: NetworkHead) throws {
    var motifs = PlantedMotifs()
    motifs.lengths = 10...120
    let training = motifs.rows(128, seed: 1)
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions(head: head, epochs: 2))
      .fit(training: training, validation: training, threads: 1)
    let all = try network.predict(training.input, threads: 2, batchSize: 64)[0]
    for batchSize in [1, 8, 1000] {
      let other = try network.predict(training.input, threads: 1, batchSize: batchSize)[0]
      #expect(zip(all, other).allSatisfy { abs($0 - $1) < 1e-5 }, "batch \(batchSize)")
    }
    let few = [5, 77, 3]
    let alone = try network.predict(training.input.selecting(few), threads: 1)[0]
    #expect(zip(few, alone).allSatisfy { abs(all[$0] - $1) < 1e-5 })
    #expect(try network.predict(SequenceCollection(), threads: 1) == [[]])
  }

  @Test func severalTasksWithMissingTargetsTrainTogether() throws {
    let motifs = PlantedMotifs()
    let rows = motifs.rows(800, seed: 1, tasks: 2)
    var values = rows.targets.values
    for row in stride(from: 0, to: 800, by: 2) { values[1][row] = nil }
    values[0][1] = nil
    let training = LabelledRows(
      input: rows.input, targets: TargetMatrix(tasks: rows.targets.tasks, values: values))
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions()).fit(
      training: training, validation: motifs.rows(200, seed: 2, tasks: 2), threads: 1)
    let test = motifs.rows(300, seed: 3, tasks: 2)
    let predictions = try network.predict(test.input, threads: 1)
    for task in 0..<2 {
      let r = spearmanCorrelation(predictions[task], test.targets.values[task].compactMap { $0 })
      #expect(try #require(r) > 0.75, "task \(task)")
    }
    #expect(network.tasks == ["cell0", "cell1"])
  }

  @Test func posthocPredictionsAreTheSameForBothStrands() throws {
    let motifs = PlantedMotifs()
    let rows = motifs.rows(200, seed: 1)
    var options = tinyOptions(head: .flatten(canvasLength: nil), epochs: 2)
    options.strand = .symmetric
    options.strandMode = .posthoc
    let network = try ConvolutionalNetworkRegressor(options: options).fit(
      training: rows, validation: rows, threads: 1)
    var reversed = SequenceCollection()
    for row in 0..<rows.input.count {
      reversed.append(codes: rows.input.reverseComplementCodes(at: row))
    }
    let forward = try network.predict(rows.input, threads: 1)[0]
    let reverse = try network.predict(reversed, threads: 1)[0]
    #expect(zip(forward, reverse).allSatisfy { abs($0 - $1) < 1e-6 })
    options.strandMode = .augment
    let augmented = try ConvolutionalNetworkRegressor(options: options).fit(
      training: rows, validation: rows, threads: 1)
    let single = try augmented.predict(rows.input, threads: 1)[0]
    let other = try augmented.predict(reversed, threads: 1)[0]
    #expect(zip(single, other).contains { abs($0 - $1) > 1e-3 })
  }

  @Test func progressReportsEveryBatchAndEpoch() throws {
    let rows = PlantedMotifs().rows(100, seed: 1)
    var batches: [BatchProgress] = []
    var epochs: [EpochRecord] = []
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions(epochs: 2)).train(
      training: rows, validation: rows, threads: 1
    ) { event in
      switch event {
      case .batch(let progress): batches.append(progress)
      case .epoch(let record, let seconds, _):
        epochs.append(record)
        #expect(seconds > 0)
      default: break
      }
    }
    #expect(batches.map(\.batch) == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(batches.allSatisfy { $0.batches == 4 && $0.fragmentsPerSecond > 0 })
    #expect(epochs == network.history.epochs)
  }

  @Test func trainingStopsWhenPatienceIsExhausted() throws {
    let rows = PlantedMotifs().rows(60, seed: 1)
    var options = tinyOptions(epochs: 50)
    // A rate so small that nothing improves after the first epochs.
    options.training.optimizer = .rmsprop(learningRate: 1e-12, decay: 0.9, epsilon: 1)
    options.training.patience = 2
    let network = try ConvolutionalNetworkRegressor(options: options).fit(
      training: rows, validation: rows, threads: 1)
    let best = try #require(network.history.bestEpoch)
    #expect(network.history.epochs.count == best + 2 || network.history.epochs.count == 50)
    #expect(best < 50)
  }

  @Test func theLearningRateFallsOnAPlateau() throws {
    let rows = PlantedMotifs().rows(60, seed: 1)
    var options = tinyOptions(epochs: 3)
    options.training.plateauDecay = PlateauDecay(factor: 0.5, threshold: 2)
    let network = try ConvolutionalNetworkRegressor(options: options).fit(
      training: rows, validation: rows, threads: 1)
    // A loss cannot fall by twice itself, so the rate halves after every epoch but the first.
    #expect(network.history.epochs.map(\.learningRate) == [5e-3, 5e-3, 2.5e-3])
  }

  @Test func anAutomaticHeadFollowsTheLengths() throws {
    let regressor = ConvolutionalNetworkRegressor(options: tinyOptions(head: .automatic, epochs: 1))
    let equal = PlantedMotifs().rows(40, seed: 1)
    let fixed = try regressor.fit(training: equal, validation: equal, threads: 1)
    #expect(fixed.headDescription == "flatten (5 positions)")
    #expect(fixed.longestFragment == 80)
    var motifs = PlantedMotifs()
    motifs.lengths = 20...80
    let ragged = motifs.rows(40, seed: 1)
    let free = try regressor.fit(training: ragged, validation: ragged, threads: 1)
    #expect(free.headDescription == "global sum and maximum")
    #expect(free.longestFragment == nil)
  }
}
