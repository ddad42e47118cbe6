import Statistics

/// The metrics of one model on all rows of a task, without intervals.
struct PointScores: Sendable {
  let pearson: Estimate
  let spearman: Estimate
  let r2: Estimate
  let mse: Estimate
  let slope: Estimate
  let intercept: Estimate
  let partialPearson: Estimate
  let partialSpearman: Estimate

  init(_ columns: TaskColumns, model: Int) {
    guard let prediction = columns.predictions[model], let ranks = columns.predictionRanks[model]
    else {
      let missing = Estimate.undefined(.notPredicted)
      (pearson, spearman, r2, mse) = (missing, missing, missing, missing)
      (slope, intercept, partialPearson, partialSpearman) = (missing, missing, missing, missing)
      return
    }
    let rows = columns.rows.count
    let moments = PairedMoments(x: prediction, y: columns.observed)
    pearson = correlationEstimate(pearsonCorrelation(prediction, columns.observed), rows: rows)
    spearman = correlationEstimate(pearsonCorrelation(ranks, columns.observedRanks), rows: rows)
    r2 = correlationEstimate(moments.determination, rows: rows)
    mse = Estimate(moments.meanSquaredDifference, orUndefined: .tooFewRows)
    slope = correlationEstimate(moments.slope, rows: rows)
    intercept = correlationEstimate(moments.intercept, rows: rows)
    partialPearson = Estimate(
      partialCorrelation(prediction, columns.observed, given: [columns.gc]),
      orUndefined: rows < 3 ? .tooFewRows : .noVariance)
    partialSpearman = Estimate(
      partialCorrelation(ranks, columns.observedRanks, given: [columns.gcRanks]),
      orUndefined: rows < 3 ? .tooFewRows : .noVariance)
  }
}
