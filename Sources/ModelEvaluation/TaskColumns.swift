import Statistics

/// The columns of one task on the rows with an observed value.
struct TaskColumns: Sendable {
  /// Rows of the comparison, ascending.
  let rows: [Int]
  /// Observed values.
  let observed: [Double]
  /// Their mid-ranks.
  let observedRanks: [Double]
  /// GC content and its mid-ranks.
  let gc: [Double]
  let gcRanks: [Double]
  /// Replicate values, (replicates, rows).
  let replicates: [[Double?]]
  /// Predictions, (models, rows); nil for a model that does not predict the task.
  let predictions: [[Double]?]
  /// Their mid-ranks.
  let predictionRanks: [[Double]?]

  init(_ input: ComparisonInput, task: Int) {
    let column = input.observed[task]
    let rows = column.indices.filter { column[$0] != nil }
    self.rows = rows
    observed = rows.compactMap { column[$0] }
    observedRanks = midRanks(observed)
    gc = rows.map { input.gc[$0] }
    gcRanks = midRanks(gc)
    replicates = input.replicates[task].map { values in rows.map { values[$0] } }
    predictions = input.models.map { model in
      let values = model.values[task]
      return values.isEmpty && !column.isEmpty ? nil : rows.map { values[$0] }
    }
    predictionRanks = predictions.map { $0.map { midRanks($0) } }
  }

  /// The replicates of each pair (a, b), a < b.
  var replicatePairs: [(Int, Int)] {
    replicates.indices.flatMap { a in ((a + 1)..<max(replicates.count, a + 1)).map { (a, $0) } }
  }
}

/// A correlation, or why it is undefined.
func correlationEstimate(_ value: Double?, rows: Int) -> Estimate {
  Estimate(value, orUndefined: rows < 2 ? .tooFewRows : .noVariance)
}
