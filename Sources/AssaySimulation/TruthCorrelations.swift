public import Statistics

/// How measured activity agrees with itself and with the truth it was simulated from.
public struct TruthCorrelations: Sendable {
  /// Median Pearson correlation over all pairs of replicates; nil with one replicate.
  public let betweenReplicates: Double?
  /// Correlation with the mean of the replicates that the replicate correlation leads to expect
  /// of a perfect model; nil with one replicate.
  public let expectedCeiling: Estimate?
  /// True activity against the mean of the replicates: the ceiling that is really there.
  public let activity: CorrelationPair
  /// Sequence-determined activity against the mean of the replicates: the best a model can do.
  public let sequence: CorrelationPair
  /// Motifs and pairs against the mean of the replicates.
  public let motifs: CorrelationPair
  /// GC term against the mean of the replicates.
  public let composition: CorrelationPair
}

/// Pearson's and Spearman's correlation of the same pairs; nil where undefined.
public struct CorrelationPair: Hashable, Sendable {
  /// Product-moment correlation.
  public let pearson: Double?
  /// Rank correlation.
  public let spearman: Double?

  init(_ truth: [Double], _ measured: [Double?]) {
    let pairs = completePairs(truth, measured)
    pearson = pearsonCorrelation(pairs.x, pairs.y)
    spearman = spearmanCorrelation(pairs.x, pairs.y)
  }
}

/// Compares simulated truth with the activity that a caller computed from the simulated counts.
///
/// A fragment counts toward the mean of the replicates when every replicate has it.
///
/// - Parameters:
///   - truth: one cell type.
///   - replicates: activity per replicate, log2(RNA / DNA), one optional value per fragment.
/// - Precondition: at least one replicate; columns as long as the truth.
public func truthCorrelations(
  truth: ActivityTruth, replicates: [[Double?]]
) -> TruthCorrelations {
  precondition(!replicates.isEmpty, "no replicate")
  precondition(replicates.allSatisfy { $0.count == truth.count }, "columns of unequal length")
  var pairs: [Double] = []
  for (index, first) in replicates.enumerated() {
    for second in replicates.dropFirst(index + 1) {
      let both = completePairs(first, second)
      if let correlation = pearsonCorrelation(both.x, both.y) { pairs.append(correlation) }
    }
  }
  pairs.sort()
  let between: Double? =
    pairs.isEmpty ? nil : (pairs[(pairs.count - 1) / 2] + pairs[pairs.count / 2]) / 2
  let average = (0..<truth.count).map { row -> Double? in
    let values = replicates.compactMap { $0[row] }
    return values.count == replicates.count ? mean(of: values) : nil
  }
  let grammar = truth.motif.indices.map { truth.motif[$0] + truth.pair[$0] }
  return TruthCorrelations(
    betweenReplicates: between,
    expectedCeiling: between.map {
      noiseCeiling(replicateCorrelation: $0, replicates: replicates.count)
    },
    activity: CorrelationPair(truth.activity, average),
    sequence: CorrelationPair(truth.sequenceActivity, average),
    motifs: CorrelationPair(grammar, average),
    composition: CorrelationPair(truth.composition, average))
}
