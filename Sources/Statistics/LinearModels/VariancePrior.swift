import Foundation

/// The distribution of residual variances over many elements, a scaled inverse χ², and the
/// variances moderated by it (Smyth 2004, doi 10.2202/1544-6115.1027).
///
/// With z = ln s² − ψ(d/2) + ln(d/2) of every element, ψ′(d₀/2) is the sample variance of z minus
/// the mean of ψ′(d/2), and s₀² = exp(z̄ + ψ(d₀/2) − ln(d₀/2)). When that difference is not
/// positive, the variances vary no more than chance makes them: d₀ is infinite and s₀² is the mean
/// of the s², as in limma (the paper has e^z̄). Variances below 1e-5 of their median (of 1 when it
/// is 0) are raised to it before the logarithm, so that exact zeros do not decide the fit. A single
/// variance gives d₀ = 0.
///
/// ```swift
/// let prior = VariancePrior(variances: [1, 1.01, 0.99], degrees: [2, 2, 2])
/// // prior?.degreesOfFreedom = ∞, prior?.variance = 1
/// ```
public struct VariancePrior: Hashable, Sendable {
  /// d₀, ≥ 0, possibly infinite.
  public let degreesOfFreedom: Double
  /// s₀², > 0.
  public let variance: Double
  /// Σd, the most that moderation can give a test.
  public let pooledDegrees: Double
  /// Elements whose variance is exactly 0.
  public let zeroVariances: Int
  /// Elements used.
  public let elements: Int

  /// Whether more than half of the variances are exactly 0, so that the prior says little.
  public var isUnreliable: Bool { 2 * zeroVariances > elements }

  /// Fits the prior to elements with at least one residual degree of freedom; nil when none has a
  /// variance above 0.
  ///
  /// - Precondition: as many variances as degrees; variances ≥ 0 and finite.
  public init?(variances: [Double], degrees: [Double]) {
    precondition(variances.count == degrees.count)
    var kept: [(variance: Double, degrees: Double)] = []
    for (variance, degree) in zip(variances, degrees) where degree > 0 {
      precondition(variance >= 0 && variance.isFinite, "variance \(variance)")
      kept.append((variance, degree))
    }
    guard kept.contains(where: { $0.variance > 0 }) else { return nil }
    let middle = median(of: kept.map(\.variance)) ?? 0
    let floor = 1e-5 * (middle > 0 ? middle : 1)
    elements = kept.count
    zeroVariances = kept.filter { $0.variance == 0 }.count
    pooledDegrees = kept.reduce(0) { $0 + $1.degrees }
    let centred = kept.map {
      log(max($0.variance, floor)) - digamma($0.degrees / 2) + log($0.degrees / 2)
    }
    guard let location = mean(of: centred), let spread = Statistics.variance(of: centred) else {
      degreesOfFreedom = 0
      variance = kept[0].variance
      return
    }
    let excess = spread - kept.reduce(0) { $0 + trigamma($1.degrees / 2) } / Double(kept.count)
    if excess > 0 {
      let half = inverseTrigamma(excess)
      degreesOfFreedom = 2 * half
      variance = exp(location + digamma(half) - log(half))
    } else {
      degreesOfFreedom = .infinity
      variance = mean(of: kept.map { max($0.variance, floor) }) ?? middle
    }
  }

  /// (d₀s₀² + d·s²)/(d₀ + d), the variance that tests use.
  public func moderated(_ variance: Double, degrees: Double) -> Double {
    if degreesOfFreedom.isInfinite { return self.variance }
    return (degreesOfFreedom * self.variance + degrees * variance) / (degreesOfFreedom + degrees)
  }

  /// d₀ + d, at most Σd.
  public func totalDegrees(_ degrees: Double) -> Double {
    min(degreesOfFreedom + degrees, pooledDegrees)
  }
}
