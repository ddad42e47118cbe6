/// Barcodes as numbers: two bits a base, so that up to 32 bases fit in one word.
///
/// Bases are coded as in ``BaseCode`` (A 0, C 1, G 2, T 3), the first base in the highest bits used:
/// numbers of one length sort as the texts do.
///
/// ```swift
/// PackedBarcode.packed("ACGT".utf8)              // 0b00_01_10_11 = 27
/// PackedBarcode.text(27, length: 4)              // "ACGT"
/// PackedBarcode.reverseComplement(27, length: 4) // 27: ACGT is its own
/// ```
public enum PackedBarcode {
  /// The longest barcode that fits.
  public static let maximumLength = 32

  /// The number of a barcode; nil when a letter is not A, C, G or T in either case, or there are
  /// none or more than ``maximumLength``.
  public static func packed(_ letters: some Sequence<UInt8>) -> UInt64? {
    var bits: UInt64 = 0
    var count = 0
    for letter in letters {
      let code = BaseCode.code(ofLetter: letter)
      if code > 3 || count == maximumLength { return nil }
      bits = bits << 2 | UInt64(code)
      count += 1
    }
    return count > 0 ? bits : nil
  }

  /// The barcode in upper-case letters.
  public static func text(_ bits: UInt64, length: Int) -> String {
    String(decoding: letters(bits, length: length), as: UTF8.self)
  }

  /// The barcode as upper-case ASCII letters.
  public static func letters(_ bits: UInt64, length: Int) -> [UInt8] {
    (0..<length).map { position in
      BaseCode.letter(ofCode: UInt8(bits >> UInt64(2 * (length - 1 - position)) & 3))
    }
  }

  /// The reverse complement.
  public static func reverseComplement(_ bits: UInt64, length: Int) -> UInt64 {
    var (rest, result) = (~bits, UInt64(0))
    for _ in 0..<length {
      result = result << 2 | rest & 3
      rest >>= 2
    }
    return result
  }
}
