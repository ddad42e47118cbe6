/// Where the sequences of a batch lie in one long array of rows, one row per position.
///
/// Sequences of any lengths are laid end to end with `gap` rows between them, before the first
/// and after the last. Gap rows hold zeros wherever a convolution reads, so a window that reaches
/// over the end of a sequence sees zeros, never the neighbour; they belong to no sequence, so
/// statistics and pooling never see them. There is no padding to a common length.
///
/// ```swift
/// let layout = PackedLayout(lengths: [5, 3], gap: 2)
/// layout.starts    // [2, 9]
/// layout.rowCount  // 14: 2 + 5 + 2 + 3 + 2
/// ```
package struct PackedLayout: Sendable {
  /// Number of shards a batch is cut into, whatever the number of threads.
  package static let shardCount = 16

  /// Positions of each sequence.
  package let lengths: [Int]
  /// Zero rows around every sequence.
  package let gap: Int
  /// First row of each sequence.
  package let starts: [Int]
  /// Rows in all, gaps included.
  package let rowCount: Int
  /// At most `shardCount` non-empty runs of sequences that cover all of them, of about equal rows.
  package let shards: [Range<Int>]

  /// Lays out sequences.
  package init(lengths: [Int], gap: Int) {
    self.init(lengths: lengths, gap: gap, shards: Self.balanced(lengths))
  }

  private init(lengths: [Int], gap: Int, shards: [Range<Int>]) {
    precondition(gap >= 0 && lengths.allSatisfy { $0 >= 0 }, "gap \(gap), lengths \(lengths)")
    self.lengths = lengths
    self.gap = gap
    self.shards = shards
    var starts: [Int] = []
    starts.reserveCapacity(lengths.count)
    var row = gap
    for length in lengths {
      starts.append(row)
      row += length + gap
    }
    self.starts = starts
    rowCount = row
  }

  /// Number of sequences.
  package var count: Int { lengths.count }

  /// Positions of all sequences, gaps not counted.
  package var positionCount: Int { lengths.reduce(0, +) }

  /// The layout after pooling with window = stride = `window`: windows start at the first position
  /// of each sequence and the last one may be cut short (ceil).
  package func pooled(window: Int, gap: Int) -> PackedLayout {
    precondition(window >= 1, "window \(window)")
    return PackedLayout(
      lengths: lengths.map { ($0 + window - 1) / window }, gap: gap, shards: shards)
  }

  /// The rows of a shard from its first to its last position, inner gaps included.
  package func rows(ofShard shard: Int) -> Range<Int> {
    let sequences = shards[shard]
    let last = sequences.upperBound - 1
    return starts[sequences.lowerBound]..<(starts[last] + lengths[last])
  }

  private static func balanced(_ lengths: [Int]) -> [Range<Int>] {
    let total = lengths.reduce(0, +) + lengths.count
    var shards: [Range<Int>] = []
    var first = 0
    var placed = 0
    for (index, length) in lengths.enumerated() {
      placed += length + 1
      let full = placed * shardCount >= (shards.count + 1) * total
      if full || index == lengths.count - 1 {
        shards.append(first..<(index + 1))
        first = index + 1
      }
    }
    return shards
  }
}
