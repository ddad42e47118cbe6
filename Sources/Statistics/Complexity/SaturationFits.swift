import Foundation

/// A point of a saturation curve: things seen after some reads.
public struct SaturationPoint: Hashable, Codable, Sendable {
  /// Reads.
  public let reads: Double
  /// Things seen.
  public let distinct: Double

  /// Makes a point.
  public init(reads: Double, distinct: Double) {
    self.reads = reads
    self.distinct = distinct
  }
}

extension CountOfCounts {
  /// The exact saturation curve at `points` equally spaced depths, the last of them all reads.
  ///
  /// - Precondition: points ≥ 1.
  public func saturationCurve(points: Int) -> [SaturationPoint] {
    precondition(points >= 1, "\(points) points")
    let all = Double(total)
    return (1...points).map { point in
      let kept = Double(point) / Double(points)
      return SaturationPoint(reads: kept * all, distinct: expectedDistinct(keeping: kept))
    }
  }
}

/// The curve of SuRE: U = C·(1 − q^reads), fitted by least squares. For parity with the peer only:
/// it assumes equal abundances and so underestimates C.
public struct ExponentialSaturation: Hashable, Codable, Sendable {
  /// C, the plateau.
  public let complexity: Double
  /// −ln q, per read; q itself is within rounding of 1 for large libraries.
  public let rate: Double
  /// Root of the mean squared deviation of the points.
  public let deviation: Double

  /// q.
  public var q: Double { exp(-rate) }

  /// Fits the curve; nil for fewer than two points, when nothing was seen, or when the curve is so
  /// straight that the plateau lies above a million times what was seen.
  ///
  /// - Parameter points: of positive reads.
  public init?(fittedTo points: [SaturationPoint]) {
    guard points.count >= 2, let scale = Scale(points) else { return nil }
    guard
      let fit = leastSquares(
        start: [log(1.5), 0], points: scale.points,
        { x, p in
          let (plateau, rate) = (exp(p[0]), exp(p[1]))
          let missed = exp(-rate * x)
          return (plateau * (1 - missed), [plateau * (1 - missed), plateau * x * rate * missed])
        })
    else { return nil }
    guard fit.parameters[0] < log(1e6) else { return nil }
    complexity = exp(fit.parameters[0]) * scale.distinct
    rate = exp(fit.parameters[1]) / scale.reads
    deviation = fit.deviation * scale.distinct
  }
}

/// The Hill curve y = a·xⁿ/(bⁿ + xⁿ), fitted by least squares. For parity with peers only.
public struct HillSaturation: Hashable, Codable, Sendable {
  /// a, the plateau.
  public let complexity: Double
  /// b, the reads at which half of it is seen.
  public let halfReads: Double
  /// n, the steepness.
  public let steepness: Double
  /// Root of the mean squared deviation of the points.
  public let deviation: Double

  /// Fits the curve; nil for fewer than three points, when nothing was seen, or when the fit does
  /// not settle because the curve has no plateau.
  ///
  /// - Parameter points: of positive reads.
  public init?(fittedTo points: [SaturationPoint]) {
    guard points.count >= 3, let scale = Scale(points) else { return nil }
    guard
      let fit = leastSquares(
        start: [log(2), 0, 0], points: scale.points,
        { x, p in
          let (plateau, steepness) = (exp(p[0]), exp(p[2]))
          let ratio = steepness * (log(x) - p[1])
          let share = 1 / (1 + exp(-ratio))
          let slope = plateau * share * (1 - share)
          return (plateau * share, [plateau * share, -slope * steepness, slope * ratio])
        })
    else { return nil }
    complexity = exp(fit.parameters[0]) * scale.distinct
    halfReads = exp(fit.parameters[1]) * scale.reads
    steepness = exp(fit.parameters[2])
    deviation = fit.deviation * scale.distinct
    guard complexity.isFinite, halfReads.isFinite, steepness.isFinite else { return nil }
  }
}

/// Points divided by the largest reads and the largest number seen.
private struct Scale {
  let reads: Double
  let distinct: Double
  let points: [SaturationPoint]

  init?(_ points: [SaturationPoint]) {
    guard let reads = points.map(\.reads).max(), let distinct = points.map(\.distinct).max(),
      reads > 0, distinct > 0, points.allSatisfy({ $0.reads > 0 })
    else { return nil }
    self.reads = reads
    self.distinct = distinct
    self.points = points.map {
      SaturationPoint(reads: $0.reads / reads, distinct: $0.distinct / distinct)
    }
  }
}
