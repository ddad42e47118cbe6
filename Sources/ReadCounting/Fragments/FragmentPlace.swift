/// Where a fragment lies inside its bin of a chromosome, as one number that sorts by start, length
/// and strand.
///
/// From the highest bit: 22 bits start within the bin, 31 bits length, 1 bit strand; then 1 bit for
/// duplicates and 8 bits of mapping quality, which do not tell places apart.
enum FragmentPlace {
  /// A bin has 2²² = 4,194,304 starts.
  static let binBits = 22
  /// Bits below those that tell places apart.
  static let lowBits: UInt64 = 9

  static func packed(
    start: Int32, length: Int32, isReverse: Bool, isDuplicate: Bool, mappingQuality: UInt8
  ) -> UInt64 {
    let inBin = UInt64(start) & (1 << binBits - 1)
    let flags: UInt64 = (isReverse ? 1 << 9 : 0) | (isDuplicate ? 1 << 8 : 0)
    return inBin << 41 | UInt64(length) << 10 | flags | UInt64(mappingQuality)
  }

  static func start(_ place: UInt64, bin: Int) -> Int32 {
    Int32(truncatingIfNeeded: bin << binBits | Int(place >> 41))
  }

  static func length(_ place: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: place >> 10 & (1 << 31 - 1))
  }

  static func isReverse(_ place: UInt64) -> Bool { place & 1 << 9 != 0 }
  static func isDuplicate(_ place: UInt64) -> Bool { place & 1 << 8 != 0 }
  static func mappingQuality(_ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: place) }
}
