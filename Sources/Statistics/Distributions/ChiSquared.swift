import Foundation

/// The χ² distribution with a given number of degrees of freedom.
///
/// ```swift
/// ChiSquared(degreesOfFreedom: 1).upperTail(3.841458820694124)  // 0.05
/// ```
public struct ChiSquared: Hashable, Sendable {
  /// Degrees of freedom, > 0.
  public let degreesOfFreedom: Double

  /// Makes a distribution.
  ///
  /// - Precondition: `degreesOfFreedom` > 0.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { exp(logUpperTail(x)) }

  /// ln P(X > x), also where the probability itself is too small for a number: 0 for x ≤ 0.
  ///
  /// ```swift
  /// ChiSquared(degreesOfFreedom: 2).logUpperTail(4_000)  // −2000
  /// ```
  public func logUpperTail(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x.isInfinite { return -.infinity }
    if degreesOfFreedom == 1 {
      return min(0, StandardNormal.logUpperTail(x.squareRoot()) + log(2.0))
    }
    return logUpperIncompleteGamma(shape: degreesOfFreedom / 2, at: x / 2)
  }
}
