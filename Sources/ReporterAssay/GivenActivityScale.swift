import Foundation
import GenomicTypes

/// The scale of activity values that the input gives, and how they become the values models learn.
///
/// ```swift
/// GivenActivityScale.ratio(floor: 0.25).value(of: 8)     // log2(8) = 3
/// GivenActivityScale.ratio(floor: 0.25).value(of: -0.1)  // log2(0.25) = -2
/// GivenActivityScale.asGiven.value(of: -0.1)             // -0.1
/// ```
public enum GivenActivityScale: Hashable, Codable, Sendable {
  /// The values are used as they are, for example log2(RNA/DNA).
  case asGiven
  /// The values are ratios RNA/DNA; their log2 is used. Values below the floor, zero and negative
  /// ones after background subtraction included, become log2 of the floor: they stay at the low
  /// end instead of disappearing, which would keep active fragments only.
  case ratio(floor: Double)

  /// The value models learn.
  ///
  /// - Precondition: the floor is positive.
  public func value(of given: Double) -> Double {
    switch self {
    case .asGiven: return given
    case .ratio(let floor):
      precondition(floor > 0, "floor \(floor)")
      return log2(max(given, floor))
    }
  }
}

extension MergedFragments {
  /// The same fragments with given activities on the scale models learn; counts are untouched.
  public func rescalingGivenActivity(_ scale: GivenActivityScale) -> MergedFragments {
    if scale == .asGiven || fragments.activities.isEmpty { return self }
    var rescaled = fragments
    rescaled.activities = fragments.activities.map { column in
      ActivityColumn(
        name: column.name, values: column.values.map { $0.map { scale.value(of: $0) } })
    }
    return MergedFragments(
      fragments: rescaled, source: source, fragmentOfRow: fragmentOfRow,
      libraryTotals: libraryTotals, attrition: attrition)
  }
}
