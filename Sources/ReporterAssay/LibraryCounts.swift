import GenomicTypes

/// Counts of one sequenced library, summed over technical replicates.
struct LibraryCounts: Sendable {
  /// One sum per row; 0 where nothing was observed.
  let values: [Int64]
  /// False where no column observed the row; nil when every row was observed.
  let observed: [Bool]?
  /// Total of the library before any filter.
  let total: Int64

  /// Adds up columns of a table.
  init(summing columns: [Int], of table: FragmentTable, totals: [Int64]) {
    var sums = [Int64](repeating: 0, count: table.rowCount)
    var anyObserved: [Bool]? = Array(repeating: false, count: table.rowCount)
    for column in columns {
      let counts = table.counts[column]
      for row in 0..<sums.count { sums[row] += Int64(counts.values[row]) }
      guard var flags = anyObserved, let observed = counts.observed else {
        anyObserved = nil
        continue
      }
      for row in 0..<flags.count where observed[row] { flags[row] = true }
      anyObserved = flags
    }
    values = sums
    observed = anyObserved
    total = columns.reduce(0) { $0 + totals[$1] }
  }

  /// Whether any column observed the row.
  func isObserved(_ row: Int) -> Bool { observed?[row] ?? true }

  /// Number of observed rows.
  var observedRows: Int { observed?.count { $0 } ?? values.count }
}

/// The counts of one replicate.
struct ReplicateCounts: Sendable {
  let dna: LibraryCounts
  let rna: LibraryCounts
  /// Barcodes of each row observed in this replicate; nil when the table knows of no barcodes.
  let barcodes: [UInt32]?

  /// Adds up the columns of a replicate.
  init(columns: (dna: [Int], rna: [Int]), of merged: MergedFragments) {
    let fragments = merged.fragments
    dna = LibraryCounts(summing: columns.dna, of: fragments, totals: merged.libraryTotals)
    rna = LibraryCounts(summing: columns.rna, of: fragments, totals: merged.libraryTotals)
    barcodes = Self.observedBarcodes(of: columns.dna + columns.rna, in: merged)
  }

  /// Counts the barcodes with an observed DNA or RNA count in the given columns.
  private static func observedBarcodes(
    of columns: [Int], in merged: MergedFragments
  ) -> [UInt32]? {
    let fragments = merged.fragments
    guard let source = merged.source, let fragmentOfRow = merged.fragmentOfRow,
      columns.allSatisfy({ source.counts[$0].observed != nil })
    else { return fragments.barcodeCounts }
    var barcodes = [UInt32](repeating: 0, count: fragments.rowCount)
    for row in 0..<source.rowCount where fragmentOfRow[row] >= 0 {
      if columns.contains(where: { source.counts[$0].observed?[row] ?? true }) {
        barcodes[Int(fragmentOfRow[row])] += source.barcodeCounts?[row] ?? 1
      }
    }
    return barcodes
  }
}
