internal import Estimators
internal import GenomicTypes
internal import Sharding
internal import Statistics
internal import TensorKernels

/// One training run: epochs of shuffled batches, validation, early stopping, checkpoints.
///
/// Every draw is keyed by (seed, purpose, epoch, step or row), so a resumed run continues with the
/// same numbers, and no result depends on the number of threads.
final class TrainingRun {
  /// Batches over which the statistics of normalised layers are measured after an epoch.
  private static let calibrationBatches = 16

  let options: ConvolutionalNetworkOptions
  let training: TrainingData
  let validation: TrainingData
  let scaling: [TaskScaling]
  let engine: NetworkEngine
  let optimizer: NetworkOptimizer
  let checkpointFolder: String?
  let report: (TrainingEvent) -> Void
  private let seed: Seed

  var history = TrainingHistory()
  var warnings: [TrainingWarning] = []
  var bestParameters: [Float]
  var bestStatistics: [Float]

  init(
    options: ConvolutionalNetworkOptions, training: TrainingData, validation: TrainingData,
    scaling: [TaskScaling], threads: Int, checkpointFolder: String?,
    report: @escaping (TrainingEvent) -> Void
  ) throws {
    self.options = options
    self.training = training
    self.validation = validation
    self.scaling = scaling
    self.checkpointFolder = checkpointFolder
    self.report = report
    seed = Seed(options.seed)
    let lengths = training.lengths + validation.lengths
    let architecture = NetworkArchitecture(
      options: options, lengths: lengths, taskCount: scaling.count)
    engine = try NetworkEngine(
      architecture: architecture, lengths: lengths,
      capacity: max(options.training.batchSize, OverfitCheck.fragments), threads: threads)
    optimizer = try NetworkOptimizer(options: options.training, engine: engine)
    bestParameters = engine.layout.initialParameters(seed: seed)
    bestStatistics = engine.layout.initialStatistics
  }

  /// Trains, or continues from the checkpoint of the folder when `resume` is true and there is
  /// one, and leaves the best weights in the engine.
  func run(resume: Bool) throws {
    let resumed = resume ? try restore() : false
    if !resumed {
      if options.training.overfitCheck { try check() }
      engine.parameters.write(bestParameters)
      engine.statistics.write(bestStatistics)
      optimizer.reset()
    }
    while history.epochs.count < options.training.maximumEpochs,
      !history.isExhausted(patience: options.training.patience)
    {
      try runEpoch(history.epochs.count + 1)
      try saveCheckpoint()
    }
    if history.bestEpoch == nil { keepBest() }
    engine.parameters.write(bestParameters)
    engine.statistics.write(bestStatistics)
    try collectWarnings()
  }

  private func check() throws {
    engine.parameters.write(bestParameters)
    engine.statistics.write(bestStatistics)
    let check = OverfitCheck(engine: engine, optimizer: optimizer, data: training)
    guard let outcome = try check.run(seed: seed) else { return }
    guard outcome.passed else { throw ConvolutionalNetworkError.overfitCheckFailed(outcome) }
    report(.overfitCheckPassed(outcome))
  }

  private func runEpoch(_ epoch: Int) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let loss = try trainEpoch(epoch) { (clock.now - start) / .seconds(1) }
    try calibrate(epoch)
    let (validationLoss, spearman) = try validate(epoch)
    let defined = spearman.compactMap { $0 }
    let record = EpochRecord(
      epoch: epoch, learningRate: optimizer.rate, trainingLoss: loss,
      validationLoss: validationLoss, spearman: spearman,
      meanSpearman: defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count))
    lowerRateOnPlateau(after: record)
    let isBest = record.meanSpearman.map { $0 > (history.bestSpearman ?? -2) } ?? false
    history.epochs.append(record)
    if isBest {
      history.bestEpoch = epoch
      keepBest()
    }
    report(.epoch(record, seconds: (clock.now - start) / .seconds(1), isBest: isBest))
  }

  /// The batches of an epoch: all rows in a new order, in parts whose sizes differ by at most one.
  private func batches(of epoch: Int) -> [[Int]] {
    var generator = SeededGenerator(seed.derived("shuffle", epoch))
    let order = generator.permutation(training.rows.count).map { training.rows[$0] }
    let size = options.training.batchSize
    return shardRanges(count: order.count, shards: (order.count + size - 1) / size)
      .map { Array(order[$0]) }
  }

  /// Replaces the running statistics by means over batches with the weights as they are now.
  ///
  /// The running averages of training lag behind weights that still move, which shifts and scales
  /// predictions (Wu and Johnson 2021, arXiv 2105.07576). Without dropout, as in evaluation.
  private func calibrate(_ epoch: Int) throws {
    guard engine.layout.statisticsCount > 0 else { return }
    for (index, rows) in batches(of: epoch).prefix(Self.calibrationBatches).enumerated() {
      try engine.load(rows.map { codes(ofTrainingRow: $0, epoch: epoch) })
      try engine.forward(.calibration(momentum: 1 / Double(index + 1)))
    }
  }

  private func trainEpoch(_ epoch: Int, seconds: () -> Double) throws -> Double {
    let batches = batches(of: epoch)
    var total = 0.0
    var done = 0
    for (index, rows) in batches.enumerated() {
      if Task.isCancelled { throw ConvolutionalNetworkError.cancelled(epoch: epoch) }
      total += try trainStep(rows, epoch: epoch, step: index) * Double(rows.count)
      done += rows.count
      report(
        .batch(
          BatchProgress(
            epoch: epoch, batch: index + 1, batches: batches.count,
            fragments: training.rows.count,
            fragmentsPerSecond: Double(done) / max(seconds(), 1e-9),
            trainingLoss: total / Double(done))))
    }
    return total / Double(max(1, done))
  }

  private func trainStep(_ rows: [Int], epoch: Int, step: Int) throws -> Double {
    let mode = PassMode.training(DropoutKey(seed: seed, epoch: epoch, step: step))
    try engine.load(rows.map { codes(ofTrainingRow: $0, epoch: epoch) })
    try engine.forward(mode)
    let predictions = engine.predictions.slice(at: 0, count: rows.count * scaling.count)
    let error = MaskedSquaredError(
      predictions: predictions.values, rows: rows, targets: training.targets)
    guard error.loss.isFinite else { throw notFinite(epoch: epoch, step: step + 1) }
    engine.predictionGradient.write(error.gradient)
    try engine.backward(mode)
    try optimizer.apply()
    return error.loss
  }

  private func codes(ofTrainingRow row: Int, epoch: Int) -> [UInt8] {
    let flips =
      options.strandMode != .none
      && seed.derived("augment", epoch, row).value & 1 == 1
    return flips
      ? training.sequences.reverseComplementCodes(at: row) : training.sequences.codes(at: row)
  }

  func notFinite(epoch: Int, step: Int) -> ConvolutionalNetworkError {
    .notFinite(
      layer: engine.firstLayerNotFinite() ?? "output", epoch: epoch, step: step,
      checkpoint: history.epochs.isEmpty
        ? nil : checkpointFolder.map { TrainingCheckpoint.path(in: $0) })
  }

  private func lowerRateOnPlateau(after record: EpochRecord) {
    guard let rule = options.training.plateauDecay, let before = history.epochs.last else { return }
    let gain = (before.trainingLoss - record.trainingLoss) / max(before.trainingLoss, 1e-300)
    if gain < rule.threshold { optimizer.rate *= rule.factor }
  }

  private func keepBest() {
    bestParameters = engine.parameters.values
    bestStatistics = engine.statistics.values
  }
}
