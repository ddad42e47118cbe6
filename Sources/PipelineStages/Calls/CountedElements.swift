import ActivityTesting
import GenomicTypes
import ReporterAssay

/// Elements with the rows whose counts are theirs: one row, the rows of their barcodes, or all rows
/// of an allele. A row with several variants belongs to one allele of each.
struct CountedElements {
  private let columns: [CountColumn]
  /// Rows sorted by element; nil when row and element are the same.
  private let order: [Int]?
  private let rowStarts: [Int]
  /// Rows that make up the libraries; nil when they are those of the elements, each once.
  private let libraryRows: LibraryRows?
  /// Factor of the total of some columns; nil for totals as they are.
  var sizeFactor: (@Sendable ([Int]) -> Double)?

  private enum LibraryRows {
    case all
    /// Those of a number of at least 0.
    case numbered([Int32])
  }

  /// Every row is an element.
  init(fragments: FragmentTable) {
    columns = fragments.counts
    order = nil
    libraryRows = nil
    rowStarts = Array(0...fragments.rowCount)
  }

  /// Sorts rows by the element they belong to, in their order; rows of element −1 are left out.
  ///
  /// - Complexity: O(rows + elements).
  init(columns: [CountColumn], elementOfRow: [Int32], elements: Int) {
    var starts = [Int](repeating: 0, count: elements + 1)
    for element in elementOfRow where element >= 0 { starts[Int(element) + 1] += 1 }
    for element in 0..<elements { starts[element + 1] += starts[element] }
    var next = starts
    var order = [Int](repeating: 0, count: starts[elements])
    for (row, element) in elementOfRow.enumerated() where element >= 0 {
      order[next[Int(element)]] = row
      next[Int(element)] += 1
    }
    self.columns = columns
    self.order = order
    rowStarts = starts
    libraryRows = nil
  }

  /// Sorts rows by the alleles that their fragments carry. The libraries are all rows of fragments,
  /// those without a variant included, each once.
  ///
  /// - Parameter fragmentOfRow: −1 for a row without a fragment; nil when every row is a fragment.
  /// - Complexity: O(rows + entries).
  init(columns: [CountColumn], variants: AllelicVariants, fragmentOfRow: [Int32]?) {
    let rows = fragmentOfRow?.count ?? columns.first?.values.count ?? 0
    func elements(of row: Int) -> ArraySlice<Int32> {
      let fragment = fragmentOfRow.map { Int($0[row]) } ?? row
      return fragment < 0 ? [] : variants.elements(of: fragment)
    }
    var starts = [Int](repeating: 0, count: variants.elementCount + 1)
    for row in 0..<rows {
      for element in elements(of: row) { starts[Int(element) + 1] += 1 }
    }
    for element in 0..<variants.elementCount { starts[element + 1] += starts[element] }
    var next = starts
    var order = [Int](repeating: 0, count: starts[variants.elementCount])
    for row in 0..<rows {
      for element in elements(of: row) {
        order[next[Int(element)]] = row
        next[Int(element)] += 1
      }
    }
    self.columns = columns
    self.order = order
    rowStarts = starts
    libraryRows = fragmentOfRow.map(LibraryRows.numbered) ?? .all
  }

  /// The counts of all replicates of some cell types that are measured by counts.
  ///
  /// Technical replicates are summed. Replicates of one name are a block. Columns of the same DNA
  /// share their memory.
  ///
  /// - Throws: `ActivityTestingError`.
  func counts(of cellTypes: [ResolvedDesign.CellType]) throws -> ElementCounts {
    var sums: [[Int]: [UInt32?]] = [:]
    var samples: [AssaySample] = []
    var dna: [[UInt32?]] = []
    var rna: [[UInt32?]] = []
    var totals: (dna: [Double], rna: [Double]) = ([], [])
    var libraries: [[Int]] = []
    for cellType in cellTypes {
      for replicate in cellType.replicates {
        guard case .counts(let dnaColumns, let rnaColumns) = replicate.measurement else { continue }
        let shared = sums[dnaColumns] ?? sum(of: dnaColumns)
        if sums[dnaColumns] == nil { libraries.append(dnaColumns) }
        sums[dnaColumns] = shared
        dna.append(shared)
        rna.append(sum(of: rnaColumns))
        totals.dna.append(total(of: dnaColumns))
        totals.rna.append(total(of: rnaColumns))
        samples.append(
          AssaySample(
            name: "\(cellType.name)/\(replicate.name)", condition: cellType.name,
            replicate: replicate.name, block: replicate.name,
            dnaLibrary: libraries.firstIndex(of: dnaColumns)))
      }
    }
    return try ElementCounts(
      samples: samples, rowStarts: rowStarts, dna: dna, rna: rna,
      libraries: libraryRows == nil && sizeFactor == nil
        ? nil : ElementCounts.Libraries(dna: totals.dna, rna: totals.rna))
  }

  /// The reads of a library, times its size factor.
  private func total(of indices: [Int]) -> Double {
    var total: Int64 = 0
    for column in indices.map({ columns[$0] }) {
      switch (libraryRows, order) {
      case (.all, _), (nil, nil): total += column.total
      case (.numbered(let numbers), _):
        for row in numbers.indices where numbers[row] >= 0 {
          total += Int64(column.count(at: row) ?? 0)
        }
      case (nil, let order?): for row in order { total += Int64(column.count(at: row) ?? 0) }
      }
    }
    return Double(total) * (sizeFactor?(indices) ?? 1)
  }

  /// RNA reads of the replicates of some cell types, in the order of their samples.
  func rnaTotals(of cellTypes: [ResolvedDesign.CellType]) -> [Double] {
    cellTypes.flatMap(\.replicates).compactMap { replicate in
      guard case .counts(_, let rna) = replicate.measurement else { return nil }
      return rna.reduce(0) { $0 + Double(columns[$1].total) }
    }
  }

  /// The sum of the observed counts of every row, nil when none was observed.
  private func sum(of indices: [Int]) -> [UInt32?] {
    let chosen = indices.map { columns[$0] }
    func sum(at row: Int) -> UInt32? {
      var total: UInt32?
      for column in chosen {
        guard let count = column.count(at: row) else { continue }
        let (sum, overflows) = (total ?? 0).addingReportingOverflow(count)
        total = overflows ? .max : sum
      }
      return total
    }
    return order.map { $0.map(sum) } ?? (0..<(rowStarts.last ?? 0)).map(sum)
  }
}
