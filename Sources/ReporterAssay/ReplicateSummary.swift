public import Statistics

/// All replicate pairs of a cell type in a few numbers.
public struct ReplicateSummary: Hashable, Codable, Sendable {
  /// Median, smallest and largest of a coefficient over the pairs of replicates; a replicate is
  /// never paired with itself.
  public struct Spread: Hashable, Codable, Sendable {
    /// Median.
    public let median: Estimate
    /// Smallest.
    public let smallest: Estimate
    /// Largest.
    public let largest: Estimate
  }

  /// The coefficients of one kind of column.
  public struct Coefficients: Hashable, Codable, Sendable {
    /// Pearson's correlation.
    public let pearson: Spread
    /// Spearman's rank correlation.
    public let spearman: Spread
    /// Kendall's τ-b.
    public let kendall: Spread
    /// Lin's concordance correlation.
    public let concordance: Spread
    /// ICC(1): share of variance between fragments, on the rows every replicate defines.
    public let intraclass: Estimate
    /// Rows every replicate defines.
    public let completeRows: Int
  }

  /// Number of pairs.
  public let pairs: Int
  /// Input DNA; nil when the input gave the activity.
  public let dna: Coefficients?
  /// RNA; nil when the input gave the activity.
  public let rna: Coefficients?
  /// Activity.
  public let activity: Coefficients
}

extension ReplicateSummary.Spread {
  init(_ estimates: [Estimate]) {
    let values = estimates.compactMap(\.value)
    let reason = estimates.first?.undefined ?? .singleReplicate
    median = Estimate(Statistics.median(of: values), orUndefined: reason)
    smallest = Estimate(values.min(), orUndefined: reason)
    largest = Estimate(values.max(), orUndefined: reason)
  }
}

extension ReplicateSummary.Coefficients {
  init(_ pairs: [PairCoefficients], columns: [[Double]]) {
    pearson = ReplicateSummary.Spread(pairs.map(\.pearson.estimate))
    spearman = ReplicateSummary.Spread(pairs.map(\.spearman.estimate))
    kendall = ReplicateSummary.Spread(pairs.map(\.kendall))
    concordance = ReplicateSummary.Spread(pairs.map(\.concordance.estimate))
    completeRows = columns.first?.count ?? 0
    let reason: Statistics.UndefinedReason =
      columns.count < 2 ? .singleReplicate : completeRows < 2 ? .tooFewRows : .noVariance
    intraclass = Estimate(intraclassCorrelation(columns), orUndefined: reason)
  }
}

extension ReplicateSummary {
  init(_ signals: [ReplicateSignal], pairs: [ReplicatePairQuality]) {
    self.pairs = pairs.count
    let rows = (signals.first?.activity.indices ?? 0..<0).filter { row in
      signals.allSatisfy { $0.activity[row] != nil }
    }
    activity = Coefficients(
      pairs.map(\.activityCoefficients),
      columns: signals.map { signal in rows.compactMap { signal.activity[$0] } })
    let counts = signals.compactMap(\.counts)
    guard counts.count == signals.count else {
      dna = nil
      rna = nil
      return
    }
    dna = Coefficients(
      pairs.compactMap { $0.counts?.dnaCoefficients },
      columns: counts.map { $0.dna.logCPM(at: rows) })
    rna = Coefficients(
      pairs.compactMap { $0.counts?.rnaCoefficients },
      columns: counts.map { $0.rna.logCPM(at: rows) })
  }
}
