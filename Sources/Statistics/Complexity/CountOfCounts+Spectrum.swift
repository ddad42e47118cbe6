/// A point of the curve of n_k against k.
public struct SpectrumPoint: Hashable, Codable, Sendable {
  /// k, or the geometric middle of a bin of counts.
  public let count: Double
  /// n_k, or its mean over the counts of the bin.
  public let things: Double
}

extension CountOfCounts {
  /// n_k for drawing on logarithmic axes: every k up to `exact`, then bins whose ends grow by a
  /// quarter or more, with the mean of n_k over the counts of the bin. Empty bins are left out, so
  /// the points are few however large the counts are.
  ///
  /// ```swift
  /// // 40 things read 17 to 20 times: the bin 17–21 holds five counts
  /// CountOfCounts(frequencies: [1: 3, 18: 40]).spectrum(exact: 16).map(\.things)  // [3, 8]
  /// ```
  ///
  /// - Precondition: exact ≥ 4.
  public func spectrum(exact: Int = 16) -> [SpectrumPoint] {
    precondition(exact >= 4, "exact up to \(exact)")
    var points: [SpectrumPoint] = []
    var first = exact + 1
    var end = first + first / 4 + 1
    var things = 0
    func closeBin() {
      guard things > 0 else { return }
      let middle = (Double(first) * Double(end - 1)).squareRoot()
      points.append(SpectrumPoint(count: middle, things: Double(things) / Double(end - first)))
      things = 0
    }
    for (value, frequency) in zip(values, frequencies) {
      if value <= exact {
        points.append(SpectrumPoint(count: Double(value), things: Double(frequency)))
        continue
      }
      while value >= end {
        closeBin()
        (first, end) = (end, end + end / 4 + 1)
      }
      things += frequency
    }
    closeBin()
    return points
  }
}
