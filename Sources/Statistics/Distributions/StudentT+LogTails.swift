import Foundation

extension StudentT {
  /// ln P(T > t), also where the probability itself is too small for a number.
  ///
  /// ```swift
  /// StudentT(degreesOfFreedom: 4).logUpperTail(1e100)  // −918.6, P = 10^−399
  /// ```
  public func logUpperTail(_ t: Double) -> Double {
    if degreesOfFreedom.isInfinite { return StandardNormal.logUpperTail(t) }
    if t < 0 { return log1p(-exp(logUpperTail(-t))) }
    if t.isInfinite { return -.infinity }
    // ν/(ν + t²) without squaring a large t.
    let ratio = t / degreesOfFreedom.squareRoot()
    let square = ratio * ratio
    if square > 1e15 {
      return logSmallIncompleteBeta(
        logX: -2 * log(ratio), degreesOfFreedom / 2, 0.5) - log(2.0)
    }
    return logRegularizedIncompleteBeta(
      x: 1 / (1 + square), complement: square / (1 + square), degreesOfFreedom / 2, 0.5) - log(2.0)
  }

  /// ln P(|T| ≥ |t|).
  public func logTwoSided(_ t: Double) -> Double {
    min(0, logUpperTail(abs(t)) + log(2.0))
  }

  /// The t with ln P(T > t) = `logP`, by Newton steps on the logarithm of the tail kept inside a
  /// bracket; relative error about 1e-12. −∞ gives +∞, 0 gives −∞.
  ///
  /// ```swift
  /// StudentT(degreesOfFreedom: 10).quantile(logUpperTail: log(0.025))  // 2.228138852
  /// ```
  ///
  /// - Precondition: `logP` ≤ 0.
  public func quantile(logUpperTail logP: Double) -> Double {
    precondition(logP <= 0, "ln p \(logP)")
    if logP == -.infinity { return .infinity }
    if logP == 0 { return -.infinity }
    if logP > -log(2.0) { return -quantile(logUpperTail: log(-expm1(logP))) }
    if degreesOfFreedom.isInfinite { return StandardNormal.quantile(logUpperTail: logP) }
    var low = 0.0
    var high = 1.0
    while logUpperTail(high) > logP, high < 1e300 {
      low = high
      high *= 4
    }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let tail = logUpperTail(t)
      if tail > logP { low = t } else { high = t }
      // d ln P / dt = −density / P
      let slope = -exp(logDensity(t) - tail)
      var next = t - (tail - logP) / slope
      if !(next > low && next < high) { next = (low + high) / 2 }
      let moved = abs(next - t)
      t = next
      if moved <= 1e-15 * max(t, 1e-300) { break }
    }
    return t
  }

  /// ln of the density at t.
  public func logDensity(_ t: Double) -> Double {
    if degreesOfFreedom.isInfinite { return -t * t / 2 - log(2 * Double.pi) / 2 }
    let ratio = t / degreesOfFreedom.squareRoot()
    return -logBeta(degreesOfFreedom / 2, 0.5) - log(degreesOfFreedom) / 2
      - (degreesOfFreedom + 1) / 2 * log1p(ratio * ratio)
  }
}
