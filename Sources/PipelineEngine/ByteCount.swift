/// A number of bytes in words: `512 B`, `1.5 kB`, `2 GB` (powers of 1000).
public struct ByteCount: Hashable, Sendable, CustomStringConvertible {
  /// The number of bytes.
  public let bytes: Int

  /// Wraps a number of bytes.
  public init(_ bytes: Int) { self.bytes = bytes }

  /// Three significant digits at most.
  public var description: String {
    if bytes < 1000 { return "\(bytes) B" }
    return ScaledNumber(Double(bytes)).words + "B"
  }
}

/// A positive number with a metric prefix: 1 234 567 is `1.2 M`, 999 is `999 `.
struct ScaledNumber {
  let words: String

  init(_ value: Double) {
    var scaled = value
    var prefixes = ["", "k", "M", "G", "T", "P"][...]
    while scaled >= 999.5, prefixes.count > 1 {
      scaled /= 1000
      prefixes = prefixes.dropFirst()
    }
    let tenths = (scaled * 10).rounded() / 10
    let isWhole = tenths >= 100 || tenths == tenths.rounded()
    words =
      (isWhole ? String(Int(scaled.rounded())) : String(tenths)) + " " + (prefixes.first ?? "")
  }
}
