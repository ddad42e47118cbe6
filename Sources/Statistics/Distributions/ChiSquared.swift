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
    return logUpperIncompleteGamma(shape: degreesOfFreedom / 2, x / 2)
  }
}

/// ln Q(a, x) of the regularised upper incomplete gamma function: the series 6.5.29 of Abramowitz
/// and Stegun below x = a + 1, the continued fraction 6.5.31 above.
///
/// ```swift
/// logUpperIncompleteGamma(shape: 1, 3)  // −3
/// ```
///
/// - Precondition: a > 0 and x ≥ 0.
public func logUpperIncompleteGamma(shape a: Double, _ x: Double) -> Double {
  precondition(a > 0 && x >= 0, "shape \(a), x \(x)")
  if x == 0 { return 0 }
  let front = a * log(x) - x - logGamma(a)
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var place = a
    while term > sum * 1e-17 {
      place += 1
      term *= x / place
      sum += term
    }
    return log1p(-min(1, exp(front + log(sum))))
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  for step in 1...100_000 {
    let i = Double(step)
    let numerator = -i * (i - a)
    b += 2
    d = numerator * d + b
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = b + numerator / c
    if abs(c) < tiny { c = tiny }
    fraction *= d * c
    if abs(d * c - 1) < 1e-16 { break }
  }
  return front + log(fraction)
}
