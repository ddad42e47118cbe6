import Foundation

/// Fisher's z = artanh(r), nil for |r| ≥ 1 (Fisher 1921).
///
/// ```swift
/// fisherZ(0.5)  // 0.549306
/// ```
public func fisherZ(_ correlation: Double) -> Double? {
  abs(correlation) < 1 ? atanh(correlation) : nil
}

/// The standard error of Fisher's z, 1/√(n − k − 3), for a correlation on n rows given k
/// covariates; nil when n ≤ k + 3.
///
/// ```swift
/// fisherZStandardError(rows: 103)                 // 1/√100 = 0.1
/// fisherZStandardError(rows: 105, covariates: 2)  // 0.1
/// ```
public func fisherZStandardError(rows: Int, covariates: Int = 0) -> Double? {
  let degrees = rows - covariates - 3
  return degrees > 0 ? 1 / Double(degrees).squareRoot() : nil
}

/// The interval tanh(z ± q·SE) around a correlation of independent rows; nil for |r| ≥ 1 or too
/// few rows.
///
/// ```swift
/// fisherInterval(0.5, rows: 103)  // 0.3393…0.6323 at 95 %
/// ```
///
/// - Precondition: 0 < level < 1.
public func fisherInterval(
  _ correlation: Double, rows: Int, covariates: Int = 0, level: Double = 0.95
) -> ClosedRange<Double>? {
  guard let z = fisherZ(correlation),
    let error = fisherZStandardError(rows: rows, covariates: covariates)
  else { return nil }
  let half = StandardNormal.quantile(0.5 + level / 2) * error
  return tanh(z - half)...tanh(z + half)
}
