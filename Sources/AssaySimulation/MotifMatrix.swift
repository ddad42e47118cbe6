import Glibc

/// The base probabilities of a motif and their log-odds against equal bases.
///
/// Written as IUPAC letters. An upper-case letter is a strong column, 0.94 shared equally by the
/// bases it names; a lower-case letter is a weak one, 0.70; N and n are 0.25 each. The other bases
/// share the rest.
///
/// ```swift
/// let matrix = MotifMatrix(consensus: "ArCN")
/// matrix?.probabilities[0]  // [0.94, 0.02, 0.02, 0.02]
/// matrix?.probabilities[1]  // [0.35, 0.15, 0.35, 0.15]: r is A or G
/// matrix?.probabilities[3]  // [0.25, 0.25, 0.25, 0.25]
/// ```
public struct MotifMatrix: Hashable, Sendable {
  /// Bits are kept in thousandths, so that a palindrome scores the same on both strands.
  package static let scale = 1_000.0

  /// (columns, 4) in the order A, C, G, T.
  public let probabilities: [[Double]]
  /// log2(probability / 0.25) in thousandths of a bit, (columns, 4), row-major.
  package let scores: [Int32]

  /// Reads IUPAC letters; nil unless there are 4 to 24 and one of them is not N.
  public init?(consensus: String) {
    guard (4...24).contains(consensus.utf8.count) else { return nil }
    var columns: [[Double]] = []
    for letter in consensus {
      guard let letters = Self.bases[letter.uppercased()] else { return nil }
      columns.append(Self.column(naming: letters, strong: letter.isUppercase))
    }
    guard columns.contains(where: { $0.contains { $0 != 0.25 } }) else { return nil }
    probabilities = columns
    scores = columns.flatMap { column in
      column.map { Int32((log2($0 / 0.25) * Self.scale).rounded()) }
    }
  }

  /// Number of columns.
  public var width: Int { probabilities.count }

  /// Score of the best sequence in bits.
  public var maximumScore: Double {
    let best = (0..<width).map { column in scores[(4 * column)..<(4 * column + 4)].max() ?? 0 }
    return Double(best.reduce(0, +)) / Self.scale
  }

  /// log-odds of the bases at `start`, in bits; nil where the motif does not fit or meets an
  /// unknown base.
  public func score(of codes: [UInt8], at start: Int) -> Double? {
    guard start >= 0, start + width <= codes.count else { return nil }
    var sum: Int32 = 0
    for column in 0..<width {
      let code = Int(codes[start + column])
      guard code < 4 else { return nil }
      sum += scores[4 * column + code]
    }
    return Double(sum) / Self.scale
  }

  /// The scores of the motif on the opposite strand, (columns, 4), row-major.
  package var reverseComplementScores: [Int32] {
    scores.reversed()  // the complement of base b is 3 − b
  }

  private static func column(naming letters: [Int], strong: Bool) -> [Double] {
    if letters.count == 4 { return [0.25, 0.25, 0.25, 0.25] }
    let inside = strong ? 0.94 : 0.70
    var column = [Double](repeating: (1 - inside) / Double(4 - letters.count), count: 4)
    for letter in letters { column[letter] = inside / Double(letters.count) }
    return column
  }

  private static let bases: [String: [Int]] = [
    "A": [0], "C": [1], "G": [2], "T": [3], "R": [0, 2], "Y": [1, 3], "S": [1, 2], "W": [0, 3],
    "K": [2, 3], "M": [0, 1], "B": [1, 2, 3], "D": [0, 2, 3], "H": [0, 1, 3], "V": [0, 1, 2],
    "N": [0, 1, 2, 3],
  ]
}
