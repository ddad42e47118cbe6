import GenomicTypes
import Statistics

/// Scores of the same rows in several replicates: fragments, windows, merged peaks.
public struct ScoredRows: Sendable {
  /// Name of each replicate.
  public let replicates: [String]
  /// For each replicate the score of each row, higher is better; nil where it has none.
  public let scores: [[Double?]]
  /// What tells rows apart: "chr1:99-200", a name. Ties are broken by it.
  public let identities: [String]

  /// Matches scores with replicates and rows.
  ///
  /// - Throws: ``PeakReproducibilityError`` when there are fewer than two replicates, names repeat,
  ///   lists differ in length, or a score is not finite or, unless allowed, below zero.
  public init(
    replicates: [String], scores: [[Double?]], identities: [String], allowsNegative: Bool = false
  ) throws(PeakReproducibilityError) {
    guard replicates.count >= 2 else { throw .tooFewReplicates(replicates.count) }
    for (place, name) in replicates.enumerated() where replicates[..<place].contains(name) {
      throw .duplicateReplicate(name)
    }
    guard scores.count == replicates.count else {
      throw .lengthMismatch(
        what: "lists of scores", found: scores.count, expected: replicates.count)
    }
    for (replicate, column) in zip(replicates, scores) {
      guard column.count == identities.count else {
        throw .lengthMismatch(
          what: "scores of \(replicate)", found: column.count, expected: identities.count)
      }
      for (row, score) in column.enumerated() {
        guard let score else { continue }
        if !score.isFinite { throw .scoreNotFinite(replicate: replicate, row: identities[row]) }
        if score < 0, !allowsNegative {
          throw .negativeScore(replicate: replicate, row: identities[row], score: score)
        }
      }
    }
    self.replicates = replicates
    self.scores = scores
    self.identities = identities
  }

  /// Rows that have a score in all of the given replicates.
  func completeRows(_ chosen: [Int]) -> [Int] {
    identities.indices.filter { row in chosen.allSatisfy { scores[$0][row] != nil } }
  }

  /// Ranks of rows in the given replicates, from 0 for the lowest score.
  ///
  /// *cupel's rule*: equal scores are ordered by a 64-bit hash of the seed, the name of the
  /// replicate and the identity of the row: independent of the order of rows, and independent
  /// between replicates.
  func ranks(of rows: [Int], in chosen: [Int], seed: Seed) throws -> [[Int]] {
    let columns = chosen.map { replicate in rows.map { scores[replicate][$0] ?? 0 } }
    let seeds = chosen.map { seed.derived("idr ties", Self.hash(replicates[$0])) }
    return try IDRRanks.ranks(scores: columns) { replicate, place in
      seeds[replicate].derived("row", Self.hash(identities[rows[place]])).value
    }
  }

  private static func hash(_ text: String) -> Int {
    Int(truncatingIfNeeded: NameHash.of(text.utf8))
  }
}
