import GenomicTypes
import Statistics

/// The fitted beta-binomial models of one cell type, ready to give posteriors of any rows.
struct BetaBinomialCellType: CellTypeModel {
  /// Of each replicate alone; nil where there is no fit.
  let replicates: [BetaBinomialPosteriors?]
  /// Of counts summed over the replicates of a mask; empty without a fit.
  let subsets: [UInt64: BetaBinomialPosteriors]
  /// Adds up the counts of replicates.
  let sums: ReplicateSubsets
  let report: BetaBinomialReport

  func activity(
    of measured: MeasuredReplicate, replicate: Int, rows: Range<Int>, keepingPosterior: Bool
  ) -> ReplicateActivity {
    let activity = measured.activity
    var values = [Double?](repeating: nil, count: rows.count)
    var undefined = activity.undefined
    var posterior = keepingPosterior ? ActivityPosterior(rowCount: rows.count) : nil
    if let dna = measured.dna, let rna = measured.rna, let model = replicates[replicate] {
      for row in 0..<rows.count where undefined[row] == nil {
        let d = Int(dna.values[row])
        let found = model.posterior(rna: Int(rna.values[row]), dna: d)
        values[row] = found.log2Mean
        posterior?.set(found, exposure: model.scale * Double(d), at: row)
      }
    } else {
      for row in 0..<rows.count where undefined[row] == nil { undefined[row] = .zeroCount }
    }
    return ReplicateActivity(
      name: activity.name, values: values, undefined: undefined, libraries: activity.libraries,
      posterior: posterior)
  }

  func pooled(
    _ measured: [MeasuredReplicate], rows: Range<Int>, required: Int, keepingPosterior: Bool
  ) -> PooledPosteriors {
    var result = PooledPosteriors(rowCount: rows.count, keepingPosterior: keepingPosterior)
    var sums = sums
    for row in 0..<rows.count {
      var (mask, defined): (UInt64, Int) = (0, 0)
      for replicate in measured.indices where measured[replicate].isPartOfSum(at: row) {
        mask |= 1 << UInt64(replicate)
        if measured[replicate].activity.values[row] != nil { defined += 1 }
      }
      guard defined >= max(required, 1), let model = subsets[mask] else { continue }
      let (rna, dna) = sums.counts(at: rows.lowerBound + row, of: mask)
      let found = model.posterior(rna: Int(rna), dna: Int(dna))
      result.values[row] = found.log2Mean
      result.posterior?.set(found, exposure: model.scale * Double(dna), at: row)
    }
    return result
  }
}
