import GenomicTypes

extension MergedFragments {
  /// The same fragments in an order that depends on what they are: by chromosome name, start, end and
  /// strand, then by name, counts and sequence; those without a place come last. Barcodes are ordered
  /// within their fragment by counts.
  ///
  /// What draws random numbers row after row gives the same results for any order of the input then.
  /// Rows that agree in all of this are interchangeable.
  ///
  /// - Complexity: O(n log n); O(n) when the rows are in order already, which are not copied then.
  public func canonicallyOrdered() -> MergedFragments {
    let order = CanonicalOrder(of: fragments).rows
    let isOrdered = order.indices.allSatisfy { order[$0] == $0 }
    let placed = isOrdered ? self : selecting(fragments: order)
    guard let source = placed.source, let fragmentOfRow = placed.fragmentOfRow else {
      return placed
    }
    let counts = CanonicalOrder.Counts(of: source)
    let rows = (0..<source.rowCount).sorted { first, second in
      if fragmentOfRow[first] != fragmentOfRow[second] {
        return fragmentOfRow[first] < fragmentOfRow[second]
      }
      return counts.precede(first, second) ?? (first < second)
    }
    if rows.indices.allSatisfy({ rows[$0] == $0 }) { return placed }
    return MergedFragments(
      fragments: placed.fragments, source: source.selecting(rows: rows),
      fragmentOfRow: rows.map { fragmentOfRow[$0] }, libraryTotals: libraryTotals,
      attrition: attrition)
  }
}

/// The rows of a table in canonical order.
private struct CanonicalOrder {
  /// Counts of rows, compared column by column.
  struct Counts {
    private let columns: [CountColumn]

    init(of table: FragmentTable) { columns = table.counts }

    /// Whether the first row comes before the second; nil when all counts are equal.
    func precede(_ first: Int, _ second: Int) -> Bool? {
      for column in columns {
        let (a, b) = (column.count(at: first), column.count(at: second))
        if a != b { return (a.map { Int64($0) } ?? -1) < (b.map { Int64($0) } ?? -1) }
      }
      return nil
    }
  }

  private struct Place: Comparable {
    /// Place of the chromosome among the sorted names; the largest number without one.
    var chromosome = Int32.max
    var start: Int32 = 0
    var end: Int32 = 0
    var strand: UInt8 = 0

    static func < (first: Place, second: Place) -> Bool {
      (first.chromosome, first.start, first.end, first.strand)
        < (second.chromosome, second.start, second.end, second.strand)
    }
  }

  let rows: [Int]

  init(of table: FragmentTable) {
    let ranks = chromosomeRanks(table.chromosomeNames)
    let placements = table.placements
    let places = placements.map { placement -> Place in
      guard let placement else { return Place() }
      return Place(
        chromosome: ranks[Int(placement.chromosome)], start: placement.interval?.lowerBound ?? -1,
        end: placement.interval?.upperBound ?? -1, strand: placement.strand.rawValue)
    }
    let counts = Counts(of: table)
    let names = table.names
    let sequences = table.sequences
    rows = (0..<table.rowCount).sorted { first, second in
      if places[first] != places[second] { return places[first] < places[second] }
      if let names, names[first] != names[second] { return names[first] < names[second] }
      if let precedes = counts.precede(first, second) { return precedes }
      if let sequences {
        let (a, b) = (sequences.codes(at: first), sequences.codes(at: second))
        if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      }
      return first < second
    }
  }
}

/// The place of every chromosome among their sorted names.
func chromosomeRanks(_ names: [String]) -> [Int32] {
  var ranks = [Int32](repeating: 0, count: names.count)
  for (rank, index) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() {
    ranks[index] = Int32(rank)
  }
  return ranks
}
