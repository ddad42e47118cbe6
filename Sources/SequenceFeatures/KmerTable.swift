/// Words of one length and the column each is counted in.
///
/// A word is numbered base 4 with A 0, C 1, G 2, T 3, the first base the most significant. The
/// canonical word is the smaller of a word and its reverse complement; its column is its rank
/// among canonical words. There are 4^k/2 of them for odd k and (4^k + 4^(k/2))/2 for even k, whose
/// palindromes are their own partners.
///
/// ```swift
/// KmerTable(length: 2, orientation: .canonical).names
/// // AA, AC, AG, AT, CA, CC, CG, GA, GC, TA
/// ```
package struct KmerTable: Sendable {
  /// Number of bases of a word.
  package let length: Int
  /// The words that have a column, ascending.
  package let words: [Int32]
  /// The reverse complement of each of `words`; the word itself when it is a palindrome or when
  /// words are oriented.
  package let partners: [Int32]

  package init(length k: Int, orientation: FeatureSet.Orientation) {
    length = k
    let all = 0..<(1 << (2 * k))
    switch orientation {
    case .oriented:
      words = all.map { Int32($0) }
      partners = words
    case .canonical:
      let canonical = all.filter { $0 <= Self.reverseComplement($0, length: k) }
      words = canonical.map { Int32($0) }
      partners = canonical.map { Int32(Self.reverseComplement($0, length: k)) }
    }
  }

  /// The letters of every word.
  package var names: [String] {
    words.map { word in
      String(
        decoding: (0..<length).map { position in
          Self.letters[Int(word) >> (2 * (length - 1 - position)) & 3]
        }, as: UTF8.self)
    }
  }

  private static let letters = Array("ACGT".utf8)

  /// The number of the reverse complement of a word.
  package static func reverseComplement(_ word: Int, length: Int) -> Int {
    var forward = word
    var reverse = 0
    for _ in 0..<length {
      reverse = reverse << 2 | (3 - forward & 3)
      forward >>= 2
    }
    return reverse
  }
}
