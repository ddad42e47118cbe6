import Foundation

/// Numbers in text, with a fixed number of decimals and a point whatever the locale.
enum Decimals {
  /// "0.3400" for 0.34 and four decimals; a negative zero is written without its sign.
  static func text(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", value)
    return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) })
      ? String(text.dropFirst()) : text
  }

  /// The number, or "NA" when there is none.
  static func text(_ value: Double?, _ decimals: Int) -> String {
    value.map { text($0, decimals) } ?? "NA"
  }
}
