/// Ranks of scores from 0, the lowest, with ties in an order that has nothing to do with the rows'
/// place in a file.
public enum IDRRanks {
  /// Ranks the rows of every replicate.
  ///
  /// Equal scores are ordered by their tie keys, which should be independent between replicates: a
  /// rule that breaks ties alike in all of them makes rows agree that do not. Should two keys be
  /// equal too, the scores of the other replicates decide.
  ///
  /// ```swift
  /// try IDRRanks.ranks(scores: [[5, 1, 5]], tieKeys: { _, row in [9, 0, 3][row] })  // [[2, 0, 1]]
  /// ```
  ///
  /// - Parameters:
  ///   - scores: one list for each replicate, not NaN.
  ///   - tieKeys: a number for replicate and row, called for tied rows only.
  /// - Throws: ``IDRError`` when a score is not a number or the lists differ in length.
  /// - Complexity: O(N log N).
  public static func ranks(
    scores: [[Double]], tieKeys: (_ replicate: Int, _ row: Int) -> UInt64
  ) throws(IDRError) -> [[Int]] {
    guard Set(scores.map(\.count)).count <= 1 else {
      throw .unequalRows(scores.map(\.count))
    }
    for (replicate, column) in scores.enumerated() {
      if let row = column.firstIndex(where: \.isNaN) {
        throw .notANumber(replicate: replicate, row: row)
      }
    }
    return scores.indices.map { ranks(ofReplicate: $0, scores, tieKeys) }
  }

  private static func ranks(
    ofReplicate replicate: Int, _ scores: [[Double]],
    _ tieKeys: (_ replicate: Int, _ row: Int) -> UInt64
  ) -> [Int] {
    let column = scores[replicate]
    let order = ascendingOrder(column)
    var ranks = [Int](repeating: 0, count: column.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, column[order[end]] == column[order[start]] { end += 1 }
      if end - start == 1 {
        ranks[order[start]] = start
      } else {
        var tied = order[start..<end].map { (key: tieKeys(replicate, $0), row: $0) }
        tied.sort { left, right in
          if left.key != right.key { return left.key < right.key }
          for other in scores where other[left.row] != other[right.row] {
            return other[left.row] < other[right.row]
          }
          return left.row < right.row
        }
        for (place, entry) in tied.enumerated() { ranks[entry.row] = start + place }
      }
      start = end
    }
    return ranks
  }
}
