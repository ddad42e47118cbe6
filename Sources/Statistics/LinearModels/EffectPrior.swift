import Foundation

/// A moderated t-statistic with what belongs to it.
public struct ModeratedT: Hashable, Sendable {
  /// t = effect / (s̃·u).
  public let statistic: Double
  /// u, the standard deviation of the effect for errors of variance 1.
  public let unscaledDeviation: Double
  /// Degrees of freedom of t.
  public let degreesOfFreedom: Double

  /// Collects the three.
  public init(statistic: Double, unscaledDeviation: Double, degreesOfFreedom: Double) {
    self.statistic = statistic
    self.unscaledDeviation = unscaledDeviation
    self.degreesOfFreedom = degreesOfFreedom
  }
}

/// The size of true effects, from which the log-odds B that an element has one follow (Smyth 2004,
/// sections 5 and 6.3, doi 10.2202/1544-6115.1027).
///
/// A share π of the elements has effects with variance v₀·σ². v₀ is estimated from the ⌈πG/2⌉
/// largest |t|: the r-th largest is matched to the probability (r − ½)/G of the mixture, which
/// gives v₀ = u²·((t/q)² − 1), kept within `limits`, and v₀ is the mean. When degrees of freedom
/// differ, every t is first replaced by the quantile of the same tail at the largest of them.
public struct EffectPrior: Hashable, Sendable {
  /// π.
  public let proportion: Double
  /// v₀, in units of the residual variance.
  public let variance: Double

  /// Estimates v₀; nil for no tests.
  ///
  /// - Parameter residualVariance: s₀², by which the standard deviations 0.1 and 4 of a log2 effect
  ///   become the limits of v₀.
  /// - Precondition: 0 < `proportion` < 1 and `residualVariance` > 0.
  public init?(tests: [ModeratedT], residualVariance: Double, proportion: Double = 0.01) {
    precondition(proportion > 0 && proportion < 1 && residualVariance > 0)
    guard let largest = tests.map(\.degreesOfFreedom).max() else { return nil }
    let count = Double(tests.count)
    let targets = Int((proportion / 2 * count).rounded(.up))
    let share = max(Double(targets) / count, proportion)
    let reference = StudentT(degreesOfFreedom: largest)
    let isEqual = tests.allSatisfy { $0.degreesOfFreedom == largest }
    let tails = tests.map { test in
      isEqual
        ? -abs(test.statistic)
        : StudentT(degreesOfFreedom: test.degreesOfFreedom).logUpperTail(abs(test.statistic))
    }
    let (lower, upper) = (0.01 / residualVariance, 16 / residualVariance)
    var sum = 0.0
    for (rank, index) in ascendingOrder(tails).prefix(targets).enumerated() {
      let t = isEqual ? -tails[index] : reference.quantile(logUpperTail: tails[index])
      let null = reference.twoSided(t)
      let target = ((Double(rank) + 0.5) / count - (1 - share) * null) / share
      var estimate = 0.0
      if target > null {
        let quantile = reference.quantile(logUpperTail: log(min(1, target) / 2))
        let ratio = t / quantile
        estimate =
          tests[index].unscaledDeviation * tests[index].unscaledDeviation
          * (ratio * ratio - 1)
      }
      sum += min(upper, max(lower, estimate))
    }
    self.proportion = proportion
    variance = sum / Double(targets)
  }

  /// B, the natural logarithm of the odds that the element has an effect:
  /// ln(π/(1 − π)) − ½ ln r + ½(1 + d)·ln[(t² + d)/(t²/r + d)] with r = (u² + v₀)/u².
  public func logOdds(_ test: ModeratedT) -> Double {
    let unscaled = test.unscaledDeviation * test.unscaledDeviation
    let ratio = (unscaled + variance) / unscaled
    let square = test.statistic * test.statistic
    let degrees = test.degreesOfFreedom
    let kernel =
      degrees > 1e6
      ? square / 2 * (1 - 1 / ratio)
      : (1 + degrees) / 2 * log((square + degrees) / (square / ratio + degrees))
    return log(proportion / (1 - proportion)) - log(ratio) / 2 + kernel
  }
}

/// 1/(1 + e^−B), the probability that belongs to natural log-odds, for any size of B.
///
/// ```swift
/// probability(logOdds: 0)      // 0.5
/// probability(logOdds: 1_000)  // 1
/// ```
public func probability(logOdds: Double) -> Double {
  logOdds >= 0 ? 1 / (1 + exp(-logOdds)) : exp(logOdds) / (1 + exp(logOdds))
}
