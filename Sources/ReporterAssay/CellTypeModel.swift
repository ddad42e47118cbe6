import Statistics

/// A count model fitted to all rows of one cell type, which gives the activity of any of them.
protocol CellTypeModel: Sendable {
  /// The activity of one replicate for some rows; undefined where `measured` is.
  func activity(
    of measured: MeasuredReplicate, replicate: Int, rows: Range<Int>, keepingPosterior: Bool
  ) -> ReplicateActivity

  /// The activity of the cell type for some rows from the counts of the replicates that define
  /// them; nil where fewer than `required` do, and where there is no fit.
  func pooled(
    _ measured: [MeasuredReplicate], rows: Range<Int>, required: Int, keepingPosterior: Bool
  ) -> ModelledRows
}

/// Values that a model gives and what else is known of them, one entry per row.
struct ModelledRows: Sendable {
  private(set) var values: [Double?]
  /// nil where it is not wanted.
  private(set) var posterior: ActivityPosterior?

  init(rowCount: Int, keepingPosterior: Bool) {
    values = Array(repeating: nil, count: rowCount)
    posterior = keepingPosterior ? ActivityPosterior(rowCount: rowCount) : nil
  }

  mutating func set(_ found: GammaPosterior, exposure: Double, at row: Int) {
    values[row] = found.log2Mean
    posterior?.set(found, exposure: exposure, at: row)
  }

  mutating func set(_ found: BetaBinomialPosterior, exposure: Double, at row: Int) {
    values[row] = found.log2Mean
    posterior?.set(found, exposure: exposure, at: row)
  }
}

extension MeasuredReplicate {
  /// The activity that a model gives the rows that are defined; without a model none is.
  ///
  /// - Parameter set: Enters the posterior of one row from its RNA and DNA count.
  func modelled<Model>(
    by model: Model?, keepingPosterior: Bool,
    _ set: (
      _ model: inout Model, _ result: inout ModelledRows, _ row: Int, _ rna: Int, _ dna: Int64
    )
      -> Void
  ) -> ReplicateActivity {
    var undefined = activity.undefined
    var found = ModelledRows(rowCount: undefined.count, keepingPosterior: keepingPosterior)
    if let dna, let rna, var model {
      for row in undefined.indices where undefined[row] == nil {
        set(&model, &found, row, Int(rna.values[row]), dna.values[row])
      }
    } else {
      undefined = undefined.map { $0 ?? .zeroCount }
    }
    return ReplicateActivity(
      name: activity.name, values: found.values, undefined: undefined,
      libraries: activity.libraries, posterior: found.posterior)
  }
}
