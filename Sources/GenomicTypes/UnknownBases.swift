/// How many bases of each sequence are not known.
///
/// ```swift
/// // sequences "ACN", "NN", "GT"
/// UnknownBases(of: sequences).counts  // [1, 2, 0]
/// ```
public struct UnknownBases: Sendable {
  /// One count per sequence.
  public let counts: [Int]

  /// Counts.
  ///
  /// - Complexity: O(sequences + runs of unknown bases).
  public init(of sequences: SequenceCollection) {
    var counts = [Int](repeating: 0, count: sequences.count)
    var row = 0
    for run in sequences.unknownRuns {
      while row < sequences.count, sequences.offsets[row + 1] <= run.lowerBound { row += 1 }
      var start = run.lowerBound
      var place = row
      while start < run.upperBound, place < sequences.count {
        let end = min(run.upperBound, sequences.offsets[place + 1])
        counts[place] += max(0, end - start)
        start = max(start, end)
        place += 1
      }
    }
    self.counts = counts
  }
}
