import Foundation

/// The regularized incomplete beta function I_x(a, b) for a, b > 0.
///
/// The continued fraction 26.5.8 of Abramowitz and Stegun evaluated by Lentz's method on the side
/// of the mode where it converges fast. `complement` is 1 − x, passed separately so that it can be
/// exact where x is near 1.
///
/// ```swift
/// regularizedIncompleteBeta(x: 0.5, complement: 0.5, 2, 3)  // 0.6875
/// ```
///
/// - Precondition: a, b > 0; x and `complement` in [0, 1].
public func regularizedIncompleteBeta(
  x: Double, complement: Double, _ a: Double, _ b: Double
) -> Double {
  precondition(a > 0 && b > 0, "a \(a), b \(b)")
  precondition(x >= 0 && x <= 1 && complement >= 0 && complement <= 1, "x \(x)")
  if x == 0 { return 0 }
  if complement == 0 { return 1 }
  let logX = complement < 0.5 ? log1p(-complement) : log(x)
  let logComplement = x < 0.5 ? log1p(-x) : log(complement)
  let front = exp(a * logX + b * logComplement - logBeta(a, b))
  if x * (a + b + 2) < a + 1 {
    return front * betaContinuedFraction(x, a, b) / a
  }
  return 1 - front * betaContinuedFraction(complement, b, a) / b
}

/// ln I_x(a, b), also where the value itself is too small for a number.
///
/// ```swift
/// logRegularizedIncompleteBeta(x: 1e-200, complement: 1, 2, 3)  // ln(6e-400) = −919.24
/// ```
///
/// - Precondition: a, b > 0; x and `complement` in [0, 1].
public func logRegularizedIncompleteBeta(
  x: Double, complement: Double, _ a: Double, _ b: Double
) -> Double {
  precondition(a > 0 && b > 0, "a \(a), b \(b)")
  precondition(x >= 0 && x <= 1 && complement >= 0 && complement <= 1, "x \(x)")
  if x == 0 { return -.infinity }
  if complement == 0 { return 0 }
  guard x * (a + b + 2) < a + 1 else {
    return log1p(-regularizedIncompleteBeta(x: complement, complement: x, b, a))
  }
  let logX = complement < 0.5 ? log1p(-complement) : log(x)
  let logComplement = x < 0.5 ? log1p(-x) : log(complement)
  return a * logX + b * logComplement - logBeta(a, b) + log(betaContinuedFraction(x, a, b) / a)
}

/// ln I_x(a, b) for x below 1e-15, given as its logarithm: x^a / (a·B(a, b)).
func logSmallIncompleteBeta(logX: Double, _ a: Double, _ b: Double) -> Double {
  a * logX - log(a) - logBeta(a, b)
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without cancellation when one argument is large.
///
/// ```swift
/// logBeta(2, 3)  // ln(1/12) = −2.484907
/// ```
///
/// - Precondition: a, b > 0.
public func logBeta(_ a: Double, _ b: Double) -> Double {
  let large = max(a, b)
  let small = min(a, b)
  if large < 15 { return logGamma(a) + logGamma(b) - logGamma(a + b) }
  // ln Γ(large + small) − ln Γ(large) by Stirling's formula with its corrections.
  let growth =
    (large - 0.5) * log1p(small / large) + small * log(large + small) - small
    + stirlingCorrection(large + small) - stirlingCorrection(large)
  return logGamma(small) - growth
}

/// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 15.
private func stirlingCorrection(_ x: Double) -> Double {
  let square = 1 / (x * x)
  return
    (1.0 / 12 - square
    * (1.0 / 360 - square * (1.0 / 1_260 - square * (1.0 / 1_680 - square / 1_188)))) / x
}

private func betaContinuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-16 { break }
  }
  return fraction
}
