/// What a least-squares fit says about the last column of its design.
public struct LastColumnFit: Hashable, Sendable {
  /// Whether the last column is no combination of the others on the rows at hand.
  public let isEstimable: Bool
  /// Coefficient of the last column; 0 when it is not estimable.
  public let coefficient: Double
  /// Standard deviation of the coefficient for errors of variance 1; 0 when it is not estimable.
  public let unscaledDeviation: Double
  /// Sum of the squared, weighted residuals.
  public let residualSumOfSquares: Double
  /// Rows minus rank, ≥ 0.
  public let residualDegrees: Int
  /// ln |XᵀX| of the independent columns, weights and correlation included.
  public let logDeterminant: Double

  /// Residual variance, nil without residual degrees of freedom.
  public var residualVariance: Double? {
    residualDegrees > 0 ? residualSumOfSquares / Double(residualDegrees) : nil
  }
}
