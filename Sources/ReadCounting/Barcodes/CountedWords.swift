/// Distinct words, ascending, with how often each was seen.
struct CountedWords<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  var words: [Word] = []
  var counts: [UInt32] = []

  /// Counts sorted words.
  init(sorted: [Word]) throws(BarcodeCountingError) {
    var index = 0
    while index < sorted.count {
      let word = sorted[index]
      var end = index &+ 1
      while end < sorted.count, sorted[end] == word { end &+= 1 }
      guard let count = UInt32(exactly: end - index) else { throw .tooManyReads }
      words.append(word)
      counts.append(count)
      index = end
    }
  }

  /// No words.
  init() {}

  /// All words of two tables, with the sums of their counts.
  init(merging a: CountedWords, _ b: CountedWords) throws(BarcodeCountingError) {
    words.reserveCapacity(a.words.count + b.words.count)
    counts.reserveCapacity(a.words.count + b.words.count)
    var (i, j) = (0, 0)
    while i < a.words.count, j < b.words.count {
      if a.words[i] < b.words[j] {
        append(a, &i)
      } else if b.words[j] < a.words[i] {
        append(b, &j)
      } else {
        let (sum, overflow) = a.counts[i].addingReportingOverflow(b.counts[j])
        if overflow { throw .tooManyReads }
        words.append(a.words[i])
        counts.append(sum)
        i &+= 1
        j &+= 1
      }
    }
    while i < a.words.count { append(a, &i) }
    while j < b.words.count { append(b, &j) }
  }

  @inline(__always) private mutating func append(_ other: CountedWords, _ index: inout Int) {
    words.append(other.words[index])
    counts.append(other.counts[index])
    index &+= 1
  }
}

/// Counts words in memory that grows with the distinct ones: words wait in a buffer, which is sorted
/// and counted when it is full; tables of similar size are merged.
///
/// Memory: 16 bytes for each word that fits the buffer, and up to three times the size of a word
/// plus four bytes for each distinct word, while two tables are merged.
struct WordCounter<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private let bits: Int
  private let capacity: Int
  private var waiting: [Word] = []
  private var scratch: [Word] = []
  private var tables: [CountedWords<Word>] = []

  /// Counts words that differ in their lowest `bits` bits only.
  init(bits: Int, capacity: Int = 1 << 20) {
    self.bits = bits
    self.capacity = capacity
  }

  mutating func add(_ words: [Word]) throws(BarcodeCountingError) {
    waiting.append(contentsOf: words)
    if waiting.count >= capacity { try countWaiting() }
  }

  /// The distinct words; the counter is empty then.
  mutating func finish() throws(BarcodeCountingError) -> CountedWords<Word> {
    try countWaiting()
    (waiting, scratch) = ([], [])
    while tables.count > 1 { try mergeLastTwo() }
    return tables.popLast() ?? CountedWords()
  }

  private mutating func countWaiting() throws(BarcodeCountingError) {
    guard !waiting.isEmpty else { return }
    radixSort(&waiting, scratch: &scratch, to: bits)
    tables.append(try CountedWords(sorted: waiting))
    waiting.removeAll(keepingCapacity: true)
    while tables.count > 1,
      tables[tables.count - 1].words.count * 2 > tables[tables.count - 2].words.count
    {
      try mergeLastTwo()
    }
  }

  private mutating func mergeLastTwo() throws(BarcodeCountingError) {
    guard let last = tables.popLast(), let before = tables.popLast() else { return }
    tables.append(try CountedWords(merging: before, last))
  }
}
