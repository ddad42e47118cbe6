import Foundation

/// A library as a negative binomial whose zero class is not seen: how many things there are in
/// all, and how many more would be seen by reading deeper.
///
/// Each of C things is read k times with negative binomial probability of mean m and dispersion
/// φ = 1/a (variance m + φm²; φ = 0 is the Poisson distribution). Those with k = 0 are not seen:
/// P₀ = (1 + φm)^(−1/φ), C = U/(1 − P₀), and at t times the depth E[U(t)] = C·[1 − P₀(tm)].
///
/// The abundances of real libraries are only roughly gamma-distributed, and sequencing errors add
/// things that are not there: intervals hold given the model. Compare with ``goodToulmin(_:depth:smoothed:)``,
/// which assumes no distribution, up to twice the depth.
public struct ZeroTruncatedNegativeBinomial: Hashable, Codable, Sendable {
  /// m: mean reads of a thing, unseen ones included, at the present depth.
  public let mean: Double
  /// φ = 1/a, the inverse of the size; 0 in the Poisson limit.
  public let dispersion: Double
  /// U: things seen.
  public let distinct: Int
  /// N: reads.
  public let reads: Int
  /// What is known of the uncertainty of `mean` and `dispersion`; nil when the likelihood is flat.
  let uncertainty: Uncertainty?

  /// The inverse information of the conditional likelihood, as independent parts.
  struct Uncertainty: Hashable, Codable, Sendable {
    /// Variance of the mean at fixed dispersion.
    let meanVariance: Double
    /// Variance of the dispersion; 0 in the Poisson limit.
    let dispersionVariance: Double
    /// dm/dφ along the ridge of the likelihood.
    let meanSlope: Double
  }

  /// a, the size of the negative binomial; nil in the Poisson limit, where it is infinite.
  public var size: Double? { dispersion > 0 ? 1 / dispersion : nil }

  /// P₀(tm): the share of all things not seen at `depth` times the present depth.
  ///
  /// - Precondition: depth ≥ 0.
  public func unseenFraction(atDepth depth: Double = 1) -> Double {
    precondition(depth >= 0, "depth \(depth)")
    return exp(Self.logUnseen(mean: depth * mean, dispersion: dispersion))
  }

  /// C = U/(1 − P₀): the number of things in the library, seen or not.
  public var complexity: Double { Double(distinct) / seenFraction(atDepth: 1) }

  /// 1 − P₀(tm) without cancellation.
  func seenFraction(atDepth depth: Double) -> Double {
    -expm1(Self.logUnseen(mean: depth * mean, dispersion: dispersion))
  }

  /// E[U(t)] = C·[1 − P₀(tm)]: things expected to be seen at `depth` times the present depth;
  /// U itself at depth 1.
  public func expectedDistinct(atDepth depth: Double) -> Double {
    complexity * seenFraction(atDepth: depth)
  }

  /// The depth, relative to the present one, at which a fraction f of all things is expected to be
  /// seen: t = [(1 − f)^(−φ) − 1]/(φm); −ln(1 − f)/m in the Poisson limit.
  ///
  /// ```swift
  /// // Poisson, m = 1: half of all things are seen at ln 2 = 0.69 times the depth
  /// ```
  ///
  /// - Precondition: 0 ≤ f < 1.
  public func depth(forFraction fraction: Double) -> Double {
    precondition(fraction >= 0 && fraction < 1, "fraction \(fraction)")
    let missed = -log1p(-fraction)
    return dispersion > 0 ? expm1(dispersion * missed) / (dispersion * mean) : missed / mean
  }

  /// The number of things expected to be read exactly k times: C·Pr(k). Beside the observed n₁ and
  /// n₂ it shows how well the model fits where extrapolation comes from.
  ///
  /// - Precondition: k ≥ 1 and not huge: O(k) time.
  public func expectedFrequency(of count: Int) -> Double {
    precondition(count >= 1, "count \(count)")
    var logProbability = Self.logUnseen(mean: mean, dispersion: dispersion)
    let logStep = log(mean) - log1p(dispersion * mean)
    for k in 1...count {
      logProbability += logStep + log1p(dispersion * Double(k - 1)) - log(Double(k))
    }
    return complexity * exp(logProbability)
  }

  /// ln P₀ = −ln(1 + φm)/φ, −m in the Poisson limit.
  static func logUnseen(mean: Double, dispersion: Double) -> Double {
    let product = dispersion * mean
    return product < 1e-12 ? -mean : -log1p(product) / dispersion
  }
}
