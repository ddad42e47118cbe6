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
  ) -> PooledPosteriors
}

/// Values of a cell type and what else is known of them, one entry per row.
struct PooledPosteriors: Sendable {
  var values: [Double?]
  /// nil where it is not wanted.
  var posterior: ActivityPosterior?

  init(rowCount: Int, keepingPosterior: Bool) {
    values = Array(repeating: nil, count: rowCount)
    posterior = keepingPosterior ? ActivityPosterior(rowCount: rowCount) : nil
  }
}
