/// A mixture fitted to the ranks of rows in two or more replicates.
///
/// The fit alternates between pseudo-values and parameters (Li et al. 2011, doi 10.1214/11-AOAS466,
/// as the program idr 2.0.3 runs it): with the pseudo-values fixed, at most 30 steps of expectation
/// and maximisation until the log-likelihood gains less than a tenth of the tolerance; then new
/// pseudo-values. When a step leaves the limits μ ≥ 0, σ ≥ 0.2, 0.1 ≤ ρ ≤ 0.99, 0.01 ≤ p ≤ 0.99, the
/// round is done again from its start, one parameter after the other by bounded search.
///
/// For more than two replicates the signal has the same correlation between any two of them; two
/// replicates give the published algorithm.
///
/// ```swift
/// let fit = try IDRFit(ranks: [[0, 2, 1, 3, …], [1, 2, 0, 3, …]])
/// fit.model.signalShare  // p
/// ```
public struct IDRFit: Sendable {
  /// How to search, and when to stop.
  public struct Options: Hashable, Sendable {
    /// How the fit gets to its end.
    public var method = Method.published
    /// Rounds at most.
    public var maximumRounds = 3000
    /// Largest sum of parameter changes, and of mean changes of pseudo-values, of the last round.
    public var tolerance = 1e-6
    /// Where to start.
    public var start = IDRModel.start

    /// The published rule.
    public init() {}
  }

  /// How a fit gets to its end.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// The rounds and the stopping rule of idr 2.0.3, which ends up to 1e-4 before the fixed point.
    case published
    /// The published rounds until one changes the parameters by less than 0.05, then extrapolation to
    /// the fixed point itself: the same parameters to about 1e-4, many times faster. From 1,000 rows
    /// on, parameters that would leave their limits are held there from the fourth round on, where
    /// the published rounds search by coordinates: the ranks become as likely or likelier.
    case accelerated
    /// Accelerated from ``automaticRows`` rows on, else published: with few rows the likelihood can
    /// have several maxima, and the published rounds end where idr 2.0.3 does.
    case automatic

    /// Rows from which the automatic method is the accelerated one.
    public static let automaticRows = 10_000

    /// The method that is used for a number of rows; never automatic.
    public func used(forRows rows: Int) -> Method {
      guard self == .automatic else { return self }
      return rows >= Self.automaticRows ? .accelerated : .published
    }
  }

  /// Fewest rows that the four parameters are fitted to.
  public static let fewestRows = 5

  /// The fitted parameters.
  public let model: IDRModel
  /// The rounds, in order.
  public let rounds: [IDRRound]
  /// Whether the last round changed less than the tolerance.
  public let hasConverged: Bool
  /// Log-likelihood of the pseudo-values of ``model``, natural logarithm.
  ///
  /// The pseudo-values depend on the parameters, so that it does not compare models of the same
  /// ranks; ``logLikelihoodRatio`` does.
  public let logLikelihood: Double
  /// Log-likelihood of the ranks under ``model`` less that under independent replicates, natural
  /// logarithm: Σ [ln h(z) − Σ_r ln g(z_r)] over rows, with h the density of a row and g that of the
  /// pseudo-value of one replicate. 0 when the replicates tell nothing of each other.
  public let logLikelihoodRatio: Double
  /// How the fit got to its end: published or accelerated.
  public let method: Method
  /// Number of rows.
  public let rows: Int
  /// Number of replicates.
  public let replicates: Int
  /// Pseudo-value of each rank 0 … N − 1 at ``model``.
  public let pseudoValueOfRank: [Double]

  /// Fits the mixture.
  ///
  /// - Parameters:
  ///   - ranks: for each replicate the rank of each row, 0 for the lowest score. Ranks may repeat.
  ///   - threads: used from some ten thousand rows on; results do not depend on it.
  /// - Throws: ``IDRError`` for ranks that cannot be used.
  /// - Complexity: O(N) for each step, after a sort by counting.
  public init(ranks: [[Int]], options: Options = Options(), threads: Int = 1) throws {
    try Self.check(ranks)
    var options = options
    options.method = options.method.used(forRows: ranks[0].count)
    method = options.method
    var search = IDRSearch(ranks: ranks, start: options.start, threads: threads)
    rounds = try search.run(options)
    hasConverged = search.hasConverged
    model = search.model
    logLikelihood = try search.logLikelihood()
    logLikelihoodRatio = try search.logLikelihoodRatio()
    rows = ranks[0].count
    replicates = ranks.count
    pseudoValueOfRank = search.pseudoValues.values
  }

  /// Checks that the ranks are those of the same rows.
  static func check(_ ranks: [[Int]]) throws(IDRError) {
    guard ranks.count >= 2 else { throw .tooFewReplicates(ranks.count) }
    let rows = ranks[0].count
    guard ranks.allSatisfy({ $0.count == rows }) else {
      throw .unequalRows(ranks.map(\.count))
    }
    guard rows >= fewestRows else { throw .tooFewRows(rows) }
    for (replicate, column) in ranks.enumerated() {
      for (row, rank) in column.enumerated() where rank < 0 || rank >= rows {
        throw .rankOutOfRange(replicate: replicate, row: row, rank: rank, rows: rows)
      }
    }
  }
}

/// One round of a fit: new parameters for fixed pseudo-values, then new pseudo-values.
public struct IDRRound: Hashable, Sendable {
  /// Number of the round, from 1.
  public let number: Int
  /// Parameters after it.
  public let model: IDRModel
  /// Sum of the absolute changes of the parameters.
  public let parameterChange: Double
  /// Sum over replicates of the mean absolute change of the pseudo-values.
  public let pseudoValueChange: Double
  /// Steps of expectation and maximisation.
  public let steps: Int
  /// Whether the steps left the limits, so that the round was done again by coordinate ascent.
  public let usedCoordinateAscent: Bool
  /// Whether the parameters come from extrapolation over several single steps.
  public let isExtrapolated: Bool
  /// Log-likelihood at the parameters after the round, of the pseudo-values before it.
  public let logLikelihood: Double
}
