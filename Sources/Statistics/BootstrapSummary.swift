/// The percentile interval of bootstrap draws: the type 7 quantiles at (1 ∓ level)/2 of the draws
/// in which the statistic is defined.
///
/// Nil when there are no draws or when the statistic is undefined in more than a tenth of them.
///
/// ```swift
/// percentileInterval(of: [1, 2, 3, 4, 5], level: 0.5)  // 2...4
/// ```
///
/// - Precondition: 0 < level < 1.
public func percentileInterval(of draws: [Double?], level: Double = 0.95) -> ClosedRange<Double>? {
  precondition(level > 0 && level < 1, "level \(level)")
  let defined = draws.compactMap { $0 }
  guard !defined.isEmpty, Double(defined.count) >= 0.9 * Double(draws.count) else { return nil }
  let sorted = defined.sorted()
  guard let lower = quantile(ofSorted: sorted, at: (1 - level) / 2),
    let upper = quantile(ofSorted: sorted, at: (1 + level) / 2)
  else { return nil }
  return lower...max(lower, upper)
}

/// The two-sided p-value of a difference from its bootstrap draws:
/// min(1, 2·min(P(Δ ≤ 0), P(Δ ≥ 0))), each P counted as (k + 1)/(B + 1).
///
/// Nil when there are no draws or when the difference is undefined in more than a tenth of them.
///
/// ```swift
/// bootstrapPValue(ofDifferences: [0.1, 0.2, 0.1])  // 2·(0 + 1)/(3 + 1) = 0.5
/// ```
public func bootstrapPValue(ofDifferences draws: [Double?]) -> Double? {
  let defined = draws.compactMap { $0 }
  guard !defined.isEmpty, Double(defined.count) >= 0.9 * Double(draws.count) else { return nil }
  var below = 0
  var above = 0
  for difference in defined {
    if difference <= 0 { below += 1 }
    if difference >= 0 { above += 1 }
  }
  return min(1, 2 * Double(min(below, above) + 1) / Double(defined.count + 1))
}
