import Foundation

/// The share p of RNA among the reads of a fragment as a beta distribution: the ratio θ = p/(1 − p) is
/// then beta-prime(a, b).
///
/// ```swift
/// let prior = BetaPrior(a: 2, b: 3)
/// prior.meanRatio    // a/(b − 1) = 1
/// prior.logOddsMean  // ψ(2) − ψ(3) = −1/2
/// ```
public struct BetaPrior: Hashable, Codable, Sendable {
  /// a, the weight of RNA.
  public let a: Double
  /// b, the weight of DNA.
  public let b: Double

  /// Makes a prior.
  ///
  /// - Precondition: both are finite and > 0.
  public init(a: Double, b: Double) {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "a \(a), b \(b)")
    self.a = a
    self.b = b
  }

  /// E[θ] = a/(b − 1); nil for b ≤ 1, where it is infinite.
  public var meanRatio: Double? { b > 1 ? a / (b - 1) : nil }

  /// E[ln θ].
  public var logOddsMean: Double { digamma(a) - digamma(b) }

  /// Var[ln θ].
  public var logOddsVariance: Double { trigamma(a) + trigamma(b) }

  /// The prior with the same variance of ln θ and with E[ln θ] larger by `shift`: how one
  /// distribution of activity looks at another ratio of library sizes. Beta-prime distributions are
  /// not closed under scaling, so only the two moments agree.
  ///
  /// ```swift
  /// BetaPrior(a: 2, b: 3).shifted(by: 1).logOddsMean  // 1/2
  /// ```
  ///
  /// - Precondition: `shift` is finite.
  public func shifted(by shift: Double) -> BetaPrior {
    precondition(shift.isFinite, "shift \(shift)")
    if shift == 0 { return self }
    let (mean, variance) = (logOddsMean + shift, logOddsVariance)
    // Of the variance ψ′(a) has the share t and ψ′(b) the rest; ψ(a) − ψ(b) falls as t rises.
    func prior(_ logOddsOfShare: Double) -> BetaPrior {
      BetaPrior(
        a: inverseTrigamma(variance / (1 + exp(-logOddsOfShare))),
        b: inverseTrigamma(variance / (1 + exp(logOddsOfShare))))
    }
    return prior(bracketedRoot(from: -200, to: 200) { mean - prior($0).logOddsMean })
  }
}
