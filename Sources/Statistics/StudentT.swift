/// Student's t distribution with a given number of degrees of freedom.
///
/// ```swift
/// StudentT(degreesOfFreedom: 10).upperTail(2.228138852)  // 0.025
/// ```
public struct StudentT: Hashable, Sendable {
  /// Degrees of freedom, > 0, not necessarily whole; infinite for the normal distribution.
  public let degreesOfFreedom: Double

  /// Makes a distribution.
  ///
  /// - Precondition: `degreesOfFreedom` > 0.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T > t) = ½·I_{ν/(ν+t²)}(ν/2, ½) for t ≥ 0; relative error, also far out in the upper tail,
  /// below 1e-13 for a few degrees of freedom and 1e-10 for a million.
  public func upperTail(_ t: Double) -> Double {
    if degreesOfFreedom.isInfinite { return StandardNormal.upperTail(t) }
    if t < 0 { return 1 - upperTail(-t) }
    if t.isInfinite { return 0 }
    let square = t * t
    let total = degreesOfFreedom + square
    guard total.isFinite else { return 0 }
    return regularizedIncompleteBeta(
      x: degreesOfFreedom / total, complement: square / total, degreesOfFreedom / 2, 0.5) / 2
  }

  /// P(T ≤ t).
  public func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// P(|T| ≥ |t|).
  ///
  /// ```swift
  /// StudentT(degreesOfFreedom: 1).twoSided(1)  // 0.5
  /// ```
  public func twoSided(_ t: Double) -> Double { min(1, 2 * upperTail(abs(t))) }
}
