import GenomicTypes
import PeakReproducibility
import ReporterAssay
import Statistics

/// The signal of every fragment in the replicates of a cell type, and what tells fragments apart.
struct IDRRowSignals {
  let fragments: FragmentTable
  let design: ResolvedDesign
  let activity: ActivityArtefact
  let seed: Seed

  /// For each replicate the signal of each row, nil where it was not measured; nil when RNA is asked
  /// for and a replicate has none.
  func values(
    of cellType: ResolvedDesign.CellType, _ signal: IDRParameters.Signal
  ) throws -> [[Double?]]? {
    var values: [[Double?]] = []
    for replicate in cellType.replicates {
      switch (signal, replicate.measurement) {
      case (.activity, _):
        values.append(try activity.replicate(replicate.name, of: cellType.name))
      case (.rna, .counts(_, let rna)): values.append(summed(rna).map { $0.map(Double.init) })
      case (.rna, _): return nil
      }
    }
    return values
  }

  /// Counts of each replicate and of all together, of some rows; nil when activity was given without
  /// counts. What was not measured is 0.
  func counts(
    of cellType: ResolvedDesign.CellType, rows: [Int]
  ) -> (replicates: [PseudoReplicates.Library], pool: PseudoReplicates.Library)? {
    var replicates: [PseudoReplicates.Library] = []
    var (rnaColumns, dnaColumns): (Set<Int>, Set<Int>) = ([], [])
    func counts(_ columns: [Int]) -> [UInt32] {
      let all = summed(columns)
      return rows.map { all[$0] ?? 0 }
    }
    for replicate in cellType.replicates {
      guard case .counts(let dna, let rna) = replicate.measurement else { return nil }
      replicates.append(PseudoReplicates.Library(rna: counts(rna), dna: counts(dna)))
      dnaColumns.formUnion(dna)
      rnaColumns.formUnion(rna)
    }
    return (
      replicates,
      PseudoReplicates.Library(rna: counts(rnaColumns.sorted()), dna: counts(dnaColumns.sorted()))
    )
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

  /// Name and place, as far as there are any, else the number of the row. Two alleles may share their
  /// place, and must not share their coins.
  func identity(_ row: Int) -> String {
    let name = fragments.names?[row] ?? ""
    guard let interval = interval(row) else { return name.isEmpty ? "fragment_\(row + 1)" : name }
    let place = "\(interval)(\(strand(row).symbol))"
    return name.isEmpty ? place : "\(name) \(place)"
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
