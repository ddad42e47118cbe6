import Foundation

extension StandardNormal {
  /// ln P(Z > x), also where the probability itself is too small for a number: beyond 30 by the
  /// continued fraction 26.2.14 of Abramowitz and Stegun.
  ///
  /// ```swift
  /// StandardNormal.logUpperTail(40)  // −804.6084
  /// ```
  public static func logUpperTail(_ x: Double) -> Double {
    if x < 30 { return x < -5 ? log1p(-cumulative(x)) : log(upperTail(x)) }
    if x.isInfinite { return -.infinity }
    var fraction = x
    for term in stride(from: 40, through: 1, by: -1) { fraction = x + Double(term) / fraction }
    return -x * x / 2 - log(2 * Double.pi) / 2 - log(fraction)
  }

  /// The x with ln P(Z > x) = `logP`; −∞ gives +∞, 0 gives −∞.
  ///
  /// ```swift
  /// StandardNormal.quantile(logUpperTail: log(0.025))  // 1.959963984540054
  /// ```
  ///
  /// - Precondition: `logP` ≤ 0.
  public static func quantile(logUpperTail logP: Double) -> Double {
    precondition(logP <= 0, "ln p \(logP)")
    if logP == -.infinity { return .infinity }
    if logP > -600 {
      return logP > -log(2.0) ? quantile(-expm1(logP)) : -quantile(exp(logP))
    }
    var x = (-2 * logP).squareRoot()
    for _ in 0..<60 {
      let tail = logUpperTail(x)
      let slope = -exp(-x * x / 2 - log(2 * Double.pi) / 2 - tail)
      let step = (tail - logP) / slope
      x -= step
      if abs(step) <= 1e-15 * x { break }
    }
    return x
  }
}
