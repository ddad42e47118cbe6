import Statistics

/// Judges the validation predictions of one task after every round.
struct ValidationMonitor {
  private let metric: BoostingMetric
  private let objective: BoostingObjective
  private let observed: [Double]
  private let targets: [Float]
  /// Mid-ranks of the targets, which do not change.
  private let targetRanks: [Double]

  init(metric: BoostingMetric, objective: BoostingObjective, observed: [Double]) {
    self.metric = metric
    self.objective = objective
    self.observed = observed
    targets = observed.map { Float($0) }
    targetRanks = metric == .spearman ? midRanks(observed) : []
  }

  /// The metric of the predictions that belong to margins; nil when undefined.
  func value(margins: [Float]) -> Double? {
    if observed.isEmpty { return nil }
    let predicted = margins.map { Double(objective.prediction(ofMargin: $0)) }
    switch metric {
    case .spearman:
      return pearsonCorrelation(midRanks(predicted), targetRanks)
    case .pearson:
      return pearsonCorrelation(predicted, observed)
    case .meanSquaredError:
      var squares = 0.0
      for row in observed.indices {
        squares += (predicted[row] - observed[row]) * (predicted[row] - observed[row])
      }
      return squares / Double(observed.count)
    case .loss:
      return loss(margins: margins)
    }
  }

  /// Mean loss; nil without rows.
  func loss(margins: [Float]) -> Double? {
    observed.isEmpty ? nil : objective.meanLoss(margins: margins, targets: targets)
  }

  /// True when `value` is strictly better than `best`.
  func isImprovement(_ value: Double, over best: Double?) -> Bool {
    guard let best else { return true }
    switch metric {
    case .spearman, .pearson: return value > best
    case .meanSquaredError, .loss: return value < best
    }
  }
}
