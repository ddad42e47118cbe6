/// Wilcoxon's signed-rank test that paired differences are symmetric around zero, two-sided
/// (doi 10.2307/3001968).
///
/// Zero differences are dropped. With at most 25 differences left and no ties among their absolute
/// values the p-value is exact; otherwise it is the normal approximation with the correction for
/// ties and the continuity correction ½.
///
/// ```swift
/// wilcoxonSignedRank([1, 2, 3, 4, 5, -6])  // W⁺ = 15, exact p = 0.4375
/// ```
public struct WilcoxonSignedRank: Hashable, Codable, Sendable {
  /// Non-zero differences.
  public let count: Int
  /// W⁺, the sum of the ranks of the positive differences.
  public let positiveRankSum: Double
  /// Two-sided p-value.
  public let pValue: Double
  /// Whether the p-value is exact.
  public let isExact: Bool

  /// The largest number of differences for which the exact distribution is used.
  public static let largestExactCount = 25

  /// Tests the differences; nil when none is different from zero.
  ///
  /// - Precondition: no difference is NaN.
  public init?(_ differences: [Double]) {
    let kept = differences.filter { $0 != 0 }
    guard !kept.isEmpty else { return nil }
    let ranks = midRanks(kept.map { abs($0) })
    var positive = 0.0
    for (row, difference) in kept.enumerated() where difference > 0 { positive += ranks[row] }
    let ties = tieTerm(ranks)
    count = kept.count
    positiveRankSum = positive
    isExact = kept.count <= Self.largestExactCount && ties == 0
    pValue =
      isExact
      ? exactPValue(count: kept.count, sum: Int(positive))
      : approximatePValue(count: kept.count, sum: positive, ties: ties)
  }
}

/// Runs ``WilcoxonSignedRank``.
public func wilcoxonSignedRank(_ differences: [Double]) -> WilcoxonSignedRank? {
  WilcoxonSignedRank(differences)
}

/// Two-sided p from the number of sign patterns with each rank sum.
private func exactPValue(count: Int, sum: Int) -> Double {
  let largest = count * (count + 1) / 2
  var patterns = [Double](repeating: 0, count: largest + 1)
  patterns[0] = 1
  for rank in 1...count {
    for total in stride(from: largest, through: rank, by: -1) {
      patterns[total] += patterns[total - rank]
    }
  }
  let tail = min(sum, largest - sum)
  var inTail = 0.0
  for total in 0...tail { inTail += patterns[total] }
  var all = 1.0
  for _ in 0..<count { all *= 2 }
  return min(1, 2 * inTail / all)
}

private func approximatePValue(count: Int, sum: Double, ties: Double) -> Double {
  let n = Double(count)
  let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
  let distance = max(0, abs(sum - n * (n + 1) / 4) - 0.5)
  return min(1, 2 * StandardNormal.upperTail(distance / variance.squareRoot()))
}
