import Glibc
import GenomicTypes

/// Finds every occupied place of every motif on both strands.
///
/// A motif is cut into words of six bases whose summed scores are looked up, and a place is left
/// as soon as the best possible remainder cannot reach the threshold: about one look-up per base,
/// motif and strand.
struct MotifScanner: Sendable {
  private static let wordLength = 6
  private static let wordCount = 4096

  /// One motif with both strands' tables.
  private struct Entry: Sendable {
    let width: Int
    let words: Int
    /// (words, 4096): summed score of each word of the forward and of the reverse matrix.
    let forward: [Int32]
    let reverse: [Int32]
    /// Best possible score of everything after the first word.
    let forwardRest: Int32
    let reverseRest: Int32
    let threshold: Int32
    let midpoint: Double
  }

  private let entries: [Entry]
  private let steepness: Double

  init(matrices: [MotifMatrix], parameters: GrammarParameters) {
    steepness = parameters.occupancySteepness
    let minimum = parameters.occupancyMinimum
    let below = log(minimum / (1 - minimum)) / parameters.occupancySteepness
    entries = matrices.map { matrix in
      let midpoint = parameters.occupancyMidpoint * matrix.maximumScore
      let threshold = ((midpoint + below) * MotifMatrix.scale).rounded(.up)
      let forward = Self.tables(matrix.scores)
      let reverse = Self.tables(matrix.reverseComplementScores)
      return Entry(
        width: matrix.width, words: forward.tables.count / Self.wordCount, forward: forward.tables,
        reverse: reverse.tables, forwardRest: forward.rest, reverseRest: reverse.rest,
        threshold: Int32(max(min(threshold, 1e9), -1e9)), midpoint: midpoint)
    }
  }

  private static func tables(_ scores: [Int32]) -> (tables: [Int32], rest: Int32) {
    let width = scores.count / 4
    let words = (width + wordLength - 1) / wordLength
    var tables = [Int32](repeating: 0, count: words * wordCount)
    for word in 0..<words {
      for code in 0..<wordCount {
        var sum: Int32 = 0
        for letter in 0..<wordLength {
          let column = word * wordLength + letter
          if column >= width { break }
          let base = code >> (2 * (wordLength - 1 - letter)) & 3
          sum += scores[4 * column + base]
        }
        tables[word * wordCount + code] = sum
      }
    }
    var rest: Int32 = 0
    for column in min(wordLength, width)..<width {
      rest += scores[(4 * column)..<(4 * column + 4)].max() ?? 0
    }
    return (tables, rest)
  }

  /// The occupied places, ascending by start, then by motif. Places with unknown bases are free.
  ///
  /// - Complexity: O(bases · motifs).
  func instances(in codes: [UInt8]) -> [MotifInstance] {
    let words = Self.wordCodes(codes)
    var found: [MotifInstance] = []
    for index in entries.indices {
      scan(entries[index], motif: Int16(index), codes: codes, words: words, into: &found)
    }
    found.sort { $0.start != $1.start ? $0.start < $1.start : $0.motif < $1.motif }
    return found
  }

  private func scan(
    _ entry: Entry, motif: Int16, codes: [UInt8], words: [UInt16],
    into found: inout [MotifInstance]
  ) {
    let last = codes.count - entry.width
    if last < 0 { return }
    let forwardCut = entry.threshold - entry.forwardRest
    let reverseCut = entry.threshold - entry.reverseRest
    for start in 0...last {
      let word = Int(words[start])
      let forwardFirst = entry.forward[word]
      let reverseFirst = entry.reverse[word]
      if forwardFirst < forwardCut, reverseFirst < reverseCut { continue }
      let forward = forwardFirst + Self.remainder(entry.forward, entry.words, words, start)
      let reverse = reverseFirst + Self.remainder(entry.reverse, entry.words, words, start)
      let score = max(forward, reverse)
      if score < entry.threshold { continue }
      if codes[start..<(start + entry.width)].contains(where: { $0 > 3 }) { continue }
      let bits = Double(score) / MotifMatrix.scale
      found.append(
        MotifInstance(
          start: Int32(start), width: Int16(entry.width), motif: motif,
          strand: forward == reverse ? .unstranded : forward > reverse ? .forward : .reverse,
          occupancy: 1 / (1 + exp(-steepness * (bits - entry.midpoint)))))
    }
  }

  /// Score of the words after the first.
  private static func remainder(
    _ table: [Int32], _ count: Int, _ words: [UInt16], _ start: Int
  ) -> Int32 {
    var sum: Int32 = 0
    for word in 1..<max(count, 1) {
      sum += table[word * wordCount + Int(words[start + word * wordLength])]
    }
    return sum
  }

  /// For every base the six bases from it on as one number, the first in the highest bits; unknown
  /// bases and those past the end count as A. Longer than `codes` by the widest motif.
  private static func wordCodes(_ codes: [UInt8]) -> [UInt16] {
    var words = [UInt16](repeating: 0, count: codes.count + 24)
    var word: UInt16 = 0
    for position in codes.indices.reversed() {
      let base = codes[position] > 3 ? 0 : UInt16(codes[position])
      word = base << 10 | word >> 2
      words[position] = word
    }
    return words
  }
}
