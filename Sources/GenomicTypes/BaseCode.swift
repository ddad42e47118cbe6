/// The numbering of bases: A 0, C 1, G 2, T 3, anything else 4, so that the complement is 3 − code.
public enum BaseCode {
  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 4, count: 256)
    for (code, letters) in ["Aa", "Cc", "Gg", "Tt"].enumerated() {
      for letter in letters.utf8 { table[Int(letter)] = UInt8(code) }
    }
    return table
  }()

  private static let letters: [UInt8] = Array("ACGTN".utf8)

  /// The code of an ASCII letter of either case; 4 for every letter other than A, C, G and T.
  public static func code(ofLetter letter: UInt8) -> UInt8 { table[Int(letter)] }

  /// The upper-case ASCII letter of a code; N for every code above 3.
  public static func letter(ofCode code: UInt8) -> UInt8 { letters[min(Int(code), 4)] }

  /// The reverse complement of base codes; unknown stays unknown.
  public static func reverseComplement(_ codes: [UInt8]) -> [UInt8] {
    codes.reversed().map { $0 > 3 ? $0 : 3 - $0 }
  }
}
