public import GenomicTypes

/// The order in which genomic tables are written: by chromosome, start, end, then row.
public enum GenomicOrder {
  /// Ranks of chromosome names in byte order, as `sort -k1,1` in the C locale puts them.
  public static func ranks(of chromosomeNames: [String]) -> [Int] {
    let sorted = chromosomeNames.indices.sorted {
      Array(chromosomeNames[$0].utf8).lexicographicallyPrecedes(Array(chromosomeNames[$1].utf8))
    }
    var ranks = [Int](repeating: 0, count: chromosomeNames.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = rank }
    return ranks
  }

  /// Rows with an interval, sorted; rows without one are left out.
  ///
  /// ```swift
  /// // rows: chr2:5-9, chr10:7-9, none, chr10:3-9, with names ["chr2", "chr10"]
  /// GenomicOrder.rows(of: placements, chromosomeNames: names)  // [3, 1, 0]
  /// ```
  ///
  /// - Complexity: O(rows log rows), 24 bytes per row.
  public static func rows(
    of placements: [FragmentPlacement?], chromosomeNames: [String]
  ) -> [Int] {
    let ranks = ranks(of: chromosomeNames)
    var keys: [(place: UInt64, end: Int32, row: Int32)] = []
    keys.reserveCapacity(placements.count)
    for row in 0..<placements.count {
      guard let placement = placements[row], let interval = placement.interval else { continue }
      let rank = UInt64(ranks[Int(placement.chromosome)])
      let start = UInt64(UInt32(interval.lowerBound))
      keys.append((rank << 32 | start, interval.upperBound, Int32(row)))
    }
    keys.sort { ($0.place, $0.end, $0.row) < ($1.place, $1.end, $1.row) }
    return keys.map { Int($0.row) }
  }
}
