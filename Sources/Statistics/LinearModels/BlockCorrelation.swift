import Foundation

extension LeastSquaresWorkspace {
  /// The correlation of rows of one block that maximises the restricted likelihood (REML) of the
  /// problem (Patterson and Thompson 1971, doi 10.1093/biomet/58.3.545), between 1/(1 − m) + 0.01
  /// for the largest block of m rows (1/(1 − m)/2 for blocks of more than 51) and 0.99.
  ///
  /// Minimises (n − p)·ln(RSS) + ln |C| + ln |XᵀC⁻¹X| on a grid of 24 places and then by
  /// Brent's method to 1e-9. Nil when the data cannot tell: fewer than two blocks, no block of two rows,
  /// nearly every row its own block (blocks ≥ n − 1), n ≤ p + 2, or no residual variance.
  ///
  /// ```swift
  /// // intercept only, blocks (1, 1) and (−1, −1): both rows of a block agree perfectly
  /// workspace.restrictedLikelihoodCorrelation()  // 0.99
  /// ```
  public mutating func restrictedLikelihoodCorrelation() -> Double? {
    let independent = solve()
    let degrees = Double(independent.residualDegrees)
    guard largestBlock >= 2, occupiedBlocks >= 2, occupiedBlocks < rows - 1, degrees > 2,
      independent.residualSumOfSquares > 0
    else { return nil }
    let limit = 1 / (1 - Double(largestBlock))
    let lower = limit + min(0.01, -limit / 2)
    let upper = 0.99
    let places = 24
    let step = (upper - lower) / Double(places)
    var best = (place: 0, value: Double.infinity)
    for place in 0...places {
      let value = restrictedDeviance(lower + step * Double(place), degrees)
      if value < best.value { best = (place, value) }
    }
    let start = lower + step * Double(max(0, best.place - 1))
    let end = lower + step * Double(min(places, best.place + 1))
    return boundedMaximum(start...end, tolerance: 1e-9) { -restrictedDeviance($0, degrees) }.place
  }

  private mutating func restrictedDeviance(_ correlation: Double, _ degrees: Double) -> Double {
    let fit = solve(correlation: correlation)
    return degrees * log(fit.residualSumOfSquares) + logDeterminant(correlation: correlation)
      + fit.logDeterminant
  }
}

/// The consensus of many correlations: the inverse Fisher transform of the trimmed mean of their
/// Fisher transforms (Smyth, Michaud and Scott 2005, doi 10.1093/bioinformatics/bti270); nil for
/// none.
///
/// ```swift
/// consensusCorrelation([0.2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9])  // 0.5: one value is cut at each end
/// ```
///
/// - Parameter trim: share of the values left out at each end, rounded down.
/// - Precondition: 0 ≤ trim < 0.5 and every correlation is in (−1, 1).
public func consensusCorrelation(_ correlations: [Double], trim: Double = 0.15) -> Double? {
  precondition(trim >= 0 && trim < 0.5, "trim \(trim)")
  let transformed = correlations.map { atanh($0) }.sorted()
  let cut = Int(Double(transformed.count) * trim)
  return mean(of: Array(transformed[cut..<(transformed.count - cut)])).map { tanh($0) }
}
