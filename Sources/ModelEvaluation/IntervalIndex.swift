import GenomicTypes

/// Finds, for any interval, one of a fixed set of rows that shares a base with it, on either
/// strand.
///
/// Per chromosome the rows are sorted by start, and each position keeps the row that reaches
/// furthest among those up to it. If any row that starts before the end of a query overlaps it,
/// the furthest-reaching one does: one binary search answers.
///
/// - Complexity: O(n log n) to build, O(log n) per query.
struct IntervalIndex: Sendable {
  private var starts: [[Int32]]
  private var furthestEnds: [[Int32]]
  private var furthestRows: [[Int]]

  /// Indexes the given rows; rows without an interval, or with an empty one, overlap nothing.
  init(placements: [FragmentPlacement?], rows: [Int]) {
    let chromosomes = 1 + (rows.compactMap { placements[$0]?.chromosome }.max().map(Int.init) ?? -1)
    var members = [[(start: Int32, end: Int32, row: Int)]](repeating: [], count: chromosomes)
    for row in rows {
      guard let placement = placements[row], let interval = placement.interval, !interval.isEmpty
      else { continue }
      members[Int(placement.chromosome)].append((interval.lowerBound, interval.upperBound, row))
    }
    starts = []
    furthestEnds = []
    furthestRows = []
    for list in members {
      let sorted = list.sorted { ($0.start, $0.row) < ($1.start, $1.row) }
      var ends: [Int32] = []
      var reaching: [Int] = []
      for entry in sorted {
        if let end = ends.last, let row = reaching.last, end >= entry.end {
          ends.append(end)
          reaching.append(row)
        } else {
          ends.append(entry.end)
          reaching.append(entry.row)
        }
      }
      starts.append(sorted.map(\.start))
      furthestEnds.append(ends)
      furthestRows.append(reaching)
    }
  }

  /// A row of the index that shares at least one base with the placement, nil when none does.
  func rowOverlapping(_ placement: FragmentPlacement?) -> Int? {
    guard let placement, let interval = placement.interval, !interval.isEmpty,
      Int(placement.chromosome) < starts.count
    else { return nil }
    let chromosome = Int(placement.chromosome)
    var low = 0
    var high = starts[chromosome].count
    while low < high {
      let middle = (low + high) / 2
      if starts[chromosome][middle] < interval.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0, furthestEnds[chromosome][low - 1] > interval.lowerBound else { return nil }
    return furthestRows[chromosome][low - 1]
  }
}
