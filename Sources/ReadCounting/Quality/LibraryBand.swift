/// What passes a check and what only warns; outside both it fails.
///
/// ```swift
/// let band = LibraryBand(pass: .init(50, 600), warn: .init(30, 800), source: "esMPRA")
/// band.verdict(of: 700)  // warn
/// band.text              // "50–600, fails outside 30–800"
/// ```
public struct LibraryBand: Hashable, Codable, Sendable {
  /// A closed range, open to one side where an end is nil.
  public struct Range: Hashable, Codable, Sendable {
    /// Smallest value inside; nil for no limit.
    public let low: Double?
    /// Largest value inside; nil for no limit.
    public let high: Double?

    /// Makes a range.
    public init(_ low: Double?, _ high: Double?) {
      self.low = low
      self.high = high
    }

    func contains(_ value: Double) -> Bool {
      value >= low ?? -.infinity && value <= high ?? .infinity
    }

    var text: String {
      switch (low, high) {
      case (let low?, let high?): plainNumber(low) + "\u{2013}" + plainNumber(high)
      case (let low?, nil): "≥ " + plainNumber(low)
      case (nil, let high?): "≤ " + plainNumber(high)
      case (nil, nil): "any"
      }
    }
  }

  /// What passes.
  public let pass: Range
  /// What warns; nil when everything that does not pass only warns.
  public let warn: Range?
  /// Who uses these limits.
  public let source: String

  /// Makes a band.
  public init(pass: Range, warn: Range? = nil, source: String) {
    self.pass = pass
    self.warn = warn
    self.source = source
  }

  /// The outcome for a value.
  public func verdict(of value: Double) -> LibraryCheck.Verdict {
    if pass.contains(value) { return .pass }
    guard let warn else { return .warn }
    return warn.contains(value) ? .warn : .fail
  }

  /// The limits in words.
  public var text: String {
    guard let warn else { return pass.text }
    let outside =
      switch (warn.low, warn.high) {
      case (_?, _?): "fails outside \(warn.text)"
      case (let low?, nil): "fails < \(plainNumber(low))"
      case (nil, let high?): "fails > \(plainNumber(high))"
      case (nil, nil): "never fails"
      }
    return "\(pass.text), \(outside)"
  }
}
