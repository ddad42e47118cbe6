/// Counts of all words of 1 to `longest` bases of one sequence at a time.
///
/// Only words of the longest length are counted base by base. A run of known bases of length R has
/// R − k + 1 words of k bases; all but its last are prefixes of its words of k + 1 bases, so
/// counts for k are sums of counts for k + 1 over the last base, plus the last word of every run.
struct WordCounter: Sendable {
  let longest: Int
  /// Per k − 1: counts by word number.
  private(set) var counts: [[UInt32]]
  /// Per k − 1: number of windows without an unknown base.
  private(set) var windows: [Int]

  init(longest: Int) {
    self.longest = longest
    counts = (1...longest).map { [UInt32](repeating: 0, count: 1 << (2 * $0)) }
    windows = [Int](repeating: 0, count: longest)
  }

  /// Replaces the counts by those of `codes` (A 0, C 1, G 2, T 3, others unknown).
  mutating func count(_ codes: [UInt8]) {
    for k in 0..<longest {
      windows[k] = 0
      Self.clear(&counts[k])
    }
    var start = 0
    while start < codes.count {
      if codes[start] > 3 {
        start += 1
        continue
      }
      let end = countRun(codes, from: start)
      closeRun(codes, start..<end)
      start = end
    }
    sumDown()
  }

  private static func clear(_ counts: inout [UInt32]) {
    var table = counts.mutableSpan
    for word in table.indices { table[word] = 0 }
  }

  /// Counts the longest words of the run that begins at `start` and returns where it ends.
  private mutating func countRun(_ codes: [UInt8], from start: Int) -> Int {
    let mask = 1 << (2 * longest) - 1
    var word = 0
    var position = start
    let firstFull = min(start + longest - 1, codes.count)
    while position < firstFull, codes[position] <= 3 {
      word = word << 2 | Int(codes[position])
      position += 1
    }
    if position < firstFull { return position }
    var table = counts[longest - 1].mutableSpan
    let bases = codes.span
    while position < bases.count {
      let code = bases[position]
      if code > 3 { break }
      word = (word << 2 | Int(code)) & mask
      table[word] &+= 1
      position += 1
    }
    return position
  }

  /// Adds the windows of a run and, for all but the longest words, its last word.
  private mutating func closeRun(_ codes: [UInt8], _ run: Range<Int>) {
    var word = 0
    for k in 1...longest where run.count >= k {
      windows[k - 1] += run.count - k + 1
      word |= Int(codes[run.upperBound - k]) << (2 * (k - 1))
      if k < longest { counts[k - 1][word] &+= 1 }
    }
  }

  private mutating func sumDown() {
    for k in stride(from: longest - 1, to: 0, by: -1) {
      Self.addSums(of: counts[k], to: &counts[k - 1])
    }
  }

  /// Adds to every word the counts of the four words it is the prefix of.
  private static func addSums(of longer: [UInt32], to shorter: inout [UInt32]) {
    let source = longer.span
    var target = shorter.mutableSpan
    for word in target.indices {
      let first = word << 2
      target[word] &+=
        source[first] &+ source[first + 1] &+ source[first + 2] &+ source[first + 3]
    }
  }
}
