public import GenomicTypes

/// Merges rows with one key, for example barcodes of one fragment, by summing their counts.
///
/// ```swift
/// // fragment a with barcodes counted 3 and 4, fragment b with one barcode counted 5
/// let merged = try mergeRows(of: barcodes, by: .name)
/// merged.fragments.names          // ["a", "b"]
/// merged.fragments.counts[0]      // 7, 5
/// merged.fragments.barcodeCounts  // [2, 1]
/// ```
///
/// Fragments are ordered by first appearance. Position, name, sequence and labels are those of the
/// first row of a fragment. A count that no row of the fragment observed stays not observed;
/// otherwise the observed ones are summed. `barcodeCounts` adds up those of the rows, or counts
/// the rows when the table has none. Given activities become the mean of the observed ones.
///
/// - Parameters:
///   - table: the rows.
///   - key: what makes two rows the same fragment. Rows without it are dropped with the reason
///     `no_merge_key`.
///   - conflicts: what to do when rows of one key differ in sequence.
///   - libraryTotals: totals of the count columns before earlier filters; nil to add up `table`.
///   - keepingRows: whether the rows are handed on as the `source` of the fragments. Without them
///     the columns are merged in place, and methods that need barcode rows are refused later.
/// - Throws: ``ReporterAssayError`` when the key is missing everywhere, sequences conflict and
///   `conflicts` is `fail`, or a sum exceeds 32 bits; `AttritionImbalance` never.
/// - Complexity: O(rows × columns). When no two rows share a key and all have one, nothing is
///   copied: the rows are the fragments, and there is no `source`. Otherwise memory beside rows and
///   result is 4 bytes per row and fragment, 8 per row for positions that are not sorted; without
///   `keepingRows` the result takes the place of the rows when `table` is the only reference.
public func mergeRows(
  of table: consuming FragmentTable, by key: MergeKey,
  conflicts: SequenceConflictPolicy = .fail, libraryTotals: [Int64]? = nil,
  keepingRows: Bool = true
) throws -> MergedFragments {
  let totals: [Int64]
  if let libraryTotals { totals = libraryTotals } else { totals = table.counts.map(\.total) }
  precondition(totals.count == table.counts.count, "library totals")
  let grouping = try RowGrouping(of: copy table, by: key)
  if grouping.isIdentity {
    return try MergedFragments(distinct: table, key: key, libraryTotals: totals)
  }
  let conflicted = try conflictingGroups(of: grouping, in: table, key: key, policy: conflicts)
  let groups = GroupNumbering(grouping, dropping: conflicted)
  let keyed = grouping.groupOfRow.count { $0 != RowGrouping.noGroup }
  let kept = groups.groupOfRow.count { $0 >= 0 }
  let selection = try AttritionNode(
    step: "merge key", unit: "row", entered: table.rowCount, left: kept,
    dropped: ["no_merge_key": table.rowCount - keyed, "conflicting_sequence": keyed - kept])
  let collapse = AttritionNode(
    step: "merge by \(key.rawValue)", collapsing: kept, into: groups.firstRows.count,
    unit: "fragment")
  if keepingRows {
    let merger = RowMerger(table: copy table, key: key, groups: groups)
    return MergedFragments(
      fragments: try merger.merged(), source: table, fragmentOfRow: groups.groupOfRow,
      libraryTotals: totals, attrition: [selection, collapse])
  }
  let compactor = RowCompactor(key: key, groups: groups)
  return MergedFragments(
    fragments: try compactor.merged(table), source: nil, fragmentOfRow: nil,
    libraryTotals: totals, attrition: [selection, collapse])
}

extension MergedFragments {
  /// Rows that are fragments already, because no two share a key.
  fileprivate init(
    distinct table: consuming FragmentTable, key: MergeKey, libraryTotals: [Int64]
  ) throws {
    let rows = table.rowCount
    if table.barcodeCounts == nil {
      table.barcodeCounts = [UInt32](repeating: 1, count: rows)
    }
    self.init(
      fragments: table, source: nil, fragmentOfRow: nil, libraryTotals: libraryTotals,
      attrition: [
        try AttritionNode(step: "merge key", unit: "row", entered: rows, left: rows, dropped: [:]),
        AttritionNode(
          step: "merge by \(key.rawValue)", collapsing: rows, into: rows, unit: "fragment"),
      ])
  }
}

/// Groups that are kept, numbered without gaps.
struct GroupNumbering {
  private(set) var groupOfRow: [Int32]
  private(set) var firstRows: [Int32]

