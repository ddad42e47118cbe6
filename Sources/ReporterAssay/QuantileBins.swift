import Statistics

/// The middle half of a measure among rows with similar values of another one.
public struct QuantileBin: Hashable, Codable, Sendable {
  /// Smallest and largest value of the variable that orders the rows.
  public let range: ClosedRange<Double>
  /// Number of rows.
  public let rows: Int
  /// First quartile of the measure.
  public let lowerQuartile: Double
  /// Median of the measure.
  public let median: Double
  /// Third quartile of the measure.
  public let upperQuartile: Double
}

/// The measure in groups of nearly equal size along a variable; rows with tied values of the
/// variable stay together, so groups can be unequal, and empty ones are left out.
///
/// ```swift
/// quantileBins(of: [1, 2, 3, 4], along: [10, 20, 30, 40], bins: 2).map(\.median)  // [1.5, 3.5]
/// ```
///
/// - Precondition: as many values as places, none NaN; `bins` ≥ 1.
/// - Complexity: O(n log n).
public func quantileBins(
  of values: [Double], along places: [Double], bins: Int
) -> [QuantileBin] {
  quantileBins(of: values, along: places, groups: quantileGroups(midRanks(places), count: bins))
}

/// The group 0..<count of each row from its mid-rank.
func quantileGroups(_ ranks: [Double], count: Int) -> [Int] {
  precondition(count >= 1, "\(count) groups")
  let rows = Double(ranks.count)
  return ranks.map { min(count - 1, max(0, Int(Double(count) * ($0 - 0.5) / rows))) }
}

func quantileBins(
  of values: [Double], along places: [Double], groups: [Int]
) -> [QuantileBin] {
  precondition(
    values.count == places.count && values.count == groups.count,
    "\(values.count), \(places.count), \(groups.count) values")
  var members = [[Double]](repeating: [], count: (groups.max() ?? -1) + 1)
  var ranges = [ClosedRange<Double>?](repeating: nil, count: members.count)
  for (row, group) in groups.enumerated() {
    members[group].append(values[row])
    let place = places[row]
    ranges[group] =
      ranges[group].map { min($0.lowerBound, place)...max($0.upperBound, place) } ?? place...place
  }
  return zip(members, ranges).compactMap { values, range in
    guard let range, let quartiles = quantiles(of: values, at: [0.25, 0.5, 0.75]) else {
      return nil
    }
    return QuantileBin(
      range: range, rows: values.count, lowerQuartile: quartiles[0], median: quartiles[1],
      upperQuartile: quartiles[2])
  }
}
