import GenomicTypes

/// Counts of one sequenced library, summed over technical replicates, for all rows or some of them.
struct LibraryCounts: Sendable {
  /// One sum per row; 0 where nothing was observed.
  let values: [Int64]
  /// False where no column observed the row; nil when every row was observed.
  let observed: [Bool]?
  /// Total of the library before any filter.
  let total: Int64

  /// Adds up columns of a table.
  ///
  /// - Parameter rows: the rows that are needed; the first of them becomes row 0. All when nil.
  init(
    summing columns: [Int], of table: FragmentTable, totals: [Int64], rows: Range<Int>? = nil
  ) {
    let rows = rows ?? 0..<table.rowCount
    var sums = [Int64](repeating: 0, count: rows.count)
    var anyObserved: [Bool]? = Array(repeating: false, count: rows.count)
    for column in columns {
      let counts = table.counts[column]
      for row in 0..<sums.count { sums[row] += Int64(counts.values[rows.lowerBound + row]) }
      guard var flags = anyObserved, let observed = counts.observed else {
        anyObserved = nil
        continue
      }
      for row in 0..<flags.count where observed[rows.lowerBound + row] { flags[row] = true }
      anyObserved = flags
    }
    values = sums
    observed = anyObserved
    total = columns.reduce(0) { $0 + totals[$1] }
  }

  /// Whether any column observed the row.
  func isObserved(_ row: Int) -> Bool { observed?[row] ?? true }
}

/// The counts of one replicate.
struct ReplicateCounts: Sendable {
  let dna: LibraryCounts
  let rna: LibraryCounts

  /// Adds up the columns of a replicate.
  init(columns: (dna: [Int], rna: [Int]), of merged: MergedFragments, rows: Range<Int>? = nil) {
    dna = LibraryCounts(
      summing: columns.dna, of: merged.fragments, totals: merged.libraryTotals, rows: rows)
    rna = LibraryCounts(
      summing: columns.rna, of: merged.fragments, totals: merged.libraryTotals, rows: rows)
  }
}
