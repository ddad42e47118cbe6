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
    let activity = measured.activity
    var values = [Double?](repeating: nil, count: rows.count)
    var undefined = activity.undefined
    var posterior = keepingPosterior ? ActivityPosterior(rowCount: rows.count) : nil
    if let dna = measured.dna, let rna = measured.rna,
      var model = replicates[replicate].map(PosteriorLookup.init)
    {
      for row in 0..<rows.count where undefined[row] == nil {
        let x = exposure(dna: dna.values[row], replicate: replicate, row: rows.lowerBound + row)
        let found = model.posterior(count: Int(rna.values[row]), exposure: x)
        values[row] = found.log2Mean
        posterior?.set(found, exposure: x, at: row)
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
    guard var pooled = pooled.map(PosteriorLookup.init) else { return result }
    let observations = ReplicateObservations(
      measured, rows: rows, scales: scales, factors: factors)
    for row in 0..<rows.count {
      let defined = measured.count { $0.activity.values[row] != nil }
      if defined < max(required, 1) { continue }
      let (count, exposure) = observations.sum(at: row)
      let found = pooled.posterior(count: count, exposure: exposure)
      result.values[row] = found.log2Mean
      result.posterior?.set(found, exposure: exposure, at: row)
    }
    return result
  }
}
