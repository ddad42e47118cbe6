import GenomicTypes

/// Rows of a table sorted into groups of equal keys.
///
/// Groups are numbered by first appearance, so the numbering depends on the order of the rows only.
struct RowGrouping {
  /// Number of rows.
  let rowCount: Int
  /// Group of each row; `noGroup` for a row without the key. Empty when every row is a group of its
  /// own, which takes no memory to know.
  private(set) var groupOfRow: [Int32] = []
  /// First row of each group, ascending; empty when every row is a group of its own.
  private(set) var firstRows: [Int32] = []
  /// Whether every row has the key and no two rows share it: row and group have the same number.
  private(set) var isIdentity = false

  /// Marks a row without the key.
  static let noGroup: Int32 = -1

  /// Number of groups.
  var count: Int { isIdentity ? rowCount : firstRows.count }

  /// Groups the rows of `table`.
  ///
  /// - Complexity: O(rows) expected. Memory beside the result: none for positions that are sorted
  ///   and distinct; 4 bytes per row for positions in any order; the keys for names and sequences.
  init(of table: FragmentTable, by key: MergeKey) throws(ReporterAssayError) {
    precondition(table.rowCount < Int(Int32.max), "\(table.rowCount) rows")
    rowCount = table.rowCount
    switch key {
    case .position:
      groupByPosition(table.placements)
    case .name:
      guard let names = table.names else { throw .mergeKeyUnavailable(.name) }
      groupByValue { names[$0].isEmpty ? nil : names[$0] }
    case .sequence:
      guard let sequences = table.sequences else { throw .mergeKeyUnavailable(.sequence) }
      groupByValue { row in
        sequences.length(at: row) == 0 ? nil : sequences.codes(at: row)
      }
    }
    if count == 0, table.rowCount > 0 { throw .mergeKeyUnavailable(key) }
    if !isIdentity, firstRows.count == rowCount { becomeIdentity() }
  }

  /// Group of a row, `noGroup` for a row without the key.
  func group(of row: Int) -> Int32 { isIdentity ? Int32(row) : groupOfRow[row] }

  /// First row of a group.
  func firstRow(of group: Int) -> Int { isIdentity ? group : Int(firstRows[group]) }

  private mutating func becomeIdentity() {
    (groupOfRow, firstRows, isIdentity) = ([], [], true)
  }

  private mutating func groupByValue<Value: Hashable>(_ value: (Int) -> Value?) {
    groupOfRow = Array(repeating: Self.noGroup, count: rowCount)
    var groups: [Value: Int32] = [:]
    for row in 0..<rowCount {
      guard let value = value(row) else { continue }
      if let group = groups[value] {
        groupOfRow[row] = group
      } else {
        groups[value] = Int32(firstRows.count)
        groupOfRow[row] = Int32(firstRows.count)
        firstRows.append(Int32(row))
      }
    }
  }

  private mutating func groupByPosition(_ placements: [FragmentPlacement?]) {
    switch SortedPositions.look(at: placements) {
    case .distinct: becomeIdentity()
    case .repeated: number(SortedPositions.firstRows(of: placements))
    case .unsorted: number(UnsortedPositions.firstRows(of: placements))
    }
  }

  /// Numbers groups by first appearance.
  ///
  /// - Parameter first: for each row the first row of its group, −1 for a row without the key.
  private mutating func number(_ first: consuming [Int32]) {
    groupOfRow = first
    var next: Int32 = 0
    for row in 0..<groupOfRow.count where groupOfRow[row] >= 0 {
      let first = Int(groupOfRow[row])
      if first == row {
        groupOfRow[row] = next
        next += 1
      } else {
        groupOfRow[row] = groupOfRow[first]
      }
    }
    firstRows.reserveCapacity(Int(next))
    for row in 0..<groupOfRow.count where Int(groupOfRow[row]) == firstRows.count {
      firstRows.append(Int32(row))
    }
  }
}
