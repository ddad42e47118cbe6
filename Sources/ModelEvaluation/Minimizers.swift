/// A sampled word of a sequence: the canonical 16-mer with the smallest hash among the 17 of a
/// 32-base window.
struct Minimizer: Hashable, Sendable {
  /// Hash of the canonical 16-mer; a bijection, so equal hashes are equal words.
  var hash: UInt32
  /// Position of its first base.
  var position: Int32
  /// Whether the canonical word is the reverse complement of what stands in the sequence.
  var isReversed: Bool
  /// Whether the word is its own reverse complement.
  var isPalindrome: Bool
}

/// Samples minimizers (Roberts et al. 2004, doi 10.1093/bioinformatics/bth408).
///
/// Every word that has the smallest hash of some window of 32 known bases is reported, ties
/// included, in ascending order: two sequences that share a 32-mer, on either strand, report the
/// same word at the same place inside it.
struct MinimizerScanner: Sendable {
  /// Bases of the sampled word.
  static let wordLength = 16
  /// Bases of the window, the length of the shared word looked for.
  static let windowLength = 32
  /// Words in a window.
  private static let wordsPerWindow = windowLength - wordLength + 1

  private var words: [Minimizer] = []

  /// Replaces `minimizers` by those of a sequence given as base codes.
  mutating func scan(_ codes: [UInt8], into minimizers: inout [Minimizer]) {
    minimizers.removeAll(keepingCapacity: true)
    var runStart = 0
    while runStart < codes.count {
      guard codes[runStart] <= 3 else {
        runStart += 1
        continue
      }
      var runEnd = runStart
      while runEnd < codes.count, codes[runEnd] <= 3 { runEnd += 1 }
      if runEnd - runStart >= Self.windowLength {
        hashWords(codes, in: runStart..<runEnd)
        selectMinima(into: &minimizers)
      }
      runStart = runEnd
    }
  }

  private mutating func hashWords(_ codes: [UInt8], in run: Range<Int>) {
    words.removeAll(keepingCapacity: true)
    var forward: UInt32 = 0
    var reverse: UInt32 = 0
    for position in run {
      let base = UInt32(codes[position])
      forward = forward << 2 | base
      reverse = reverse >> 2 | (3 - base) << 30
      let start = position - Self.wordLength + 1
      if start < run.lowerBound { continue }
      words.append(
        Minimizer(
          hash: Self.hash(min(forward, reverse)), position: Int32(start),
          isReversed: reverse < forward, isPalindrome: reverse == forward))
    }
  }

  private func selectMinima(into minimizers: inout [Minimizer]) {
    var smallest = UInt32.max
    var latest = -1
    for end in words.indices {
      let start = end - Self.wordsPerWindow + 1
      if start < 0 { continue }
      if start == 0 || latest < start {
        smallest = UInt32.max
        for index in start...end where words[index].hash <= smallest {
          smallest = words[index].hash
        }
        for index in start...end where words[index].hash == smallest {
          minimizers.append(words[index])
          latest = index
        }
      } else if words[end].hash <= smallest {
        smallest = words[end].hash
        latest = end
        minimizers.append(words[end])
      }
    }
  }

  /// A bijection of 32-bit words (two rounds of xorshift and odd multiplication).
  private static func hash(_ word: UInt32) -> UInt32 {
    var z = word ^ 0x5bd1_e995
    z = (z ^ z >> 16) &* 0x7feb_352d
    z = (z ^ z >> 15) &* 0x846c_a68b
    return z ^ z >> 16
  }
}
