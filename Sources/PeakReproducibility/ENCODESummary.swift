/// How consistent replicates are, as ENCODE summarises it: counts of rows that pass at a global rate
/// of 0.05 between replicates, between pseudo-replicates of the pool, and between pseudo-replicates
/// of each replicate (Landt et al. 2012, doi 10.1101/gr.136184.111).
///
/// ```swift
/// let summary = ENCODESummary(trueReplicates: 900, pooledPseudoReplicates: 1000, own: [800, 350])
/// summary.rescueRatio           // 1.111
/// summary.selfConsistencyRatio  // 2.286
/// summary.verdict               // borderline
/// ```
public struct ENCODESummary: Codable, Hashable, Sendable {
  /// What the ratios say.
  public enum Verdict: String, Codable, Hashable, Sendable {
    /// Both ratios are at most 2.
    case pass
    /// One is above 2.
    case borderline
    /// Both are above 2.
    case fail
    /// A mixture behind the counts is no better than independence, so that they are no evidence.
    case notSeparated = "not separated"
  }

  /// N_t: rows that pass between replicates; the most of any pair.
  public let trueReplicates: Int
  /// N_p: rows that pass between pseudo-replicates of the pool.
  public let pooledPseudoReplicates: Int
  /// N₁, N₂, …: rows that pass between pseudo-replicates of each replicate.
  public let own: [Int]

  /// Whether the counts are evidence: every mixture behind them is better than independence.
  /// *cupel's rule*: random rankings may have thousands of rows that pass, and ratios near 1.
  /// Parameters at a limit do not matter here, because those of good replicates and of halves of deep
  /// libraries often are.
  public let isEvidence: Bool

  /// Takes the counts.
  public init(
    trueReplicates: Int, pooledPseudoReplicates: Int, own: [Int], isEvidence: Bool = true
  ) {
    self.isEvidence = isEvidence
    self.trueReplicates = trueReplicates
    self.pooledPseudoReplicates = pooledPseudoReplicates
    self.own = own
  }

  /// The larger of N_p and N_t over the smaller; nil when the smaller is 0.
  public var rescueRatio: Double? { Self.ratio([trueReplicates, pooledPseudoReplicates]) }

  /// The largest of N₁, N₂, … over the smallest; nil when the smallest is 0.
  public var selfConsistencyRatio: Double? { Self.ratio(own) }

  /// Whether the ratios are at most 2; one that is undefined is not. Counts that are no evidence
  /// have no ratios to judge.
  public var verdict: Verdict {
    guard isEvidence else { return .notSeparated }
    let good = [rescueRatio, selfConsistencyRatio].count { $0.map { $0 <= 2 } ?? false }
    return good == 2 ? .pass : good == 1 ? .borderline : .fail
  }

  private static func ratio(_ counts: [Int]) -> Double? {
    guard let least = counts.min(), let most = counts.max(), least > 0 else { return nil }
    return Double(most) / Double(least)
  }
}
