public import GenomicTypes

extension MergedFragments {
  /// The fragments at the given rows, in that order, with their barcodes; barcodes of other
  /// fragments stay among the source rows without a fragment. Library totals stay as they are.
  public func selecting(fragments rows: [Int]) -> MergedFragments {
    let selected = fragments.selecting(rows: rows)
    guard let source, let fragmentOfRow else {
      return MergedFragments(
        fragments: selected, source: nil, fragmentOfRow: nil, libraryTotals: libraryTotals,
        attrition: attrition)
    }
    var places = [Int32](repeating: -1, count: fragments.rowCount)
    for (place, row) in rows.enumerated() { places[row] = Int32(place) }
    return MergedFragments(
      fragments: selected, source: source,
      fragmentOfRow: fragmentOfRow.map { $0 < 0 ? -1 : places[Int($0)] },
      libraryTotals: libraryTotals, attrition: attrition)
  }

  /// The same barcodes and totals around another fragment table with as many rows, for example
  /// one whose sequences have been filled in.
  ///
  /// - Precondition: as many rows as before.
  public func replacing(fragments table: FragmentTable) -> MergedFragments {
    precondition(table.rowCount == fragments.rowCount, "\(table.rowCount) rows")
    return MergedFragments(
      fragments: table, source: source, fragmentOfRow: fragmentOfRow,
      libraryTotals: libraryTotals, attrition: attrition)
  }
}
