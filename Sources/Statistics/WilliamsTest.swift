/// Williams' t test of two correlations that share a variable: H₀ ρ₁₂ = ρ₁₃ (Williams 1959; Steiger
/// 1980, doi 10.1037/0033-2909.87.2.245).
///
/// With y variable 1 and two models 2 and 3,
/// t = (r₁₂ − r₁₃)·√[(n − 1)(1 + r₂₃)/(2·(n − 1)/(n − 3)·|R| + r̄²(1 − r₂₃)³)],
/// |R| = 1 − r₁₂² − r₁₃² − r₂₃² + 2·r₁₂·r₁₃·r₂₃, r̄ = (r₁₂ + r₁₃)/2, with n − 3 degrees of freedom.
/// Assumes independent rows: for overlapping fragments n is the number of blocks.
///
/// ```swift
/// WilliamsTest(rows: 103, r12: 0.4, r13: 0.5, r23: 0.1)?.t  // −0.891280
/// ```
public struct WilliamsTest: Hashable, Codable, Sendable {
  /// The statistic.
  public let t: Double
  /// n − 3.
  public let degreesOfFreedom: Int
  /// Two-sided p-value.
  public let pValue: Double

  /// Runs the test; nil for fewer than four rows or when the models are the same up to a linear
  /// map (nothing to compare).
  public init?(rows: Int, r12: Double, r13: Double, r23: Double) {
    guard rows > 3 else { return nil }
    let n = Double(rows)
    let determinant = 1 - r12 * r12 - r13 * r13 - r23 * r23 + 2 * r12 * r13 * r23
    let average = (r12 + r13) / 2
    let difference = 1 - r23
    let spread =
      2 * (n - 1) / (n - 3) * max(0, determinant)
      + average * average * difference * difference * difference
    guard spread > 1e-15 else { return nil }
    t = (r12 - r13) * ((n - 1) * (1 + r23) / spread).squareRoot()
    degreesOfFreedom = rows - 3
    pValue = StudentT(degreesOfFreedom: Double(rows - 3)).twoSided(t)
  }
}