  init(_ grouping: RowGrouping, dropping dropped: Set<Int32>) {
    groupOfRow = grouping.groupOfRow
    firstRows = grouping.firstRows
    guard !dropped.isEmpty else { return }
    var renumbered = [Int32](repeating: RowGrouping.noGroup, count: grouping.count)
    firstRows = []
    for group in 0..<grouping.count where !dropped.contains(Int32(group)) {
      renumbered[group] = Int32(firstRows.count)
      firstRows.append(grouping.firstRows[group])
    }
    for row in 0..<groupOfRow.count where groupOfRow[row] >= 0 {
      groupOfRow[row] = renumbered[Int(groupOfRow[row])]
    }
  }
}

private func conflictingGroups(
  of grouping: RowGrouping, in table: FragmentTable, key: MergeKey,
  policy: SequenceConflictPolicy
) throws(ReporterAssayError) -> Set<Int32> {
  guard key != .sequence, let sequences = table.sequences else { return [] }
  var conflicted: Set<Int32> = []
  for row in 0..<table.rowCount {
    let group = grouping.groupOfRow[row]
    guard group != RowGrouping.noGroup else { continue }
    let first = grouping.firstRow(of: Int(group))
    if first == row || sequences.hasEqualSequence(at: first, and: row) { continue }
    if policy == .fail {
      throw .conflictingSequence(
        key: keyDescription(of: row, in: table, by: key), firstRow: first, secondRow: row)
    }
    conflicted.insert(group)
  }
  return conflicted
}

func keyDescription(of row: Int, in table: FragmentTable, by key: MergeKey) -> String {
  switch key {
  case .name: return "'\(table.names?[row] ?? "")'"
  case .sequence: return "'\(table.sequences?.letters(at: row) ?? "")'"
  case .position:
    guard let placement = table.placements[row], let interval = placement.interval else {
      return "row \(row + 1)"
    }
    let chromosome = table.chromosomeNames[Int(placement.chromosome)]
    return "\(chromosome):\(interval.lowerBound)-\(interval.upperBound) "
      + "(\(placement.strand.symbol))"
  }
}

extension SequenceCollection {
  /// Whether two sequences of the collection are equal, unknown bases included.
  func hasEqualSequence(at first: Int, and second: Int) -> Bool {
    length(at: first) == length(at: second) && codes(at: first) == codes(at: second)
  }
}

private struct RowMerger {
  let table: FragmentTable
  let key: MergeKey
  let groups: GroupNumbering

  func merged() throws(ReporterAssayError) -> FragmentTable {
    let rows = groups.firstRows.map { Int($0) }
    var counts: [CountColumn] = []
    for column in table.counts { counts.append(try summed(column)) }
    return FragmentTable(
      chromosomeNames: table.chromosomeNames,
      placements: placements(at: rows),
      names: table.names.map { names in rows.map { names[$0] } },
      sequences: table.sequences.map { $0.selecting(rows) },
      barcodeCounts: try barcodeCounts(),
      counts: counts,
      activities: table.activities.map { groups.averaged($0) },
      labels: table.labels.map { column in
        LabelColumn(name: column.name, values: rows.map { column.values[$0] })
      })
  }

  private func placements(at rows: [Int]) -> [FragmentPlacement?] {
    let placements = table.placements
    return rows.map { placements[$0] }
  }

  private func summed(_ column: CountColumn) throws(ReporterAssayError) -> CountColumn {
    var sums = [UInt32](repeating: 0, count: groups.firstRows.count)
    for row in 0..<table.rowCount {
      let group = Int(groups.groupOfRow[row])
      if group < 0 { continue }
      let (sum, overflow) = sums[group].addingReportingOverflow(column.values[row])
      if overflow {
        throw .countOverflow(
          column: column.name, key: keyDescription(of: row, in: table, by: key))
      }
      sums[group] = sum
    }
    guard let observed = column.observed else {
      return CountColumn(name: column.name, values: sums)
    }
    var anyObserved = [Bool](repeating: false, count: sums.count)
    for row in 0..<table.rowCount where observed[row] && groups.groupOfRow[row] >= 0 {
      anyObserved[Int(groups.groupOfRow[row])] = true
    }
    return CountColumn(name: column.name, values: sums, observed: anyObserved)
  }

  private func barcodeCounts() throws(ReporterAssayError) -> [UInt32] {
    let ones = [UInt32](repeating: 1, count: table.rowCount)
    return try summed(CountColumn(name: "barcodes", values: table.barcodeCounts ?? ones)).values
  }
}
