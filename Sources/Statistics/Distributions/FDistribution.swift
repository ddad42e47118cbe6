import Foundation

/// Fisher's F distribution, the ratio of two independent χ² over their degrees of freedom.
///
/// ```swift
/// FDistribution(2, 10).upperTail(4.102821015)  // 0.05
/// ```
public struct FDistribution: Hashable, Sendable {
  /// Degrees of freedom of the numerator, > 0.
  public let numerator: Double
  /// Degrees of freedom of the denominator, > 0.
  public let denominator: Double

  /// Makes a distribution.
  ///
  /// - Precondition: both degrees of freedom are finite and > 0.
  public init(_ numerator: Double, _ denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees \(numerator), \(denominator)")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F > f).
  public func upperTail(_ f: Double) -> Double { exp(logUpperTail(f)) }

  /// ln P(F > f) = ln I_{d₂/(d₂ + d₁f)}(d₂/2, d₁/2); 0 for f ≤ 0.
  public func logUpperTail(_ f: Double) -> Double {
    if f <= 0 { return 0 }
    if f.isInfinite { return -.infinity }
    let ratio = numerator * f / denominator
    return logRegularizedIncompleteBeta(
      x: 1 / (1 + ratio), complement: ratio / (1 + ratio), denominator / 2, numerator / 2)
  }
}
