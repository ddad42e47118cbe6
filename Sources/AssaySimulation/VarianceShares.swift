import Statistics

/// How much of the variance of the true activity comes from where.
///
/// A share is the covariance of a component with the activity over the variance of the activity:
/// the shares sum to 1 whatever the components' correlations, and a component that works against
/// the others has a negative one.
public struct VarianceShares: Hashable, Codable, Sendable {
  /// Motif instances.
  public let motif: Double
  /// Motif pairs.
  public let pair: Double
  /// GC term.
  public let composition: Double
  /// Shared by the replicates, not in the sequence.
  public let unexplained: Double
}

extension ActivityTruth {
  /// The shares; nil when all fragments have the same activity or there are fewer than two.
  public var varianceShares: VarianceShares? {
    let total = activity
    guard let center = mean(of: total), total.count >= 2 else { return nil }
    let variance = total.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    if variance <= 1e-18 * Double(total.count) { return nil }
    func share(_ component: [Double]) -> Double {
      var covariance = 0.0
      for row in total.indices { covariance += component[row] * (total[row] - center) }
      return covariance / variance
    }
    return VarianceShares(
      motif: share(motif), pair: share(pair), composition: share(composition),
      unexplained: share(unexplained))
  }
}
