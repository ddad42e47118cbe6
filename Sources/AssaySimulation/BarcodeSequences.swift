import GenomicTypes
import Statistics

/// Distinct random-looking barcodes, numbered.
///
/// Barcode n is a bijective scramble of n among all words of its length, so no two are equal and
/// none has to be remembered: two rounds of multiplication by an odd number and xor with the own
/// upper half, modulo 4^length, started from a seed.
struct BarcodeSequences: Sendable {
  private let length: Int
  private let mask: UInt64
  private let offset: UInt64
  private let multipliers: [UInt64]

  /// - Precondition: length is 8…31.
  init(length: Int, seed: Seed) {
    precondition((8...31).contains(length), "length \(length)")
    self.length = length
    mask = (1 << UInt64(2 * length)) - 1
    var generator = SeededGenerator(seed)
    offset = generator.next()
    multipliers = [generator.next() | 1, generator.next() | 1, generator.next() | 1]
  }

  /// Number of different barcodes.
  var capacity: Int { Int(mask) + 1 }

  /// - Precondition: 0 ≤ number < capacity.
  func letters(of number: Int) -> String {
    precondition(number >= 0 && number < capacity, "barcode \(number) of \(capacity)")
    var word = (UInt64(number) &+ offset) & mask
    for multiplier in multipliers {
      word = (word &* multiplier) & mask
      word ^= word >> UInt64(length)
    }
    var letters: [UInt8] = []
    letters.reserveCapacity(length)
    for _ in 0..<length {
      letters.append(BaseCode.letter(ofCode: UInt8(word & 3)))
      word >>= 2
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
