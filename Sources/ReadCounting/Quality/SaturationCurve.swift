public import Statistics

/// Things seen against reads: exact up to the present depth, expected beyond it.
public struct SaturationCurve: Hashable, Codable, Sendable {
  /// One depth.
  public struct Point: Hashable, Codable, Sendable {
    /// Depth relative to the present.
    public let depth: Double
    /// Reads at that depth.
    public let reads: Double
    /// Things seen, or expected to be seen.
    public let distinct: Double
    /// 95 % interval; nil below the present depth, where the value is exact, and where unknown.
    public let interval: LibraryComplexity.Interval?
  }

  /// From few reads to all: expectation over subsets of the reads (exact, no simulation).
  public let observed: [Point]
  /// From the present depth on, which is its first point; empty when nothing can be said.
  public let extrapolated: [Point]
  /// What the extrapolation rests on; nil when there is none.
  public let basis: DeeperReading.Basis?
  /// Why there is no extrapolation by the model.
  public let undefined: UndefinedReason?

  /// Draws up the curve.
  ///
  /// ```swift
  /// let curve = SaturationCurve(of: CountOfCounts(frequencies: [1: 2, 2: 1]), points: 2)
  /// curve.observed.map(\.distinct)  // [1.75, 3]: at half of the four reads, and at all of them
  /// ```
  ///
  /// - Parameters:
  ///   - counts: how many things were counted how often.
  ///   - points: points of the observed part, equally spaced; the extrapolation has as many.
  ///   - reach: depth at which the extrapolation ends, relative to the present, above 1.
  /// - Complexity: O(points · distinct counts).
  public init(of counts: CountOfCounts, points: Int = 25, reach: Double = 5) {
    precondition(points >= 1 && reach > 1, "\(points) points up to \(reach)")
    guard !counts.isEmpty else {
      observed = []
      extrapolated = []
      basis = nil
      undefined = .noCounts
      return
    }
    let all = Double(counts.total)
    observed = counts.saturationCurve(points: points).enumerated().map { index, point in
      Point(
        depth: Double(index + 1) / Double(points), reads: point.reads, distinct: point.distinct,
        interval: nil)
    }
    let fit = ZeroTruncatedNegativeBinomial.fitted(to: counts)
    undefined = fit.reason
    let now = Point(depth: 1, reads: all, distinct: Double(counts.distinct), interval: nil)
    var further: [Point] = []
    for step in 1...points {
      let depth = 1 + (reach - 1) * Double(step) / Double(points)
      let reading = DeeperReading(counts, fit, factor: depth)
      // The series of Good and Toulmin is noise from where it turns down.
      guard let distinct = reading.distinct.value,
        distinct >= (further.last ?? now).distinct
      else { break }
      further.append(
        Point(depth: depth, reads: depth * all, distinct: distinct, interval: reading.interval))
    }
    extrapolated = further.isEmpty ? [] : [now] + further
    basis = further.isEmpty ? nil : fit.model == nil ? .goodToulmin : .model
  }
}
