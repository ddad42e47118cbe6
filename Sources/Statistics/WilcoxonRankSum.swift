/// Wilcoxon's rank-sum test that two samples come from one distribution, two-sided
/// (doi 10.2307/3001968; Mann and Whitney 1947, doi 10.1214/aoms/1177730491).
///
/// With fewer than 50 values in each sample and no ties the p-value is exact; otherwise it is the
/// normal approximation with the correction for ties and the continuity correction ½.
///
/// ```swift
/// wilcoxonRankSum([1.1, 2.2, 3.3], [4.4, 5.5, 6.6])  // W = 0, exact p = 2/20 = 0.1
/// ```
public struct WilcoxonRankSum: Hashable, Codable, Sendable {
  /// W: pairs in which the value of the first sample is the larger, ties as ½.
  public let statistic: Double
  /// W/(n₁n₂), the probability that a value of the first sample is the larger; ½ without effect.
  public let superiority: Double
  /// Two-sided p-value.
  public let pValue: Double
  /// Whether the p-value is exact.
  public let isExact: Bool

  /// The exact distribution is used below this number of values in each sample.
  public static let exactLimit = 50

  /// Compares the samples; nil when one of them is empty.
  ///
  /// - Precondition: no value is NaN.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let ranks = midRanks(first + second)
    var rankSum = 0.0
    for row in first.indices { rankSum += ranks[row] }
    let (m, n) = (Double(first.count), Double(second.count))
    let w = rankSum - m * (m + 1) / 2
    let ties = tieTerm(ranks)
    statistic = w
    superiority = w / (m * n)
    isExact = first.count < Self.exactLimit && second.count < Self.exactLimit && ties == 0
    if isExact {
      pValue = exactPValue(first.count, second.count, Int(w))
    } else {
      let total = m + n
      let variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
      let distance = max(0, abs(w - m * n / 2) - 0.5)
      pValue =
        variance > 0
        ? min(1, 2 * StandardNormal.upperTail(distance / variance.squareRoot())) : 1
    }
  }
}

/// Runs ``WilcoxonRankSum``.
public func wilcoxonRankSum(_ first: [Double], _ second: [Double]) -> WilcoxonRankSum? {
  WilcoxonRankSum(first, second)
}

/// Two-sided p from the number of ways to get each W: the coefficients of the Gaussian binomial
/// Π (1 − q^(n+i))/(1 − q^i), divided by their sum at the end. O(m²n).
private func exactPValue(_ m: Int, _ n: Int, _ w: Int) -> Double {
  let largest = m * n
  var ways = [Double](repeating: 0, count: largest + 1)
  ways[0] = 1
  for i in 1...m {
    let upper = min(largest, i * n)
    if n + i <= largest {
      for value in stride(from: largest, through: n + i, by: -1) {
        ways[value] -= ways[value - n - i]
      }
    }
    for value in stride(from: i, through: largest, by: 1) { ways[value] += ways[value - i] }
    for value in stride(from: upper + 1, through: largest, by: 1) { ways[value] = 0 }
  }
  let tail = min(w, largest - w)
  var inTail = 0.0
  for value in 0...tail { inTail += ways[value] }
  var all = 0.0
  for value in ways { all += value }
  return min(1, 2 * inTail / all)
}
