/// A range of real numbers whose ends may or may not belong to it; infinite ends mean no bound.
///
/// ```swift
/// NumberRange.positive.words  // " above 0"
/// NumberRange.closed(0, 1).contains(1)  // true
/// ```
public struct NumberRange: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// Whether the lower end belongs to the range.
  public let includesLower: Bool
  /// The upper end.
  public let upper: Double
  /// Whether the upper end belongs to the range.
  public let includesUpper: Bool

  /// Makes a range.
  ///
  /// - Precondition: `lower` < `upper`.
  public init(
    from lower: Double, including includesLower: Bool, to upper: Double,
    including includesUpper: Bool
  ) {
    precondition(lower < upper, "\(lower) is not below \(upper)")
    self.lower = lower
    self.includesLower = includesLower
    self.upper = upper
    self.includesUpper = includesUpper
  }

  /// Every finite number.
  public static let any = NumberRange(
    from: -.infinity, including: false, to: .infinity, including: false)
  /// Above 0.
  public static let positive = above(0)
  /// 0 or more.
  public static let nonNegative = atLeast(0)
  /// From 0 to 1, both included.
  public static let unitInterval = closed(0, 1)

  /// From one number to another, both included.
  public static func closed(_ lower: Double, _ upper: Double) -> NumberRange {
    NumberRange(from: lower, including: true, to: upper, including: true)
  }

  /// Between two numbers, both excluded.
  public static func between(_ lower: Double, _ upper: Double) -> NumberRange {
    NumberRange(from: lower, including: false, to: upper, including: false)
  }

  /// Above a number.
  public static func above(_ lower: Double) -> NumberRange {
    NumberRange(from: lower, including: false, to: .infinity, including: false)
  }

  /// A number or more.
  public static func atLeast(_ lower: Double) -> NumberRange {
    NumberRange(from: lower, including: true, to: .infinity, including: false)
  }

  /// Whether a finite number lies in the range.
  public func contains(_ value: Double) -> Bool {
    value.isFinite && (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  /// The range after "a number", empty for no bounds: " from 0 to 1", " above 0".
  public var words: String {
    let low = lower.isFinite ? ParameterValue.double(lower).words : ""
    let high = upper.isFinite ? ParameterValue.double(upper).words : ""
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return ""
    case (true, false): return includesLower ? ", at least \(low)" : " above \(low)"
    case (false, true): return includesUpper ? ", at most \(high)" : " below \(high)"
    case (true, true):
      if includesLower && includesUpper { return " from \(low) to \(high)" }
      return (includesLower ? ", at least \(low)" : " above \(low)")
        + (includesUpper ? " and at most \(high)" : " and below \(high)")
    }
  }
}
