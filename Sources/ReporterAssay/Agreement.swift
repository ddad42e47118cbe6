import GenomicTypes
public import Statistics

/// How well two columns agree on the rows where both are defined.
public struct Agreement: Hashable, Codable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Pearson's correlation.
  public let pearson: Estimate
  /// Spearman's rank correlation.
  public let spearman: Estimate

  /// Makes a value from known estimates.
  public init(rows: Int, pearson: Estimate, spearman: Estimate) {
    self.rows = rows
    self.pearson = pearson
    self.spearman = spearman
  }

  /// Correlates two complete columns.
  ///
  /// ```swift
  /// let agreement = Agreement(of: [1, 10, 100], and: [1, 3, 2])
  /// agreement.spearman  // 0.5
  /// ```
  public init(of x: [Double], and y: [Double]) {
    self.init(of: x, and: y, ranks: (midRanks(x), midRanks(y)))
  }

  /// Correlates two complete columns whose ranks are known.
  init(of x: [Double], and y: [Double], ranks: ([Double], [Double])) {
    rows = x.count
    let reason: Statistics.UndefinedReason = x.count < 2 ? .tooFewRows : .noVariance
    pearson = Estimate(pearsonCorrelation(x, y), orUndefined: reason)
    spearman = Estimate(pearsonCorrelation(ranks.0, ranks.1), orUndefined: reason)
  }
}
