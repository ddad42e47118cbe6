import GenomicTypes
import Sharding

/// Groups of rows whose sequences are equal or reverse complements of each other.
///
/// Empty sequences and sequences without a known base are in no group.
struct SequenceGroups: Sendable {
  /// Groups with at least two rows; rows ascending, groups by their first row.
  let groups: [[Int]]

  private static let shards = 64

  /// Finds the groups among the given rows: candidates by 128-bit digest, verified on the bases.
  ///
  /// - Complexity: O(bases + rows log rows); 24 bytes a row.
  init(sequences: SequenceCollection, rows: [Int], threads: Int) throws {
    let ranges = shardRanges(count: rows.count, shards: Self.shards)
    let digests = try shardedMap(shards: Self.shards, threads: threads) { shard in
      var entries: [(digest: CanonicalDigest, row: Int)] = []
      for row in rows[ranges[shard]] {
        let codes = sequences.codes(at: row)
        if codes.contains(where: { $0 <= 3 }) { entries.append((CanonicalDigest(codes), row)) }
      }
      return entries
    }.flatMap { $0 }
    let sorted = digests.sorted { ($0.digest, $0.row) < ($1.digest, $1.row) }
    var found: [[Int]] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].digest == sorted[start].digest { end += 1 }
      if end - start > 1 {
        found += Self.verified(sorted[start..<end].map(\.row), sequences: sequences)
      }
      start = end
    }
    groups = found.sorted { $0[0] < $1[0] }
  }

  /// Parts candidates by their bases; parts of one row are dropped.
  private static func verified(_ rows: [Int], sequences: SequenceCollection) -> [[Int]] {
    var parts: [(codes: [UInt8], rows: [Int])] = []
    for row in rows {
      let codes = sequences.codes(at: row)
      if let part = parts.firstIndex(where: { areSameDuplex($0.codes, codes) }) {
        parts[part].rows.append(row)
      } else {
        parts.append((codes, [row]))
      }
    }
    return parts.map(\.rows).filter { $0.count > 1 }
  }
}
