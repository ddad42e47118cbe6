import Foundation

/// ln Γ(x) for x > 0.
///
/// The thread-safe form of the C library's function: the sign that the plain one leaves in a
/// global variable is returned instead.
///
/// ```swift
/// logGamma(5)  // ln 24 = 3.178054
/// ```
///
/// - Precondition: x > 0.
public func logGamma(_ x: Double) -> Double {
  precondition(x > 0, "x \(x)")
  return lgamma(x).0
}

/// ψ(x) = d ln Γ(x)/dx for x > 0.
///
/// Recurrence up to x ≥ 10, then the asymptotic series 6.3.18 of Abramowitz and Stegun; error
/// below 1e-14 relative to max(1, |ψ|).
///
/// ```swift
/// digamma(1)  // −0.5772156649 (minus Euler's constant)
/// ```
///
/// - Precondition: x > 0.
public func digamma(_ x: Double) -> Double {
  precondition(x > 0, "x \(x)")
  var argument = x
  var sum = 0.0
  while argument < 10 {
    sum -= 1 / argument
    argument += 1
  }
  let inverse = 1 / argument
  let square = inverse * inverse
  // B₂ₖ/(2k): 1/12, −1/120, 1/252, −1/240, 1/132, −691/32760, 1/12
  let series =
    square
    * (1.0 / 12 - square
      * (1.0 / 120 - square
        * (1.0 / 252 - square
          * (1.0 / 240 - square * (1.0 / 132 - square * (691.0 / 32_760 - square / 12))))))
  return sum + log(argument) - inverse / 2 - series
}

/// ψ′(x) = d² ln Γ(x)/dx² for x > 0.
///
/// Recurrence up to x ≥ 10, then the asymptotic series 6.4.12 of Abramowitz and Stegun; relative
/// error below 1e-14.
///
/// ```swift
/// trigamma(1)  // π²/6 = 1.644934
/// ```
///
/// - Precondition: x > 0.
public func trigamma(_ x: Double) -> Double {
  precondition(x > 0, "x \(x)")
  var argument = x
  var sum = 0.0
  while argument < 10 {
    sum += 1 / (argument * argument)
    argument += 1
  }
  let inverse = 1 / argument
  let square = inverse * inverse
  // B₂ₖ: 1/6, −1/30, 1/42, −1/30, 5/66, −691/2730, 7/6
  let series =
    square
    * (1.0 / 6 - square
      * (1.0 / 30 - square
        * (1.0 / 42 - square
          * (1.0 / 30 - square * (5.0 / 66 - square * (691.0 / 2_730 - square * 7 / 6))))))
  return sum + inverse * (1 + inverse / 2 + series)
}
