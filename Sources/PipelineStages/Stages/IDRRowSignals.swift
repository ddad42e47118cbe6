import GenomicTypes
import ReporterAssay
import Statistics

/// The signal of every fragment in the replicates of a cell type, and what tells fragments apart.
struct IDRRowSignals {
  let fragments: FragmentTable
  let design: ResolvedDesign
  let activity: ActivityArtefact
  let seed: Seed

  /// For each replicate the signal of each row; nil where it was not measured.
  func values(
    of cellType: ResolvedDesign.CellType, _ signal: IDRParameters.Signal
  ) throws -> [[Double?]] {
    try cellType.replicates.map { replicate in
      guard signal == .rna, case .counts(_, let rna) = replicate.measurement else {
        return try activity.replicate(replicate.name, of: cellType.name)
      }
      return summed(rna).map { $0.map(Double.init) }
    }
  }

  /// RNA counts of each replicate and the input DNA of all together, of some rows; nil when
  /// activity was given without counts. What was not measured is 0.
  func counts(
    of cellType: ResolvedDesign.CellType, rows: [Int]
  ) -> (rna: [[UInt32]], dna: [UInt32])? {
    var rnaCounts: [[UInt32]] = []
    var dnaColumns: Set<Int> = []
    for replicate in cellType.replicates {
      guard case .counts(let dna, let rna) = replicate.measurement else { return nil }
      let all = summed(rna)
      rnaCounts.append(rows.map { all[$0] ?? 0 })
      dnaColumns.formUnion(dna)
    }
    let dna = summed(dnaColumns.sorted())
    return (rnaCounts, rows.map { dna[$0] ?? 0 })
  }

  /// Sums of columns; nil where none was observed.
  private func summed(_ columns: [Int]) -> [UInt32?] {
    var sums = [UInt32?](repeating: nil, count: fragments.rowCount)
    for index in columns {
      let column = fragments.counts[index]
      for row in sums.indices where column.observed?[row] ?? true {
        sums[row] = UInt32(clamping: UInt64(sums[row] ?? 0) + UInt64(column.values[row]))
      }
    }
    return sums
  }

  /// "chr1:0-10(+)", else the name, else the number of the row.
  func identity(_ row: Int) -> String {
    if let interval = interval(row) { return "\(interval)(\(strand(row).symbol))" }
    if let name = fragments.names?[row], !name.isEmpty { return name }
    return "fragment_\(row + 1)"
  }

  func interval(_ row: Int) -> GenomicInterval? {
    guard let placement = fragments.placements[row], let range = placement.interval else {
      return nil
    }
    return GenomicInterval(
      chromosome: fragments.chromosomeNames[Int(placement.chromosome)],
      start: Int(range.lowerBound), end: Int(range.upperBound))
  }

  func strand(_ row: Int) -> Strand { fragments.placements[row]?.strand ?? .unstranded }

  /// At most `count` of the rows, by the smallest hash of seed and identity, in their order.
  func sample(_ rows: [Int], atMost count: Int) -> [Int] {
    guard rows.count > count else { return rows }
    let keyed = rows.map { row in
      let hash = Int(truncatingIfNeeded: NameHash.of(identity(row).utf8))
      return (key: seed.derived("idr rows", hash).value, row: row)
    }
    return keyed.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.prefix(count).map(\.row).sorted()
  }
}
