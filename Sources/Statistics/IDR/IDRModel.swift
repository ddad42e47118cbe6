import Glibc

/// The two-component Gaussian copula mixture of the Irreproducible Discovery Rate
/// (Li, Brown, Huang and Bickel 2011, doi 10.1214/11-AOAS466).
///
/// Pseudo-values of one row, one per replicate, are either *signal*: normal with mean `mean`,
/// standard deviation `deviation` and correlation `correlation` between any two replicates, with
/// probability `signalShare`; or *noise*: independent standard normals.
///
/// ```swift
/// let model = IDRModel(mean: 2, deviation: 1, correlation: 0.8, signalShare: 0.4)
/// model.cumulative(2)  // 0.4 · 0.5 + 0.6 · 0.977250 = 0.786350
/// ```
public struct IDRModel: Hashable, Sendable {
  /// Mean μ of signal pseudo-values, ≥ 0.
  public let mean: Double
  /// Standard deviation σ of signal pseudo-values.
  public let deviation: Double
  /// Correlation ρ of signal pseudo-values between two replicates.
  public let correlation: Double
  /// Share p of rows that are signal.
  public let signalShare: Double

  /// A model with given parameters.
  ///
  /// - Precondition: all are finite, deviation > 0, −1 < correlation < 1 and 0 < share < 1.
  public init(mean: Double, deviation: Double, correlation: Double, signalShare: Double) {
    precondition(
      mean.isFinite && deviation > 0 && deviation.isFinite && abs(correlation) < 1
        && signalShare > 0 && signalShare < 1,
      "mean \(mean), deviation \(deviation), correlation \(correlation), share \(signalShare)")
    self.mean = mean
    self.deviation = deviation
    self.correlation = correlation
    self.signalShare = signalShare
  }

  /// Where the fit starts: μ 0.1, σ 1, ρ 0.2, p 0.5.
  public static let start = IDRModel(
    mean: 0.1, deviation: 1, correlation: 0.2, signalShare: 0.5)

  /// Limits of μ; only the coordinate ascent knows the upper one.
  static let meanBounds = 0.0...20.0
  /// Limits of σ; only the coordinate ascent knows the upper one.
  static let deviationBounds = 0.2...20.0
  /// Limits of ρ.
  static let correlationBounds = 0.1...0.99
  /// Limits of p.
  static let shareBounds = 0.01...0.99

  /// The probability that the pseudo-value of one replicate is at most `z`.
  public func cumulative(_ z: Double) -> Double {
    signalShare * StandardNormal.cumulative((z - mean) / deviation)
      + (1 - signalShare) * StandardNormal.cumulative(z)
  }

  /// The sum of the absolute differences of the four parameters.
  func distance(to other: IDRModel) -> Double {
    abs(mean - other.mean) + abs(deviation - other.deviation)
      + abs(correlation - other.correlation) + abs(signalShare - other.signalShare)
  }
}
