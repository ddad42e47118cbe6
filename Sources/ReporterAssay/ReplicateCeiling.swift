import GenomicTypes
public import Statistics

/// What a perfect model could reach, from the agreement of the replicates of one cell type.
///
/// Model: each replicate is truth plus independent error of equal variance. Error that replicates
/// share (the plasmid pool, barcodes, a common DNA denominator) raises the ceiling.
public struct ReplicateCeiling: Hashable, Codable, Sendable {
  /// The quantities for one kind of correlation.
  public struct Levels: Hashable, Codable, Sendable {
    /// Median over replicate pairs of their correlation r.
    public let replicateCorrelation: IntervalEstimate
    /// Ceiling against one replicate, √r.
    public let oneReplicate: IntervalEstimate
    /// Ceiling against the mean of n replicates, √(n·r/(1 + (n − 1)·r)).
    public let meanOfReplicates: IntervalEstimate
  }

  /// Number of replicates n.
  public let replicates: Int
  /// From Pearson correlations.
  public let pearson: Levels
  /// From Spearman correlations; approximate, because the model is linear.
  public let spearman: Levels
  /// Ceiling against the mean of n after partialling input DNA out of activity (Pearson); nil when
  /// the input gave the activity.
  public let givenDNA: Estimate?
  /// Reliability of each replicate when they are not equally good, by triads.
  public let triadReliabilities: [Estimate]
  /// Ceilings when they are not equally good (Pearson); nil for fewer than three replicates.
  public let unequal: UnequalReplicates?
  /// Number of resampled blocks of overlapping fragments.
  public let blocks: Int
  /// Number of bootstrap draws.
  public let draws: Int
}

extension ReplicateCeiling {
  /// Estimates the ceiling of a cell type.
  ///
  /// The same draws serve all pairs and both kinds of correlation; Spearman draws use ranks
  /// computed once. Intervals are those of the median over pairs.
  init(
    _ signals: [ReplicateSignal], pairs: [ReplicatePairQuality], resampling: LocusResampling
  ) throws {
    replicates = signals.count
    let rows = (signals.first?.activity.indices ?? 0..<0).filter { row in
      signals.count { $0.activity[row] != nil } >= 2
    }
    let bootstrap = resampling.bootstrap(of: rows)
    blocks = bootstrap.blockCount
    draws = resampling.draws
    let columns = replicatePairs(signals.count).map { a, b in
      ColumnPair(
        x: rows.map { signals[a].activity[$0] }, y: rows.map { signals[b].activity[$0] })
    }
    let count = signals.count
    let drawn = try Self.draws(
      of: columns, bootstrap: bootstrap, replicates: count, threads: resampling.threads)
    pearson = Levels(pairs.map(\.activity.pearson), drawn: drawn, replicates: count)
    spearman = Levels(
      pairs.map(\.activity.spearman),
      drawn: try Self.draws(
        of: columns.map { $0.ranked() }, bootstrap: bootstrap, replicates: count,
        threads: resampling.threads), replicates: count)
    unequal =
      count < 3
      ? nil
      : UnequalReplicates(
        pairs.map(\.activity.pearson.value), replicates: count, drawn: Array(drawn.dropFirst(3)))
    let partial = pairs.compactMap { $0.counts?.activityGivenDNA.pearson.value }
    if signals.contains(where: { $0.counts == nil }) {
      givenDNA = nil
    } else if signals.count < 2 {
      givenDNA = .undefined(.singleReplicate)
    } else {
      givenDNA = Self.ceiling(of: median(of: partial), replicates: signals.count)
    }
    triadReliabilities = UnequalReplicates.estimates(
      pairs.map(\.activity.pearson.value), replicates: count)
  }

  /// Draws of the median over pairs, its two ceilings, and what ``UnequalReplicates`` needs.
  private static func draws(
    of columns: [ColumnPair], bootstrap: BlockBootstrap, replicates: Int, threads: Int
  ) throws -> [[Double?]] {
    guard bootstrap.blockCount >= 2, !columns.isEmpty else { return [] }
    return try bootstrap.statistics(of: columns, threads: threads) { moments in
      let correlations = moments.map(\.correlation)
      let middle = median(of: correlations.compactMap { $0 })
      let equal = [
        middle, ceiling(of: middle, replicates: 1).value,
        ceiling(of: middle, replicates: replicates).value,
      ]
      guard replicates >= 3 else { return equal }
      return equal + UnequalReplicates.statistics(correlations, replicates: replicates)
    }
  }

  static func ceiling(of correlation: Double?, replicates: Int) -> Estimate {
    guard let correlation else { return .undefined(.correlationUndefined) }
    return noiseCeiling(replicateCorrelation: correlation, replicates: replicates)
  }
}

/// Index pairs (a, b) with a < b, in the order of all pair lists.
func replicatePairs(_ count: Int) -> [(Int, Int)] {
  (0..<count).flatMap { a in ((a + 1)..<max(count, a + 1)).map { (a, $0) } }
}

extension ReplicateCeiling.Levels {
  fileprivate init(_ correlations: [Estimate], drawn: [[Double?]], replicates: Int) {
    let central = median(of: correlations.compactMap(\.value))
    func level(_ estimate: Estimate, _ statistic: Int) -> IntervalEstimate {
      IntervalEstimate(
        replicates < 2 ? .undefined(.singleReplicate) : estimate,
        interval: statistic < drawn.count ? percentileInterval(of: drawn[statistic]) : nil)
    }
    replicateCorrelation = level(Estimate(central, orUndefined: .correlationUndefined), 0)
    oneReplicate = level(ReplicateCeiling.ceiling(of: central, replicates: 1), 1)
    meanOfReplicates = level(ReplicateCeiling.ceiling(of: central, replicates: replicates), 2)
  }
}
