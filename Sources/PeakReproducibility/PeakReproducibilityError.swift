/// Why the reproducibility of peaks or rows cannot be judged.
public enum PeakReproducibilityError: Error, Hashable, Sendable {
  /// Fewer than two replicates.
  case tooFewReplicates(Int)
  /// Two replicates share a name.
  case duplicateReplicate(String)
  /// A replicate has no peaks.
  case noPeaks(replicate: String)
  /// A score is not finite; `row` names the peak or row.
  case scoreNotFinite(replicate: String, row: String)
  /// A score is below zero where that was not allowed.
  case negativeScore(replicate: String, row: String, score: Double)
  /// Every row of a replicate has the same score.
  case constantScores(replicate: String, score: Double, rows: Int)
  /// Too few rows are found in all replicates.
  case tooFewRows(found: Int, needed: Int, replicates: [String])
  /// Lists that belong together differ in length.
  case lengthMismatch(what: String, found: Int, expected: Int)
}

extension PeakReproducibilityError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .tooFewReplicates(let count):
      "reproducibility: found \(count) \(count == 1 ? "replicate" : "replicates"); expected at "
        + "least 2. Add a replicate."
    case .duplicateReplicate(let name):
      "reproducibility: two replicates are called '\(name)'; expected a name of its own for each. "
        + "Rename one of them."
    case .noPeaks(let replicate):
      "\(replicate): there are no peaks; expected at least one. Check how they were called."
    case .scoreNotFinite(let replicate, let row):
      "\(replicate): the score of \(row) is not a finite number; expected one. "
        + "Leave the row out or choose another column to rank by."
    case .negativeScore(let replicate, let row, let score):
      "\(replicate): the score of \(row) is \(score); expected at least 0. Choose another column "
        + "to rank by, or allow negative scores."
    case .constantScores(let replicate, let score, let rows):
      "\(replicate): all \(rows) rows have the score \(score); expected scores that differ, "
        + "because ranks are compared. Choose another column to rank by."
    case .tooFewRows(let found, let needed, let replicates):
      "\(replicates.joined(separator: ", ")): \(found) \(found == 1 ? "row is" : "rows are") found "
        + "in all replicates; expected at least \(needed). Call peaks with a weaker threshold, so "
        + "that noise is among them, and check that the replicates share chromosome names."
    case .lengthMismatch(let what, let found, let expected):
      "reproducibility: there are \(found) \(what); expected \(expected). Match the rows first."
    }
  }
}
