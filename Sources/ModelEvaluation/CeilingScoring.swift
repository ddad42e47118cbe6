import Statistics

/// The noise ceiling of a task from the replicates on the evaluated rows.
struct CeilingScoring {
  let columns: TaskColumns
  let resampled: ResampledTask
  let level: Double

  func ceiling() -> TaskCeiling {
    let raw = replicateCorrelations { pearsonCorrelation($0, $1) }
    let ranked = replicateCorrelations { spearmanCorrelation($0, $1) }
    let pearson = summary(of: raw)
    let spearman = summary(of: ranked)
    return TaskCeiling(
      replicates: columns.replicates.count,
      replicatePearson: interval(pearson, .replicatePearson),
      replicateSpearman: interval(spearman, .replicateSpearman),
      pearson: interval(ceiling(of: pearson), .pearson),
      spearman: interval(ceiling(of: spearman), .spearman),
      replicateReliabilities: triadReliabilities(correlations: raw))
  }

  /// The symmetric matrix of replicate correlations, each pair on the rows where both are known.
  private func replicateCorrelations(
    _ correlation: ([Double], [Double]) -> Double?
  ) -> [[Double?]] {
    let count = columns.replicates.count
    var matrix = [[Double?]](repeating: Array(repeating: nil, count: count), count: count)
    for (a, b) in columns.replicatePairs {
      let pairs = completePairs(columns.replicates[a], columns.replicates[b])
      let value = correlation(pairs.x, pairs.y)
      matrix[a][b] = value
      matrix[b][a] = value
    }
    return matrix
  }

  /// The median of the defined off-diagonal correlations, or why there is none.
  private func summary(of matrix: [[Double?]]) -> Estimate {
    switch columns.replicates.count {
    case 0: return .undefined(.noReplicates)
    case 1: return .undefined(.singleReplicate)
    default:
      let defined = columns.replicatePairs.compactMap { matrix[$0.0][$0.1] }
      return Estimate(median(of: defined), orUndefined: .correlationUndefined)
    }
  }

  private func ceiling(of correlation: Estimate) -> Estimate {
    guard let value = correlation.value else { return correlation }
    return noiseCeiling(replicateCorrelation: value, replicates: columns.replicates.count)
  }

  private func interval(
    _ estimate: Estimate, _ metric: ResampledTask.CeilingMetric
  ) -> IntervalEstimate {
    IntervalEstimate(
      estimate, draws: resampled.draws(metric), level: level, unavailable: resampled.unavailable)
  }
}
