public import GenomicTypes

/// Fragments with the rows they were merged from, so that methods defined on barcodes still see
/// the barcodes.
public struct MergedFragments: Sendable {
  /// One row per fragment, ordered by the first appearance of the fragment among the source rows.
  public let fragments: FragmentTable
  /// The rows before merging; nil when nothing was merged, no two rows shared a key, or the rows
  /// were not kept.
  public let source: FragmentTable?
  /// Fragment of each source row, −1 for a dropped row; nil without source rows.
  public let fragmentOfRow: [Int32]?
  /// Total of each count column over all rows before any filter, in the order of the columns.
  public let libraryTotals: [Int64]
  /// What merging did to the rows.
  public let attrition: [AttritionNode]

  /// Puts together what was merged earlier, for example when it is read back from files.
  ///
  /// - Precondition: one fragment, or −1, per source row.
  package init(
    fragments: FragmentTable, source: FragmentTable?, fragmentOfRow: [Int32]?,
    libraryTotals: [Int64], attrition: [AttritionNode]
  ) {
    precondition(source?.rowCount == fragmentOfRow?.count, "fragments of source rows")
    self.fragments = fragments
    self.source = source
    self.fragmentOfRow = fragmentOfRow
    self.libraryTotals = libraryTotals
    self.attrition = attrition
  }

  /// Takes a table whose rows are fragments already, or that is to be judged row by row.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - libraryTotals: totals of the count columns before earlier filters; nil to add up `table`.
  /// - Precondition: one total per count column.
  public init(unmerged table: FragmentTable, libraryTotals: [Int64]? = nil) {
    precondition(libraryTotals.map { $0.count == table.counts.count } ?? true, "library totals")
    fragments = table
    source = nil
    fragmentOfRow = nil
    self.libraryTotals = libraryTotals ?? table.counts.map(\.total)
    attrition = []
  }
}

extension CountColumn {
  /// Sum of the observed counts.
  public var total: Int64 {
    var sum: Int64 = 0
    for row in 0..<values.count { sum += Int64(values[row]) }
    return sum
  }
}
