import Foundation
public import GenomicTypes
import Statistics

/// A table without the rows that a rule dropped.
public struct FilteredRows: Sendable {
  /// The rows that stay, in their order.
  public let table: FragmentTable
  /// Totals of the count columns before the rule, to be handed to ``mergeRows(of:by:conflicts:libraryTotals:)``.
  public let libraryTotals: [Int64]
  /// What the rule dropped.
  public let attrition: AttritionNode
}

/// Drops the rows that a rule marks in at least one replicate.
///
/// Rows without the key, and rows whose log2(R/D) does not exist because a count is 0 or not
/// observed, are not marked by rules on that ratio.
///
/// - Parameters:
///   - table: barcodes (or fragments) with their counts.
///   - key: which rows belong to one fragment.
///   - design: the replicates; those with given activity mark nothing.
///   - rule: what is marked.
/// - Throws: ``ReporterAssayError`` for a parameter out of range or a missing key.
public func removeOutliers(
  from table: FragmentTable, groupedBy key: MergeKey, design: ResolvedDesign, rule: OutlierRule
) throws -> FilteredRows {
  try rule.validate()
  let totals = table.counts.map(\.total)
  var marked = [Bool](repeating: false, count: table.rowCount)
  let replicates = design.cellTypes.flatMap(\.replicates).compactMap(\.countColumns)
  if case .jackpot(let limit) = rule {
    let columns = Set(replicates.flatMap(\.rna)).sorted()
    let rna = LibraryCounts(summing: columns, of: table, totals: totals)
    for row in 0..<marked.count where rna.values[row] >= Int64(limit) { marked[row] = true }
  } else {
    let grouping = try RowGrouping(of: table, by: key)
    for columns in replicates {
      let marker = OutlierMarker(
        rows: grouping.rowsOfGroups(),
        dna: LibraryCounts(summing: columns.dna, of: table, totals: totals),
        rna: LibraryCounts(summing: columns.rna, of: table, totals: totals))
      marker.mark(&marked, by: rule)
    }
  }
  let kept = marked.indices.filter { !marked[$0] }
  return FilteredRows(
    table: table.selecting(rows: kept), libraryTotals: totals,
    attrition: try AttritionNode(
      step: "outliers", unit: "row", entered: table.rowCount, left: kept.count,
      dropped: [rule.reason: table.rowCount - kept.count]))
}

extension RowGrouping {
  /// The rows of each group, ascending.
  func rowsOfGroups() -> [[Int]] {
    var rows = [[Int]](repeating: [], count: count)
    for row in 0..<rowCount where group(of: row) != Self.noGroup {
      rows[Int(group(of: row))].append(row)
    }
    return rows
  }
}

/// Marks the rows of one replicate.
private struct OutlierMarker {
  let rows: [[Int]]
  let dna: LibraryCounts
  let rna: LibraryCounts

  func mark(_ marked: inout [Bool], by rule: OutlierRule) {
    switch rule {
    case .jackpot:
      break
    case .largeExpression(let limit):
      for (row, deviation) in deviations() where deviation > limit { marked[row] = true }
    case .rnaZScore(let limit):
      markByZScore(&marked, limit: limit)
    case .ratioMAD(let multiple, let bins):
      markByMAD(&marked, multiple: multiple, bins: bins)
    }
  }

  /// log2(R/D) minus the median of the fragment, for every row that has the ratio.
  private func deviations() -> [(row: Int, deviation: Double)] {
    var result: [(row: Int, deviation: Double)] = []
    for group in rows {
      let usable = group.filter { rna.values[$0] > 0 && dna.values[$0] > 0 }
      let ratios = usable.map { log2(Double(rna.values[$0]) / Double(dna.values[$0])) }
      guard let middle = median(of: ratios) else { continue }
      for (row, ratio) in zip(usable, ratios) { result.append((row, ratio - middle)) }
    }
    return result
  }

  private func markByZScore(_ marked: inout [Bool], limit: Double) {
    for group in rows {
      let observed = group.filter { rna.isObserved($0) }
      let counts = observed.map { Double(rna.values[$0]) }
      guard let centre = mean(of: counts), let spread = standardDeviation(of: counts), spread > 0
      else { continue }
      for (row, count) in zip(observed, counts) where abs(count - centre) > limit * spread {
        marked[row] = true
      }
    }
  }

  private func markByMAD(_ marked: inout [Bool], multiple: Double, bins: Int) {
    let deviations = self.deviations()
    guard !deviations.isEmpty else { return }
    var groups = [[(row: Int, deviation: Double)]](repeating: [], count: bins)
    let ranks = midRanks(deviations.map { Double(rna.values[$0.row]) })
    for (entry, rank) in zip(deviations, ranks) {
      let bin = Int(Double(bins) * (rank - 0.5) / Double(deviations.count))
      groups[min(bins - 1, max(0, bin))].append(entry)
    }
    for group in groups {
      guard let middle = median(of: group.map(\.deviation)),
        let spread = median(of: group.map { abs($0.deviation - middle) }), spread > 0
      else { continue }
      for (row, deviation) in group where abs(deviation) > multiple * spread {
        marked[row] = true
      }
    }
  }
}
