import Foundation

extension ZeroTruncatedNegativeBinomial {
  /// The interval of C at a level, given the model.
  ///
  /// C − U is taken as log-normal, so that the lower end is never below what was seen (Chao 1987,
  /// doi 10.2307/2531532); its variance is that of the unseen number given the parameters,
  /// C·P₀/(1 − P₀), plus that of the parameters by the delta method. Nil when the likelihood is
  /// flat.
  ///
  /// - Precondition: 0 < level < 1.
  public func complexityInterval(level: Double = 0.95) -> ClosedRange<Double>? {
    interval(
      added: complexity - Double(distinct), level: level,
      variance: variance(seenShare: 1) { $0.complexity })
  }

  /// The interval of the things that will have been seen at `depth` times the present depth, given
  /// the model; never below U. Nil when the likelihood is flat.
  ///
  /// It is an interval of prediction: it covers the chance of what further reads hit as well as the
  /// uncertainty of the parameters. It tends to ``complexityInterval(level:)`` for large depths.
  ///
  /// - Precondition: depth ≥ 1 and 0 < level < 1.
  public func distinctInterval(atDepth depth: Double, level: Double = 0.95)
    -> ClosedRange<Double>?
  {
    precondition(depth >= 1, "depth \(depth)")
    let missed = unseenFraction(atDepth: 1)
    let share = missed > 0 ? 1 - unseenFraction(atDepth: depth) / missed : 1
    return interval(
      added: expectedDistinct(atDepth: depth) - Double(distinct), level: level,
      variance: variance(seenShare: share) { $0.expectedDistinct(atDepth: depth) })
  }

  /// Variance of the unseen things of which a share will be seen, and of the parameters.
  private func variance(
    seenShare p: Double, _ value: (ZeroTruncatedNegativeBinomial) -> Double
  ) -> Double? {
    guard let uncertainty else { return nil }
    let seen = seenFraction(atDepth: 1)
    let unseen = complexity * (1 - seen)
    let ofUnseen = p * (1 - p) * unseen + p * p * unseen / seen
    let byMean = derivative(value, step: mean * 1e-4) { model, step in
      model.moved(mean: model.mean + step, dispersion: model.dispersion)
    }
    var variance = ofUnseen + byMean * byMean * uncertainty.meanVariance
    if uncertainty.dispersionVariance > 0 {
      let alongRidge = derivative(value, step: dispersion * 1e-4) { model, step in
        model.moved(
          mean: model.mean + uncertainty.meanSlope * step, dispersion: model.dispersion + step)
      }
      variance += alongRidge * alongRidge * uncertainty.dispersionVariance
    }
    return variance
  }

  private func derivative(
    _ value: (ZeroTruncatedNegativeBinomial) -> Double, step: Double,
    _ moved: (ZeroTruncatedNegativeBinomial, Double) -> ZeroTruncatedNegativeBinomial
  ) -> Double {
    (value(moved(self, step)) - value(moved(self, -step))) / (2 * step)
  }

  private func moved(mean: Double, dispersion: Double) -> ZeroTruncatedNegativeBinomial {
    ZeroTruncatedNegativeBinomial(
      mean: mean, dispersion: dispersion, distinct: distinct, reads: reads, uncertainty: nil)
  }

  private func interval(
    added: Double, level: Double, variance: Double?
  ) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "level \(level)")
    let seen = Double(distinct)
    guard let variance, variance.isFinite else { return nil }
    guard added > 0 else { return seen...seen }
    let spread = log1p(variance / (added * added)).squareRoot()
    let factor = exp(StandardNormal.quantile((1 + level) / 2) * spread)
    guard factor.isFinite, (added * factor).isFinite else { return nil }
    return (seen + added / factor)...(seen + added * factor)
  }
}
