internal import GenomicTypes
internal import Statistics
internal import TensorKernels

/// The outcome of the overfit-one-batch check.
public struct OverfitReport: Hashable, Sendable, Codable {
  /// Fragments of the batch.
  public let fragments: Int
  /// Steps taken.
  public let steps: Int
  /// Mean over tasks of Pearson's r between predictions and targets; nil when undefined.
  public let correlation: Double?
  /// Mean over tasks of the mean squared error as a share of the variance in the batch.
  public let lossShare: Double
  /// Share of the values handed to the output layer that are zero.
  public let silentShare: Double

  /// r > 0.99 and loss below 1 % of the variance.
  public var passed: Bool { (correlation ?? 0) > 0.99 && lossShare < 0.01 }

  var message: String {
    let r = correlation.map { "\(rounded($0))" } ?? "undefined (constant predictions)"
    var causes: [String] = []
    if silentShare > 0.98 { causes.append("dead ReLUs: lower the learning rate") }
    causes.append("a learning rate that is too high or too low")
    causes.append("too few filters or units")
    return "overfit check: after \(steps) steps on \(fragments) fragments r is \(r) and the loss "
      + "is \(rounded(lossShare * 100)) % of the variance; expected r > 0.99 and less than 1 %. "
      + "Likely causes: \(causes.joined(separator: "; ")). The check can be switched off."
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

/// Asks whether the network can learn one batch by heart, before time is spent on a run: dropout,
/// penalties, weights, clip and max-norm off, at most 64 fragments with different sequences, 500
/// steps.
struct OverfitCheck {
  static let fragments = 64
  static let steps = 500

  let engine: NetworkEngine
  let optimizer: NetworkOptimizer
  let data: TrainingData

  /// Runs the check; nil when there are fewer than four different fragments with targets that
  /// differ. The weights of the engine are left in disorder.
  func run(seed: Seed) throws -> OverfitReport? {
    let rows = differentRows(seed: seed)
    let variances = (0..<data.targets.taskCount).map { variance(task: $0, rows: rows) }
    guard rows.count >= 4, variances.contains(where: { ($0 ?? 0) > 1e-12 }) else { return nil }
    optimizer.reset()
    // A row of small weight would be learned late, which says nothing about the network.
    let targets = data.targets.unweighted
    try engine.load(rows.map { data.sequences.codes(at: $0) })
    var report: OverfitReport?
    for step in 1...Self.steps {
      try engine.forward(.training(nil))
      let predictions = engine.predictions.slice(at: 0, count: rows.count * variances.count)
      let error = MaskedSquaredError(
        predictions: predictions.values, rows: rows, targets: targets)
      if !error.loss.isFinite {
        throw ConvolutionalNetworkError.notFinite(
          layer: engine.firstLayerNotFinite() ?? "output", epoch: 0, step: step, checkpoint: nil)
      }
      let latest = self.report(
        rows, predictions.values, error, variances: variances, steps: step)
      report = latest
      if latest.passed { break }
      engine.predictionGradient.write(error.gradient)
      try engine.backward(.training(nil))
      try optimizer.apply(regularized: false)
    }
    return report
  }

  private func differentRows(seed: Seed) -> [Int] {
    var generator = SeededGenerator(seed.derived("overfit check"))
    var seen: Set<[UInt8]> = []
    var rows: [Int] = []
    for index in generator.permutation(data.rows.count) {
      let row = data.rows[index]
      if seen.insert(data.sequences.codes(at: row)).inserted { rows.append(row) }
      if rows.count == min(Self.fragments, engine.capacity) { break }
    }
    return rows
  }

  private func observed(task: Int, rows: [Int]) -> [(item: Int, value: Double)] {
    let tasks = data.targets.taskCount
    return rows.enumerated().compactMap { item, row in
      let at = row * tasks + task
      return data.targets.observed[at] ? (item, Double(data.targets.values[at])) : nil
    }
  }

  private func variance(task: Int, rows: [Int]) -> Double? {
    let values = observed(task: task, rows: rows).map(\.value)
    guard values.count >= 2 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }

  private func report(
    _ rows: [Int], _ predictions: [Float], _ error: MaskedSquaredError, variances: [Double?],
    steps: Int
  ) -> OverfitReport {
    var correlations: [Double?] = []
    var shares: [Double] = []
    for (task, variance) in variances.enumerated() {
      guard let variance, variance > 1e-12, let loss = error.taskLosses[task] else { continue }
      let pairs = observed(task: task, rows: rows)
      correlations.append(
        pearsonCorrelation(
          pairs.map { Double(predictions[$0.item * variances.count + task]) },
          pairs.map(\.value)))
      shares.append(loss / variance)
    }
    let defined = correlations.compactMap { $0 }
    let hidden = engine.dense.last?.output.pooled ?? engine.headOutput
    let width = engine.outputProduct.inputs
    let values = hidden.slice(at: 0, count: rows.count * width).values
    return OverfitReport(
      fragments: rows.count, steps: steps,
      correlation: defined.count == correlations.count
        ? defined.reduce(0, +) / Double(defined.count) : nil,
      lossShare: shares.reduce(0, +) / Double(shares.count),
      silentShare: Double(values.filter { $0 == 0 }.count) / Double(max(1, values.count)))
  }
}
