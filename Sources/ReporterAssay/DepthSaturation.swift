public import Statistics

/// How well replicates would agree at a part of the sequencing depth.
///
/// Counts of DNA and RNA are thinned binomially, each smaller depth from the next larger one.
/// Activity is the difference of log2 CPM with 1 added to the count, on the rows that have an
/// activity at full depth.
public struct DepthSaturation: Hashable, Codable, Sendable {
  /// Medians over the replicate pairs at one depth.
  public struct Point: Hashable, Codable, Sendable {
    /// Share of the reads that were kept; 1 is what was sequenced.
    public let fraction: Double
    /// Pearson's correlation of activity.
    public let activityPearson: Estimate
    /// Spearman's correlation of activity.
    public let activitySpearman: Estimate
    /// Pearson's correlation of RNA.
    public let rnaPearson: Estimate
    /// Spearman's correlation of RNA.
    public let rnaSpearman: Estimate
  }

  /// Rows that were thinned: all, or as many as the parameters allow, evenly spaced.
  public let rows: Int
  /// Depths, ascending, the last one 1.
  public let points: [Point]
  /// Pearson's correlation of activity expected at twice the depth; an extrapolation.
  ///
  /// Counting noise falls as 1/depth, so 1/r is a straight line in 1/depth; the line is fitted by
  /// least squares to the depths of at least 25 %.
  public let activityPearsonAtDouble: Estimate
}

extension DepthSaturation {
  /// The value at x = ½ of the line through (1/fraction, 1/r); nil for fewer than two points, an r
  /// that is not positive, agreement that falls with depth, or when the line leaves (0, 1].
  ///
  /// ```swift
  /// // r = 1/(1 + c/fraction) with c = 1: 1/3 at ½, 1/2 at 1, hence 2/3 at 2
  /// DepthSaturation.extrapolated([(0.5, 1.0 / 3), (1, 0.5)], to: 2)  // 0.6667
  /// ```
  public static func extrapolated(
    _ points: [(fraction: Double, correlation: Double)], to fraction: Double
  ) -> Double? {
    guard points.count >= 2, points.allSatisfy({ $0.fraction > 0 && $0.correlation > 0 }) else {
      return nil
    }
    let line = PairedMoments(
      x: points.map { 1 / $0.fraction }, y: points.map { 1 / $0.correlation })
    guard let slope = line.slope, slope >= 0, let intercept = line.intercept else { return nil }
    let inverse = intercept + slope / fraction
    return inverse >= 1 ? 1 / inverse : nil
  }
}
