import GenomicTypes
import Statistics

/// The fitted models of one cell type, ready to give posteriors of any rows.
struct GammaPoissonCellType: CellTypeModel {
  /// Of each replicate alone; nil where there is no fit.
  let replicates: [GammaPosteriors?]
  /// Of counts summed over replicates.
  let pooled: GammaPosteriors?
  /// RNA count that activity 1 gives one DNA read, by replicate; nil for an empty library.
  let scales: [Double?]
  /// Factor of the exposures of each row; nil without covariates.
  let factors: [Double]?
  let report: GammaPoissonReport

  /// x of a row in a replicate.
  func exposure(dna: Int64, replicate: Int, row: Int) -> Double {
    Self.exposure(dna: dna, scale: scales[replicate], factor: factors?[row])
  }

  static func exposure(dna: Int64, scale: Double?, factor: Double?) -> Double {
    Double(dna) * (scale ?? 0) * (factor ?? 1)
  }

  func activity(
    of measured: MeasuredReplicate, replicate: Int, rows: Range<Int>, keepingPosterior: Bool
  ) -> ReplicateActivity {
    let model = replicates[replicate].map(PosteriorLookup.init)
    return measured.modelled(by: model, keepingPosterior: keepingPosterior) {
      model, result, row, rna, dna in
      let x = exposure(dna: dna, replicate: replicate, row: rows.lowerBound + row)
      result.set(model.posterior(count: rna, exposure: x), exposure: x, at: row)
    }
  }

  func pooled(
    _ measured: [MeasuredReplicate], rows: Range<Int>, required: Int, keepingPosterior: Bool
  ) -> ModelledRows {
    var result = ModelledRows(rowCount: rows.count, keepingPosterior: keepingPosterior)
    guard var pooled = pooled.map(PosteriorLookup.init) else { return result }
    let observations = ReplicateObservations(
      measured, rows: rows, scales: scales, factors: factors)
    for row in 0..<rows.count {
      let defined = measured.count { $0.activity.values[row] != nil }
      if defined < max(required, 1) { continue }
      let (count, exposure) = observations.sum(at: row)
      let found = pooled.posterior(count: count, exposure: exposure)
      result.set(found, exposure: exposure, at: row)
    }
    return result
  }
}
