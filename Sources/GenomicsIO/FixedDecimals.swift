import Glibc

/// Numbers with a fixed number of decimals, as C's `%.*f` writes them: rounded from the exact binary
/// value, ties to even.
enum FixedDecimals {
  private static let powersOfTen: [UInt128] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

  /// Appends a number.
  ///
  /// With at most six decimals and a size below 2⁴³ the digits come from the exact product of
  /// significand and power of ten, which 128 bits hold; other numbers go through the C library.
  ///
  /// - Precondition: the number is finite.
  static func append(_ number: Double, decimals: Int, to bytes: inout [UInt8]) {
    guard decimals < powersOfTen.count, number.magnitude < 0x1p43 else {
      bytes.append(contentsOf: text(number, decimals: decimals).utf8)
      return
    }
    if number.sign == .minus { bytes.append(UInt8(ascii: "-")) }
    let scaled = rounded(number.magnitude, timesPowerOfTen: decimals)
    let digits = Array(String(scaled).utf8)
    let missing = max(0, decimals + 1 - digits.count)
    let point = digits.count + missing - decimals
    for place in 0..<(digits.count + missing) {
      if place == point { bytes.append(UInt8(ascii: ".")) }
      bytes.append(place < missing ? UInt8(ascii: "0") : digits[place - missing])
    }
  }

  /// number · 10^decimals as a whole number, rounded half to even.
  private static func rounded(_ number: Double, timesPowerOfTen decimals: Int) -> UInt64 {
    guard number > 0 else { return 0 }
    // A finite double is significand · 2^exponent with a whole significand below 2⁵³.
    let exponent = number.isNormal ? Int(number.exponent) - 52 : -1074
    let significand =
      UInt128(number.significandBitPattern) | (number.isNormal ? 1 << 52 : 0)
    let product = significand * powersOfTen[decimals]
    // Below 2⁴³ the exponent is at most −10, and the rounded product stays below 2⁶³.
    let shift = -exponent
    if shift > 80 { return 0 }
    let whole = product >> UInt128(shift)
    let rest = product - whole << UInt128(shift)
    let half = UInt128(1) << UInt128(shift - 1)
    let roundsUp = rest > half || (rest == half && whole & 1 == 1)
    return UInt64(whole) + (roundsUp ? 1 : 0)
  }

  private static func text(_ number: Double, decimals: Int) -> String {
    // A double has at most 309 digits before the point.
    var bytes = [CChar](repeating: 0, count: 320 + decimals)
    let capacity = bytes.count
    // Unsafe: vsnprintf writes at most `capacity` bytes, and the format names both arguments.
    let count = unsafe withVaList([Int32(decimals), number]) { arguments in
      unsafe vsnprintf(&bytes, capacity, "%.*f", arguments)
    }
    return String(
      decoding: bytes.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
