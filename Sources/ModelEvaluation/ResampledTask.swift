import Statistics

/// The statistics of every bootstrap draw of one task, all on the same draws.
struct ResampledTask: Sendable {
  /// Statistics kept per model.
  enum Metric: Int, CaseIterable {
    case pearson, spearman, r2, mse, slope, intercept, partialPearson, partialSpearman
    case pearsonShare, spearmanShare, pearsonGain, spearmanGain
  }

  /// Statistics kept per task.
  enum CeilingMetric: Int, CaseIterable {
    case replicatePearson, replicateSpearman, pearson, spearman
  }

  /// Why nothing was resampled; nil when it was.
  let unavailable: UndefinedReason?
  /// Number of blocks.
  let blockCount: Int
  private let statistics: [[Double?]]

  /// Draws of one metric of one model.
  func draws(_ metric: Metric, model: Int) -> [Double?] {
    guard unavailable == nil else { return [] }
    return statistics[
      CeilingMetric.allCases.count + model * Metric.allCases.count + metric.rawValue]
  }

  /// Draws of a ceiling.
  func draws(_ metric: CeilingMetric) -> [Double?] {
    guard unavailable == nil else { return [] }
    return statistics[metric.rawValue]
  }

  /// Resamples the blocks of the task's rows.
  init(
    _ columns: TaskColumns, blocks: [Int], baseline: Int?, options: ComparisonOptions,
    threads: Int
  ) throws {
    let bootstrap = BlockBootstrap(
      blockOfRow: blocks, draws: options.draws, seed: Seed(options.seed).derived("evaluate"))
    blockCount = bootstrap.blockCount
    if options.draws == 0 {
      unavailable = .notResampled
    } else if bootstrap.blockCount < 2 {
      unavailable = .tooFewBlocks
    } else {
      unavailable = nil
    }
    guard unavailable == nil else {
      statistics = []
      return
    }
    let layout = MomentLayout(columns)
    statistics = try bootstrap.statistics(of: layout.pairs, threads: threads) { moments in
      layout.statistics(moments, baseline: baseline)
    }
  }
}

/// Where each pair of columns stands among the resampled moments, and the statistics they give.
private struct MomentLayout: Sendable {
  let pairs: [ColumnPair]
  private let replicateCount: Int
  private let replicatePairs: Int
  /// Position of the first of the four pairs of each model; nil when it does not predict.
  private let modelStarts: [Int?]

  init(_ columns: TaskColumns) {
    var pairs = [
      ColumnPair(x: columns.gc, y: columns.observed),
      ColumnPair(x: columns.gcRanks, y: columns.observedRanks),
    ]
    for (a, b) in columns.replicatePairs {
      let pair = ColumnPair(x: columns.replicates[a], y: columns.replicates[b])
      pairs += [pair, pair.ranked()]
    }
    var starts: [Int?] = []
    for (prediction, ranks) in zip(columns.predictions, columns.predictionRanks) {
      guard let prediction, let ranks else {
        starts.append(nil)
        continue
      }
      starts.append(pairs.count)
      pairs += [
        ColumnPair(x: prediction, y: columns.observed),
        ColumnPair(x: ranks, y: columns.observedRanks),
        ColumnPair(x: prediction, y: columns.gc),
        ColumnPair(x: ranks, y: columns.gcRanks),
      ]
    }
    self.pairs = pairs
    replicateCount = columns.replicates.count
    replicatePairs = columns.replicatePairs.count
    modelStarts = starts
  }

  /// Ceilings, then the metrics of each model in the order of ``ResampledTask/Metric``.
  func statistics(_ moments: [PairedMoments], baseline: Int?) -> [Double?] {
    let raw = median(of: (0..<replicatePairs).compactMap { moments[2 + 2 * $0].correlation })
    let ranked = median(of: (0..<replicatePairs).compactMap { moments[3 + 2 * $0].correlation })
    let ceiling = (pearson: ceiling(raw), spearman: ceiling(ranked))
    let reference = baseline.flatMap { modelStarts[$0] }
    var values: [Double?] = [raw, ranked, ceiling.pearson, ceiling.spearman]
    for start in modelStarts {
      guard let start else {
        values += [Double?](repeating: nil, count: ResampledTask.Metric.allCases.count)
        continue
      }
      let pair = moments[start]
      let pearson = pair.correlation
      let spearman = moments[start + 1].correlation
      values += [pearson, spearman, pair.determination, pair.meanSquaredDifference]
      values += [pair.slope, pair.intercept]
      values.append(
        partial(pearson, moments[start + 2].correlation, moments[0].correlation))
      values.append(
        partial(spearman, moments[start + 3].correlation, moments[1].correlation))
      values += [ratio(pearson, ceiling.pearson), ratio(spearman, ceiling.spearman)]
      values.append(reference.flatMap { difference(pearson, moments[$0].correlation) })
      values.append(reference.flatMap { difference(spearman, moments[$0 + 1].correlation) })
    }
    return values
  }

  private func ceiling(_ correlation: Double?) -> Double? {
    correlation.flatMap {
      noiseCeiling(replicateCorrelation: $0, replicates: replicateCount).value
    }
  }

  private func partial(_ xy: Double?, _ xz: Double?, _ yz: Double?) -> Double? {
    guard let xy, let xz, let yz else { return nil }
    return firstOrderPartialCorrelation(xy, xz, yz)
  }

  private func ratio(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, b > 0 else { return nil }
    return a / b
  }

  private func difference(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b else { return nil }
    return a - b
  }
}
