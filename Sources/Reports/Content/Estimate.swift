/// A number with, where it is known, its 95 % interval.
///
/// ```swift
/// Estimate(0.342, low: 0.331, high: 0.353)
/// ```
public struct Estimate: Codable, Hashable, Sendable {
  /// The point estimate.
  public let value: Double
  /// Lower end of the interval; nil when no interval was made.
  public let low: Double?
  /// Upper end of the interval; nil when no interval was made.
  public let high: Double?

  /// Makes an estimate; give both ends of the interval or none.
  public init(_ value: Double, low: Double? = nil, high: Double? = nil) {
    precondition(
      (low == nil) == (high == nil), "Estimate: low \(String(describing: low)), high missing")
    self.value = value
    self.low = low
    self.high = high
  }

  /// `0.342 (0.331–0.353)`, or `0.342` alone without an interval; a dash would read as a minus
  /// beside a negative end, so such an interval is written with "to".
  package func text(decimals: Int, scale: Double = 1, suffix: String = "") -> String {
    let centre = NumberText.display(value * scale, decimals) + suffix
    guard let interval = intervalText(decimals: decimals, scale: scale) else { return centre }
    return "\(centre) (\(interval))"
  }

  /// `1,234 (1,180–1,302)`: an estimated count in whole numbers; beyond 10¹⁵ as it is.
  package var groupedText: String {
    func whole(_ value: Double) -> String {
      abs(value) < 1e15 ? NumberText.grouped(Int(value.rounded())) : "\(value)"
    }
    guard let low, let high else { return whole(value) }
    return "\(whole(value)) (\(whole(low))\u{2013}\(whole(high)))"
  }

  /// `0.331–0.353`, or nil without an interval.
  package func intervalText(decimals: Int, scale: Double = 1) -> String? {
    guard let low, let high else { return nil }
    let separator = low < 0 || high < 0 ? " to " : "\u{2013}"
    return NumberText.display(low * scale, decimals) + separator
      + NumberText.display(high * scale, decimals)
  }
}
