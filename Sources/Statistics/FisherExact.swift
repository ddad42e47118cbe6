import Foundation

/// Fisher's exact test of a 2 × 2 table, two-sided: the probability, given the margins, of all
/// tables that are at most as probable as the observed one (Fisher 1935, doi 10.2307/2342435).
///
/// Probabilities within a factor 1 + 10⁻⁷ count as equal. An empty margin gives p = 1 and no odds
/// ratio.
///
/// ```swift
/// FisherExact(3, 1, 1, 3).pValue     // 34/70 = 0.485714
/// FisherExact(3, 1, 1, 3).oddsRatio  // (3·3)/(1·1) = 9
/// ```
public struct FisherExact: Hashable, Codable, Sendable {
  /// Two-sided p-value.
  public let pValue: Double
  /// (a·d)/(b·c) of the table; nil when b·c is 0.
  public let oddsRatio: Double?

  /// Tests the table with rows (a, b) and (c, d).
  ///
  /// - Precondition: no entry is negative.
  /// - Complexity: O(smallest margin).
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    precondition(a >= 0 && b >= 0 && c >= 0 && d >= 0, "table \(a) \(b) \(c) \(d)")
    let (row, column, total) = (a + b, a + c, a + b + c + d)
    let lowest = max(0, row + column - total)
    let highest = min(row, column)
    func logMass(_ value: Int) -> Double {
      logChoose(column, value) + logChoose(total - column, row - value)
    }
    let observed = logMass(a)
    var peak = -Double.infinity
    for value in lowest...highest { peak = max(peak, logMass(value)) }
    var all = 0.0
    var atMost = 0.0
    for value in lowest...highest {
      let mass = logMass(value)
      let share = exp(mass - peak)
      all += share
      if mass <= observed + 1e-7 { atMost += share }
    }
    pValue = min(1, atMost / all)
    let cross = Double(b) * Double(c)
    oddsRatio = cross > 0 ? Double(a) * Double(d) / cross : nil
  }
}

private func logChoose(_ n: Int, _ k: Int) -> Double {
  logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
}
