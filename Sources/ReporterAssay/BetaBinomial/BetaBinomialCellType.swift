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
    measured.modelled(by: replicates[replicate], keepingPosterior: keepingPosterior) {
      model, result, row, rna, dna in
      let found = model.posterior(rna: rna, dna: Int(dna))
      result.set(found, exposure: model.scale * Double(dna), at: row)
    }
  }

  func pooled(
    _ measured: [MeasuredReplicate], rows: Range<Int>, required: Int, keepingPosterior: Bool
  ) -> ModelledRows {
    var result = ModelledRows(rowCount: rows.count, keepingPosterior: keepingPosterior)
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
      result.set(found, exposure: model.scale * Double(dna), at: row)
    }
    return result
  }
}
