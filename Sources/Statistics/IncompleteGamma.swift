import Foundation

/// P(a, x) and Q(a, x) = 1 − P(a, x), the regularised incomplete gamma functions, each computed
/// without subtracting from 1 where it is small.
public struct IncompleteGamma: Hashable, Sendable {
  /// P(a, x), the share of a gamma distribution of shape a and rate 1 that lies below x.
  public let lower: Double
  /// Q(a, x), the share above x.
  public let upper: Double
}

/// The regularised incomplete gamma functions for shape a > 0 and x ≥ 0.
///
/// The series 6.5.29 of Abramowitz and Stegun below x = a + 1, the continued fraction 6.5.31 by
/// Lentz's method above. The common factor xᵃe⁻ˣ/Γ(a + 1) of large shapes comes from Stirling's
/// series, so that it does not cancel. Relative error about 1e-13 up to shapes of 10⁵.
///
/// ```swift
/// regularizedIncompleteGamma(shape: 1, at: 2).upper  // e⁻² = 0.1353353
/// regularizedIncompleteGamma(shape: 2, at: 1).lower  // 1 − 2/e = 0.2642411
/// ```
///
/// - Precondition: shape > 0 and x ≥ 0, both finite.
/// - Complexity: O(√a) terms near x = a, fewer elsewhere.
public func regularizedIncompleteGamma(shape a: Double, at x: Double) -> IncompleteGamma {
  precondition(a > 0 && a.isFinite && x >= 0 && x.isFinite, "shape \(a) at \(x)")
  if x == 0 { return IncompleteGamma(lower: 0, upper: 1) }
  let front = exp(logGammaFront(shape: a, at: x))
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    var k = 0.0
    while term > sum * 1e-17 {
      k += 1
      term *= x / (a + k)
      sum += term
    }
    let lower = min(1, front * sum)
    return IncompleteGamma(lower: lower, upper: 1 - lower)
  }
  let upper = min(1, front * a * gammaContinuedFraction(shape: a, at: x))
  return IncompleteGamma(lower: 1 - upper, upper: upper)
}

/// ln Q(a, x), also where Q itself is too small for a number.
///
/// ```swift
/// logUpperIncompleteGamma(shape: 1, at: 3_000)  // −3000
/// ```
///
/// - Precondition: shape > 0 and x ≥ 0, both finite.
public func logUpperIncompleteGamma(shape a: Double, at x: Double) -> Double {
  guard x >= a + 1 else { return log1p(-regularizedIncompleteGamma(shape: a, at: x).lower) }
  return min(
    0, logGammaFront(shape: a, at: x) + log(a) + log(gammaContinuedFraction(shape: a, at: x)))
}

/// ln[xᵃe⁻ˣ/Γ(a + 1)] for a, x > 0.
func logGammaFront(shape a: Double, at x: Double) -> Double {
  if a < 15 { return a * log(x) - x - logGamma(a + 1) }
  let u = (x - a) / a
  // a·[u − ln(1 + u)] by its series near 0
  var deviance: Double
  if abs(u) < 0.05 {
    var power = u * u
    deviance = 0
    for k in 2...14 {
      deviance += power / Double(k)
      power *= -u
    }
  } else {
    deviance = u - log(x / a)
  }
  deviance *= a
  let square = 1 / (a * a)
  let correction =
    (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1_260 - square / 1_680))) / a
  return -deviance - 0.5 * log(2 * Double.pi * a) - correction
}

/// 1/(x + 1 − a − 1·(1 − a)/(x + 3 − a − …)), so that Γ(a, x) = e⁻ˣxᵃ times it.
private func gammaContinuedFraction(shape a: Double, at x: Double) -> Double {
  let tiny = 1e-300
  func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / nonZero(b)
  var fraction = d
  for step in 1...100_000 {
    let k = Double(step)
    let numerator = k * (a - k)
    b += 2
    d = 1 / nonZero(numerator * d + b)
    c = nonZero(b + numerator / c)
    fraction *= c * d
    if abs(c * d - 1) < 1e-16 { break }
  }
  return fraction
}

/// ln of the x for which P(a, x) is `probability`: the quantile of a gamma distribution of rate 1.
///
/// The logarithm, because quantiles of small shapes are smaller than any positive number: the 2.5 %
/// quantile of shape 0.001 is about e⁻³⁶⁸⁸. Newton's method in ln x within a bracket, on the smaller
/// of the two tails; start from Wilson and Hilferty (1931, doi 10.1073/pnas.17.12.684) or from the
/// first term of the series. Error of x about 1e-12 relative.
///
/// ```swift
/// logGammaQuantile(probability: 0.5, shape: 1)  // ln(ln 2) = −0.3665129
/// ```
///
/// - Precondition: 0 < probability < 1 and shape > 0.
public func logGammaQuantile(probability p: Double, shape a: Double) -> Double {
  precondition(p > 0 && p < 1 && a > 0 && a.isFinite, "probability \(p), shape \(a)")
  let small = (log(p) + logGamma(a + 1)) / a
  // With one term the series is exact to x·a/(a + 1).
  if small < -40 { return small }
  var t = small
  if a > 0.5 {
    let ninth = 1 / (9 * a)
    let root = 1 - ninth + StandardNormal.quantile(p) * ninth.squareRoot()
    if root > 0.1 { t = max(small, log(a) + 3 * log(root)) }
  }
  var (low, high) = (small, Double.infinity)
  for _ in 0..<200 {
    let gamma = regularizedIncompleteGamma(shape: a, at: exp(t))
    let excess = p <= 0.5 ? gamma.lower - p : (1 - p) - gamma.upper
    if excess == 0 { return t }
    if excess < 0 { low = max(low, t) } else { high = min(high, t) }
    let density = a * exp(logGammaFront(shape: a, at: exp(t)))
    var next = t - excess / density
    if !next.isFinite || next <= low || next >= high {
      next = high.isFinite ? low + (high - low) / 2 : max(t, low) + 1
    }
    if abs(next - t) <= 1e-14 * (1 + abs(t)) { return next }
    t = next
  }
  return t
}
