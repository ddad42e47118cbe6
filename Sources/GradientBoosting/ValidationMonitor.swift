import Estimators
import Statistics

/// Judges the validation predictions of one task after every round, by the weights of the rows.
struct ValidationMonitor {
  private let metric: BoostingMetric
  private let objective: BoostingObjective
  private let observed: [Double]
  private let weights: [Double]?
  private let targets: [Float]
  private let lossWeights: [Float]?
  /// Mid-ranks of the targets, which do not change.
  private let targetRanks: [Double]

  init(metric: BoostingMetric, objective: BoostingObjective, rows: ObservedRows) {
    self.metric = metric
    self.objective = objective
    observed = rows.values
    weights = rows.weights
    targets = rows.values.map { Float($0) }
    lossWeights = rows.weights?.map { Float($0) }
    targetRanks = metric == .spearman ? Self.ranks(rows.values, rows.weights) : []
  }

  /// The metric of the predictions that belong to margins; nil when undefined.
  func value(margins: [Float]) -> Double? {
    if observed.isEmpty { return nil }
    let predicted = margins.map { Double(objective.prediction(ofMargin: $0)) }
    switch metric {
    case .spearman:
      return correlation(Self.ranks(predicted, weights), targetRanks)
    case .pearson:
      return correlation(predicted, observed)
    case .meanSquaredError:
      return weightedMean(
        zip(predicted, observed).map { ($0 - $1) * ($0 - $1) }, weights: weights)
    case .loss:
      return loss(margins: margins)
    }
  }

  /// Mean loss; nil without rows.
  func loss(margins: [Float]) -> Double? {
    observed.isEmpty
      ? nil : objective.meanLoss(margins: margins, targets: targets, weights: lossWeights)
  }

  private static func ranks(_ values: [Double], _ weights: [Double]?) -> [Double] {
    weights.map { midRanks(values, weights: $0) } ?? midRanks(values)
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    weights.map { pearsonCorrelation(x, y, weights: $0) } ?? pearsonCorrelation(x, y)
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
