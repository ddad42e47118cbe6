import Foundation

/// Lin's concordance correlation: how close paired values lie to the line y = x.
///
/// ρ_c = 2·s_xy/(s_x² + s_y² + (x̄ − ȳ)²) with variances over n (Lin 1989, doi 10.2307/2532051).
/// Unlike Pearson's r it falls when one variable is shifted or stretched.
public struct Concordance: Hashable, Sendable {
  /// ρ_c, in [−1, 1]; its size is at most that of Pearson's r.
  public let value: Double
  /// Standard error of ρ_c for independent rows from a normal distribution, with the correction
  /// of Lin 2000 (doi 10.1111/j.0006-341X.2000.00324.x); nil for fewer than three rows or r = 0.
  public let standardError: Double?

  /// The interval tanh(artanh ρ_c ± q·SE/(1 − ρ_c²)) for independent rows; nil without a standard
  /// error or for |ρ_c| = 1.
  ///
  /// - Precondition: 0 < level < 1.
  public func interval(level: Double = 0.95) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "level \(level)")
    guard let standardError, let z = fisherZ(value) else { return nil }
    let half = StandardNormal.quantile(0.5 + level / 2) * standardError / (1 - value * value)
    return tanh(z - half)...tanh(z + half)
  }
}

/// Lin's concordance correlation of paired values.
///
/// Nil when undefined: fewer than two pairs, a value that is not finite, or a variable without
/// variance.
///
/// ```swift
/// // x̄ = 2, ȳ = 3, variances 2/3 and 2/3, covariance 2/3: 2·(2/3)/(4/3 + 1) = 4/7
/// concordance([1, 2, 3], [2, 3, 4])?.value  // 0.5714, where Pearson's r is 1
/// ```
///
/// - Precondition: both have the same number of values.
public func concordance(_ x: [Double], _ y: [Double]) -> Concordance? {
  precondition(x.count == y.count, "\(x.count) and \(y.count) values")
  guard let r = pearsonCorrelation(x, y), let meanX = mean(of: x), let meanY = mean(of: y),
    let varianceX = variance(of: x), let varianceY = variance(of: y)
  else { return nil }
  let n = Double(x.count)
  let (sX, sY) = ((varianceX * (n - 1) / n).squareRoot(), (varianceY * (n - 1) / n).squareRoot())
  let shift = meanX - meanY
  guard let value = concordance(correlation: r, deviations: (sX, sY), shift: shift)
  else { return nil }
  return Concordance(
    value: value,
    standardError: standardError(
      of: value, pearson: r, shift: shift / (sX * sY).squareRoot(), rows: x.count))
}

/// ρ_c from Pearson's r, the standard deviations over n and the difference of the means; nil where it
/// is not finite.
func concordance(
  correlation r: Double, deviations s: (x: Double, y: Double), shift: Double
) -> Double? {
  let scale = s.x * s.x + s.y * s.y + shift * shift
  guard scale.isFinite, scale > 0 else { return nil }
  return min(1, max(-1, 2 * r * s.x * s.y / scale))
}

private func standardError(
  of c: Double, pearson r: Double, shift u: Double, rows: Int
) -> Double? {
  guard rows >= 3, r != 0 else { return nil }
  let (c2, u2) = (c * c, u * u)
  let spread =
    (1 - r * r) * c2 * (1 - c2) / (r * r) + 2 * c2 * c * (1 - c) * u2 / r
    - c2 * c2 * u2 * u2 / (2 * r * r)
  return (max(0, spread) / Double(rows - 2)).squareRoot()
}
