/// The two-sided p-value of a correlation against none: Student's t of r·√(ν/(1 − r²)) with
/// ν = n − k − 2 degrees of freedom for n independent rows and k covariates.
///
/// Nil for ν < 1. |r| = 1 gives 0. For Spearman's ρ it is the usual approximation.
///
/// ```swift
/// correlationPValue(0.5, rows: 3)  // t = 0.5774 with 1 degree of freedom: 0.6667
/// ```
public func correlationPValue(_ correlation: Double, rows: Int, covariates: Int = 0) -> Double? {
  let degrees = rows - covariates - 2
  guard degrees >= 1 else { return nil }
  let unexplained = 1 - correlation * correlation
  guard unexplained > 0 else { return 0 }
  let t = abs(correlation) * (Double(degrees) / unexplained).squareRoot()
  return StudentT(degreesOfFreedom: Double(degrees)).twoSided(t)
}
