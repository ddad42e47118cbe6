public import Statistics

/// How the difference of two replicates depends on their mean (Bland and Altman 1986,
/// doi 10.1016/S0140-6736(86)90837-8; an MA plot for log2 values).
///
/// ```swift
/// let ma = MeanDifference(of: [2, 4], and: [0, 4], bins: 2)
/// ma.medianDifference  // differences 2 and 0: 1
/// ```
public struct MeanDifference: Hashable, Codable, Sendable {
  /// Rows in hexagons: x the mean of the two, y first minus second; nil without rows.
  public let density: HexagonGrid?
  /// The difference along the mean, in groups of nearly equal size.
  public let bins: [QuantileBin]
  /// Median of the difference.
  public let medianDifference: Estimate

  /// Compares two complete columns.
  ///
  /// - Precondition: as many values in both, all finite.
  public init(of x: [Double], and y: [Double], bins: Int) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values")
    let means = zip(x, y).map { ($0 + $1) / 2 }
    let differences = zip(x, y).map { $0 - $1 }
    density = HexagonGrid(x: means, y: differences)
    self.bins = quantileBins(of: differences, along: means, bins: bins)
    medianDifference = Estimate(median(of: differences), orUndefined: .tooFewRows)
  }
}
