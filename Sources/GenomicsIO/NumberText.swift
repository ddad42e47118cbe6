/// What a field that should be a whole number holds.
enum WholeNumber: Equatable {
  case value(Int)
  case negative
  case fractional
  case tooLarge
  case notANumber
}

/// Reads numbers from the bytes of a text field.
enum NumberText {
  /// The whole number a field holds, at most `limit`.
  ///
  /// Besides digits, forms whose value is whole are accepted, such as "3.0" and "1e+05": R writes
  /// 100000 as the latter.
  static func wholeNumber(
    _ bytes: [UInt8], _ start: Int, _ end: Int, limit: Int
  ) -> WholeNumber {
    if let value = digits(bytes.span, start, end) {
      return value <= limit ? .value(value) : .tooLarge
    }
    return unusualWholeNumber(bytes, start, end, limit: limit)
  }

  /// The number that 1 to 18 digits spell; nil when the field holds anything else.
  @inline(__always)
  static func digits(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let length = end - start
    guard length > 0, length <= 18 else { return nil }
    var value = 0
    var position = start
    while position < end {
      let digit = bytes[position] &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
      position &+= 1
    }
    return value
  }

  private static func unusualWholeNumber(
    _ bytes: [UInt8], _ start: Int, _ end: Int, limit: Int
  ) -> WholeNumber {
    guard let value = number(bytes, start, end), value.isFinite else { return .notANumber }
    if value < 0 { return .negative }
    if value > Double(limit) { return .tooLarge }
    if value != value.rounded(.down) { return .fractional }
    return .value(Int(value))
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number a field holds, correctly rounded; nil when it is not a decimal number.
  ///
  /// Plain decimals of at most 15 digits take a short way that is exact, because both the digits
  /// and the power of ten are (Clinger 1990, doi:10.1145/93548.93557).
  static func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
    guard start < end else { return nil }
    var position = start
    let isNegative = bytes[start] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var digits = 0
    var decimals = 0
    var value = 0
    var seenPoint = false
    while position < end, digits <= 15 {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if byte >= 48, byte <= 57 {
        value = value * 10 + Int(byte - 48)
        digits += 1
        if seenPoint { decimals += 1 }
      } else {
        break
      }
      position += 1
    }
    if position == end, digits > 0, digits <= 15 {
      let magnitude = Double(value) / powersOfTen[decimals]
      return isNegative ? -magnitude : magnitude
    }
    return unusualNumber(bytes, start, end)
  }

  private static func unusualNumber(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
    // Hexadecimal and words are numbers to `Double(_:)` but not to a table.
    for position in start..<end {
      switch bytes[position] {
      case 48...57, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        continue
      default: return nil
      }
    }
    return Double(String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
