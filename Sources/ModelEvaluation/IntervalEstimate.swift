public import Statistics

/// A number with its bootstrap interval, each possibly undefined with a reason.
///
/// ```swift
/// // {"value": 0.41, "lower": 0.38, "upper": 0.44}
/// // {"undefined": "no_variance"}
/// // {"value": 0.41, "intervalUndefined": "too_few_blocks"}
/// ```
public struct IntervalEstimate: Hashable, Codable, Sendable {
  /// The number on all rows; nil exactly when `undefined` is given.
  public let value: Double?
  /// Lower end of the interval.
  public let lower: Double?
  /// Upper end of the interval.
  public let upper: Double?
  /// Why there is no value.
  public let undefined: UndefinedReason?
  /// Why there is a value but no interval.
  public let intervalUndefined: UndefinedReason?

  /// An estimate without an interval.
  public init(_ estimate: Estimate, intervalUndefined: UndefinedReason) {
    value = estimate.value
    undefined = estimate.undefined
    lower = nil
    upper = nil
    self.intervalUndefined = estimate.value == nil ? nil : intervalUndefined
  }

  /// An estimate with the percentile interval of its draws.
  ///
  /// - Parameters:
  ///   - estimate: the value on all rows.
  ///   - draws: the statistic in every bootstrap draw.
  ///   - level: confidence level.
  ///   - unavailable: why nothing was resampled; nil when `draws` counts.
  public init(
    _ estimate: Estimate, draws: [Double?], level: Double, unavailable: UndefinedReason?
  ) {
    value = estimate.value
    undefined = estimate.undefined
    let interval =
      estimate.value == nil || unavailable != nil
      ? nil : percentileInterval(of: draws, level: level)
    lower = interval?.lowerBound
    upper = interval?.upperBound
    intervalUndefined =
      estimate.value == nil || interval != nil ? nil : unavailable ?? .undefinedDraws
  }

  /// The interval, when there is one.
  public var interval: ClosedRange<Double>? {
    guard let lower, let upper else { return nil }
    return lower...upper
  }
}
