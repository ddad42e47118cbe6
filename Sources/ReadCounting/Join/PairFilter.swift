import GenomicTypes

/// Keeps the rows that some pair of DNA and RNA samples saw often enough.
struct PairFilter {
  private let pairs: [(dna: Int, rna: Int)]
  private let minimumDNA: UInt32
  private let minimumRNA: UInt32

  /// Makes a filter.
  ///
  /// - Parameters:
  ///   - pairs: indices of samples.
  ///   - firstColumn: the count column of the first sample.
  init(
    _ pairs: [(dna: Int, rna: Int)], minimumDNA: UInt32, minimumRNA: UInt32, firstColumn: Int
  ) {
    self.pairs = pairs.map { ($0.dna + firstColumn, $0.rna + firstColumn) }
    self.minimumDNA = minimumDNA
    self.minimumRNA = minimumRNA
  }

  /// The rows kept, their table, and how many left for which reason.
  ///
  /// A row leaves as `below_min_dna` when the DNA of every pair is below its minimum, as
  /// `not_observed` when no pair saw it, else as `below_min_rna`.
  func applied(
    to table: FragmentTable
  ) throws -> (table: FragmentTable, rows: [Int], attrition: AttritionNode) {
    var counts = table.counts
    for column in Set(pairs.flatMap { [$0.dna, $0.rna] }) where counts[column].observed == nil {
      counts[column].observed = [Bool](repeating: true, count: table.rowCount)
    }
    var kept: [Int] = []
    var dropped: [String: Int] = [:]
    for row in 0..<table.rowCount {
      let outcomes = pairs.map { outcome(of: $0, row, table) }
      for (pair, outcome) in zip(pairs, outcomes) where outcome != .kept {
        counts[pair.rna].hide(row)
        let isNeeded = zip(pairs, outcomes).contains { $0.dna == pair.dna && $1 == .kept }
        if !isNeeded { counts[pair.dna].hide(row) }
      }
      if outcomes.contains(.kept) {
        kept.append(row)
      } else {
        dropped[Outcome.reason(outcomes).rawValue, default: 0] += 1
      }
    }
    var filtered = table
    filtered.counts = counts
    let node = try AttritionNode(
      step: "join pairs", unit: "barcode", entered: table.rowCount, left: kept.count,
      dropped: dropped)
    return (filtered.selecting(rows: kept), kept, node)
  }

  private enum Outcome: String {
    case kept
    case belowDNA = "below_min_dna"
    case belowRNA = "below_min_rna"
    case unseen = "not_observed"

    static func reason(_ outcomes: [Outcome]) -> Outcome {
      if outcomes.contains(.belowRNA) { return .belowRNA }
      return outcomes.contains(.belowDNA) ? .belowDNA : .unseen
    }
  }

  private func outcome(
    of pair: (dna: Int, rna: Int), _ row: Int, _ table: FragmentTable
  ) -> Outcome {
    guard let dna = table.counts[pair.dna].count(at: row),
      let rna = table.counts[pair.rna].count(at: row)
    else { return .unseen }
    if dna == 0, rna == 0 { return .unseen }
    if dna < minimumDNA { return .belowDNA }
    return rna < minimumRNA ? .belowRNA : .kept
  }
}

extension CountColumn {
  fileprivate mutating func hide(_ row: Int) {
    values[row] = 0
    observed?[row] = false
  }
}
