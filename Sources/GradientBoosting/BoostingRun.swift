import Estimators
import Sharding
import Statistics

/// One task that is boosted round by round.
struct BoostingRun {
  let task: String
  let options: GradientBoostingOptions
  let threads: Int
  /// Features of all training rows; those of the task are `rows`.
  let training: FeatureMatrix
  let rows: [Int]
  let targets: [Float]
  /// One weight per row in `rows`; nil when all count alike.
  let weights: [Float]?
  let validation: FeatureMatrix
  let validationRows: [Int]
  let monitor: ValidationMonitor

  private static let shardRows = 4096

  /// What a run leaves behind.
  struct Outcome {
    let ensemble: TreeEnsemble
    let log: TrainingLog
  }

  func run(grower: TreeGrower, progress: BoostingProgressHandler?) throws -> Outcome {
    let objective = options.objective
    let baseScore = objective.baseScore(
      of: targets.map { Double($0) }, weights: weights?.map { Double($0) })
    let base = objective.margin(ofPrediction: baseScore)
    var ensemble = TreeEnsemble(
      objective: objective, baseScore: baseScore, trees: [], featureNames: training.names)
    var log = TrainingLog(task: task, monitoredMetric: options.monitoredMetric.rawValue)
    var margins = [Float](repeating: base, count: rows.count)
    var validationMargins = [Float](repeating: base, count: validationRows.count)
    var gradients = [GradientPair](repeating: GradientPair(0, 0), count: rows.count)
    var best: (metric: Double, trees: Int)?
    var learningRate = options.learningRate
    for round in 0..<options.maximumRounds {
      objective.writeGradients(
        margins: margins, targets: targets, weights: weights, into: &gradients)
      let grown = try grower.grow(
        gradients: gradients, rows: sampledRows(round: round),
        allowed: sampledFeatures(round: round), learningRate: Float(learningRate))
      learningRate *= options.learningRateDecay
      try advance(&margins, by: grown)
      try advance(&validationMargins, by: grown.tree)
      ensemble.trees.append(grown.tree)
      let metric = monitor.value(margins: validationMargins)
      let isBest = metric.map { monitor.isImprovement($0, over: best?.metric) } ?? false
      if isBest, let metric { best = (metric, ensemble.trees.count) }
      log.append(
        TrainingLogEntry(
          trainingLoss: objective.meanLoss(
            margins: margins, targets: targets, weights: weights),
          validationLoss: monitor.loss(margins: validationMargins), validationMetric: metric),
        isBest: isBest)
      progress?(
        BoostingProgress(
          task: task, round: round + 1, maximumRounds: options.maximumRounds,
          validationMetric: metric, isBest: isBest))
      if let patience = options.earlyStoppingRounds,
        ensemble.trees.count - (best?.trees ?? 0) >= patience
      {
        log.stoppedEarly = round + 1 < options.maximumRounds
        break
      }
    }
    if options.earlyStoppingRounds != nil {
      ensemble.trees.removeLast(ensemble.trees.count - (best?.trees ?? 0))
    }
    return Outcome(ensemble: ensemble, log: log)
  }

  /// The training rows of a round, ascending; all of them when the draw is empty.
  private func sampledRows(round: Int) -> [UInt32] {
    let all = (0..<rows.count).map { UInt32($0) }
    if options.rowSubsample == 1 { return all }
    var generator = SeededGenerator(options.seed.derived(task).derived("row subsample", round))
    let drawn = all.filter { _ in generator.uniform() < options.rowSubsample }
    return drawn.isEmpty ? all : drawn
  }

  private func sampledFeatures(round: Int) -> [Bool] {
    let count = training.featureCount
    if options.columnSubsample == 1 { return [Bool](repeating: true, count: count) }
    var generator = SeededGenerator(
      options.seed.derived(task).derived("column subsample", round))
    let wanted = max(1, Int((Double(count) * options.columnSubsample).rounded()))
    var allowed = [Bool](repeating: false, count: count)
    for feature in generator.permutation(count).prefix(wanted) { allowed[feature] = true }
    return allowed
  }

  /// Adds a tree to the margins of the training rows: by leaf where the tree saw them, by descent
  /// where it did not.
  private func advance(_ margins: inout [Float], by grown: GrownTree) throws {
    if grown.rows.count < rows.count {
      let values = try treeValues(grown.tree, training, rows)
      for row in margins.indices { margins[row] += values[row] }
      return
    }
    for leaf in grown.leaves {
      let value = grown.tree.conditions[leaf.node]
      for position in leaf.positions { margins[Int(grown.rows[position])] += value }
    }
  }

  private func advance(_ margins: inout [Float], by tree: RegressionTree) throws {
    let values = try treeValues(tree, validation, validationRows)
    for row in margins.indices { margins[row] += values[row] }
  }

  private func treeValues(
    _ tree: RegressionTree, _ matrix: FeatureMatrix, _ rows: [Int]
  ) throws -> [Float] {
    let shards = (rows.count + Self.shardRows - 1) / Self.shardRows
    return try shardedMap(shards: shards, threads: threads) { shard in
      let range = (shard * Self.shardRows)..<min((shard + 1) * Self.shardRows, rows.count)
      return range.map {
        tree.value(matrix.values, rowCount: matrix.rowCount, row: rows[$0])
      }
    }.flatMap { $0 }
  }
}
