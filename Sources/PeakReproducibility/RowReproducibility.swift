public import Statistics

/// The irreproducible discovery rates of rows in two or more replicates, all at once and pair by
/// pair.
public struct RowReproducibility: Sendable {
  /// How rows are compared.
  public struct Options: Hashable, Sendable {
    /// Fewest rows found in all replicates.
    public var fewestRows = 20
    /// Whether a row without a score in a replicate has the score 0 there; else it is left out.
    public var missingIsZero = false
    /// Whether every pair is fitted too; with two replicates the pair is the whole.
    public var fitsPairs = true
    /// Largest global rate of the rows counted in ``PassingRows/atThreshold``.
    public var threshold = 0.05
    /// Seed of the order of ties.
    public var seed = Seed(0)
    /// When fits stop.
    public var fit = IDRFit.Options()

    /// The usual way.
    public init() {}
  }

  /// Two replicates alone.
  public struct Pair: Sendable {
    /// Names of the replicates.
    public let first: String
    /// Name of the other.
    public let second: String
    /// Rows with a score in both.
    public let rows: Int
    /// The mixture of the two.
    public let fit: IDRFit
    /// Rows that pass.
    public let passing: PassingRows
  }

  /// Rows that were compared, in ascending order of place in the input.
  public let rows: [Int]
  /// Rows without a score in some replicate, which were left out.
  public let incompleteRows: Int
  /// Ranks of ``rows`` for each replicate.
  public let ranks: [[Int]]
  /// The mixture of all replicates.
  public let fit: IDRFit
  /// Rates of ``rows``.
  public let rates: IDRValues
  /// Rows that pass.
  public let passing: PassingRows
  /// Every pair, in the order of replicates; nil for pairs with too few rows in common.
  public let pairs: [Pair]
  /// Names of pairs with too few rows in common to be fitted.
  public let pairsWithFewRows: [[String]]

  /// Fits the mixture to all replicates, and to each pair.
  ///
  /// - Throws: ``PeakReproducibilityError`` when too few rows are found in all replicates or all
  ///   scores of a replicate are equal.
  public init(_ scored: ScoredRows, options: Options = Options(), threads: Int = 1) throws {
    let scored = options.missingIsZero ? try scored.fillingWithZeros() : scored
    let all = Array(scored.replicates.indices)
    rows = scored.completeRows(all)
    incompleteRows = scored.identities.count - rows.count
    guard rows.count >= options.fewestRows else {
      throw PeakReproducibilityError.tooFewRows(
        found: rows.count, needed: options.fewestRows, replicates: scored.replicates)
    }
    for replicate in all {
      guard let first = scored.scores[replicate][rows[0]] else { continue }
      if rows.allSatisfy({ scored.scores[replicate][$0] == first }) {
        throw PeakReproducibilityError.constantScores(
          replicate: scored.replicates[replicate], score: first, rows: rows.count)
      }
    }
    ranks = try scored.ranks(of: rows, in: all, seed: options.seed)
    fit = try IDRFit(ranks: ranks, options: options.fit, threads: threads)
    rates = fit.values(ranks: ranks)
    passing = PassingRows(rates.global, threshold: options.threshold)
    var pairs: [Pair] = []
    var few: [[String]] = []
    for first in all where options.fitsPairs {
      for second in all where second > first {
        let names = [scored.replicates[first], scored.replicates[second]]
        let rows = scored.completeRows([first, second])
        guard rows.count >= options.fewestRows else {
          few.append(names)
          continue
        }
        if all.count == 2 {
          pairs.append(
            Pair(
              first: names[0], second: names[1], rows: rows.count, fit: fit, passing: passing))
          continue
        }
        let ranks = try scored.ranks(of: rows, in: [first, second], seed: options.seed)
        let fit = try IDRFit(ranks: ranks, options: options.fit, threads: threads)
        pairs.append(
          Pair(
            first: names[0], second: names[1], rows: rows.count, fit: fit,
            passing: PassingRows(
              fit.values(ranks: ranks).global, threshold: options.threshold)))
      }
    }
    self.pairs = pairs
    pairsWithFewRows = few
  }
}

/// How many rows have a global rate of at most some thresholds.
public struct PassingRows: Codable, Hashable, Sendable {
  /// At most 0.01.
  public let strict: Int
  /// At most 0.05, the usual threshold.
  public let usual: Int
  /// At most 0.1.
  public let loose: Int
  /// A threshold of one's own.
  public let threshold: Double
  /// At most that threshold.
  public let atThreshold: Int

  /// Counts the rows.
  ///
  /// ```swift
  /// PassingRows([0.005, 0.05, 0.06, 1])  // 1, 2 and 3
  /// ```
  public init(_ global: [Double], threshold: Double = 0.05) {
    strict = global.count { $0 <= 0.01 }
    usual = global.count { $0 <= 0.05 }
    loose = global.count { $0 <= 0.1 }
    self.threshold = threshold
    atThreshold = global.count { $0 <= threshold }
  }
}

extension ScoredRows {
  /// The same rows with 0 for scores that are missing.
  fileprivate func fillingWithZeros() throws(PeakReproducibilityError) -> ScoredRows {
    try ScoredRows(
      replicates: replicates, scores: scores.map { column in column.map { $0 ?? 0 } },
      identities: identities, allowsNegative: true)
  }
}
