import GenomicTypes

/// Merges rows in place: the columns of the table become those of its fragments.
///
/// A fragment's number is never above that of its first row, so going through the rows in order, a
/// fragment's entry is written over one that has been read.
struct RowCompactor {
  let key: MergeKey
  let groups: GroupNumbering

  private var fragments: Int { groups.firstRows.count }

  /// The fragments; the same values as those of a merger that keeps the rows.
  ///
  /// - Complexity: O(rows × columns); memory is one column at a time when `table` is the only
  ///   reference to its columns.
  func merged(_ table: consuming FragmentTable) throws(ReporterAssayError) -> FragmentTable {
    let rows = table.rowCount
    var counts: [CountColumn] = []
    for index in table.counts.indices {
      let column = table.counts[index]
      // The table lets go of the column, which is then changed without a copy.
      table.counts[index] = CountColumn(name: column.name, values: [])
      counts.append(try summed(consume column, in: table))
    }
    let given = table.barcodeCounts ?? [UInt32](repeating: 1, count: rows)
    table.barcodeCounts = nil
    let barcodes = try summed(CountColumn(name: "barcodes", values: given), in: table).values
    let placements = table.placements
    table.placements = []
    return FragmentTable(
      chromosomeNames: table.chromosomeNames,
      placements: compacted(consume placements),
      names: table.names.map(compacted),
      sequences: table.sequences.map { $0.selecting(groups.firstRows.lazy.map { Int($0) }) },
      barcodeCounts: barcodes,
      counts: counts,
      activities: table.activities.map { groups.averaged($0) },
      labels: table.labels.map { LabelColumn(name: $0.name, values: compacted($0.values)) })
  }

  private func summed(
    _ column: consuming CountColumn, in table: borrowing FragmentTable
  ) throws(ReporterAssayError) -> CountColumn {
    let name = column.name
    var values = column.values
    column.values = []
    var next: Int32 = 0
    for row in 0..<values.count {
      let group = groups.groupOfRow[row]
      if group < 0 { continue }
      if group == next {
        values[Int(group)] = values[row]
        next += 1
        continue
      }
      let (sum, overflow) = values[Int(group)].addingReportingOverflow(values[row])
      if overflow {
        throw .countOverflow(column: name, key: keyDescription(of: row, in: table, by: key))
      }
      values[Int(group)] = sum
    }
    let observed = column.observed.map(observedFragments)
    return CountColumn(name: name, values: shortened(values), observed: observed)
  }

  /// Whether any row of a fragment was observed.
  private func observedFragments(_ rows: [Bool]) -> [Bool] {
    var observed = [Bool](repeating: false, count: fragments)
    for row in 0..<rows.count where rows[row] && groups.groupOfRow[row] >= 0 {
      observed[Int(groups.groupOfRow[row])] = true
    }
    return observed
  }

  /// The entries of first rows.
  private func compacted<Value>(_ column: consuming [Value]) -> [Value] {
    for fragment in 0..<fragments { column[fragment] = column[Int(groups.firstRows[fragment])] }
    return shortened(column)
  }

  /// The entries of fragments; memory of the others is given back when it is worth a copy.
  private func shortened<Value>(_ column: consuming [Value]) -> [Value] {
    if fragments < column.count / 2 { return Array(column[..<fragments]) }
    column.removeLast(column.count - fragments)
    return column
  }
}

extension GroupNumbering {
  /// The mean of the observed values of each group.
  func averaged(_ column: ActivityColumn) -> ActivityColumn {
    var sums = [Double](repeating: 0, count: firstRows.count)
    var observed = [Int](repeating: 0, count: firstRows.count)
    for row in 0..<groupOfRow.count where groupOfRow[row] >= 0 {
      guard let value = column.values[row] else { continue }
      sums[Int(groupOfRow[row])] += value
      observed[Int(groupOfRow[row])] += 1
    }
    return ActivityColumn(
      name: column.name,
      values: zip(sums, observed).map { sum, count in count > 0 ? sum / Double(count) : nil })
  }
}
