import Foundation

/// Numbers as text, the same on every machine: no locale, fixed decimals, halves away from zero.
///
/// Every function expects a finite value; the reports refuse anything else before they draw
/// (``FiniteCheck``), so a non-finite value here is a mistake of the programmer and stops.
package enum NumberText {
  /// The value with exactly `decimals` digits after the point and an ASCII minus.
  ///
  /// ```swift
  /// NumberText.fixed(-0.1255, 3)  // "-0.126"
  /// NumberText.fixed(-0.0001, 2)  // "0.00": a zero carries no sign
  /// ```
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    precondition(value.isFinite, "NumberText.fixed: \(value) is not finite")
    precondition((0...12).contains(decimals), "NumberText.fixed: \(decimals) decimals, 0…12 only")
    let scale = powersOfTen[decimals]
    // A product just short of a half in binary is a half in decimal: 1.005 must give 1.01.
    let scaled = (abs(value) * scale * (1 + 4e-16)).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return "\(value)" }
    let digits = UInt64(scaled)
    let whole = digits / UInt64(scale)
    var text = value < 0 && digits > 0 ? "-\(whole)" : "\(whole)"
    if decimals > 0 {
      let fraction = String(digits % UInt64(scale))
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return text
  }

  /// Like ``fixed(_:_:)`` with a typographic minus, for readers.
  package static func display(_ value: Double, _ decimals: Int) -> String {
    minus(fixed(value, decimals))
  }

  /// The value with a sign always shown: `+0.042`, `−0.003`.
  package static func signed(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    return text.hasPrefix("-") ? minus(text) : "+" + text
  }

  /// A whole number with commas between thousands: `1,234,567`.
  package static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = value < 0 ? "\u{2212}" : ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// A fraction as percent: 0.0542 with one decimal is `5.4%`.
  package static func percent(_ fraction: Double, _ decimals: Int) -> String {
    display(fraction * 100, decimals) + "%"
  }

  /// A probability for readers: three decimals, or `<0.001`.
  package static func probability(_ p: Double) -> String {
    p < 0.001 ? "<0.001" : fixed(p, 3)
  }

  /// A large tick label in short form: 1500 is `1.5k`, 2,000,000 is `2M`.
  package static func compact(_ value: Double) -> String {
    for (unit, suffix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where abs(value) >= unit {
      return minus(trimmed(fixed(value / unit, 2))) + suffix
    }
    return minus(trimmed(fixed(value, 2)))
  }

  /// A count in at most three digits and a suffix: 217,993 is `218k`.
  package static func short(_ value: Int) -> String {
    for (unit, suffix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where abs(Double(value)) >= unit {
      let scaled = Double(value) / unit
      return minus(trimmed(fixed(scaled, abs(scaled) < 9.995 ? 2 : abs(scaled) < 99.95 ? 1 : 0)))
        + suffix
    }
    return minus(String(value))
  }

  /// A drawing coordinate: at most two decimals, no trailing zeros.
  package static func coordinate(_ value: Double) -> String {
    trimmed(fixed(value, 2))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return result
  }

  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
  ]
}
