/// Bytes of a binary file, numbers with their lowest byte first on every machine.
struct LittleEndianBytes {
  private(set) var bytes: [UInt8] = []

  /// Appends a whole number.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    for byte in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte)))
    }
  }

  /// Appends a number of 32 bits.
  mutating func append(_ number: Float) { append(number.bitPattern) }

  /// Appends a number of 64 bits.
  mutating func append(_ number: Double) { append(number.bitPattern) }

  /// Appends text filled up with zero bytes.
  mutating func append(_ text: String, paddedTo length: Int) {
    let letters = Array(text.utf8)
    bytes += letters + Array(repeating: 0, count: length - letters.count)
  }

  /// Appends bytes as they are.
  mutating func append(contentsOf other: [UInt8]) { bytes += other }
}
