import ActivityTesting
import GenomicTypes
import ReporterAssay

/// Elements with the rows whose counts are theirs: one row, the rows of their barcodes, or all rows
/// of an allele.
struct CountedElements {
  private let columns: [CountColumn]
  /// Rows sorted by element; nil when row and element are the same.
  private let order: [Int]?
  private let rowStarts: [Int]

  /// Every row is an element.
  init(fragments: FragmentTable) {
    columns = fragments.counts
    order = nil
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
    for cellType in cellTypes {
      for replicate in cellType.replicates {
        guard case .counts(let dnaColumns, let rnaColumns) = replicate.measurement else { continue }
        let shared = sums[dnaColumns] ?? sum(of: dnaColumns)
        sums[dnaColumns] = shared
        dna.append(shared)
        rna.append(sum(of: rnaColumns))
        samples.append(
          AssaySample(
            name: "\(cellType.name)/\(replicate.name)", condition: cellType.name,
            replicate: replicate.name, block: replicate.name))
      }
    }
    return try ElementCounts(samples: samples, rowStarts: rowStarts, dna: dna, rna: rna)
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
