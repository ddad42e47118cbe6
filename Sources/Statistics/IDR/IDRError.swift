/// What can be wrong with ranks that a mixture should be fitted to.
public enum IDRError: Error, Hashable, Sendable {
  /// Fewer than two replicates.
  case tooFewReplicates(Int)
  /// Replicates have different numbers of rows.
  case unequalRows([Int])
  /// Fewer rows than parameters can be fitted to.
  case tooFewRows(Int)
  /// A rank is not from 0 to N − 1; replicate and row count from 0.
  case rankOutOfRange(replicate: Int, row: Int, rank: Int, rows: Int)
  /// A score is not a number; replicate and row count from 0.
  case notANumber(replicate: Int, row: Int)
}

extension IDRError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .tooFewReplicates(let count):
      "IDR: found \(count) \(count == 1 ? "replicate" : "replicates"); expected at least 2. "
        + "Add the scores of another replicate."
    case .unequalRows(let counts):
      "IDR: the replicates have \(counts.map(String.init).joined(separator: ", ")) rows; "
        + "expected the same rows in each. Match the rows first."
    case .tooFewRows(let count):
      "IDR: found \(count) \(count == 1 ? "row" : "rows"); expected at least \(IDRFit.fewestRows). "
        + "Add rows, or call peaks with a weaker threshold."
    case .rankOutOfRange(let replicate, let row, let rank, let rows):
      "IDR: replicate \(replicate + 1) gives row \(row + 1) the rank \(rank); expected a rank from "
        + "0 to \(rows - 1). Rank the rows from 0, the lowest score."
    case .notANumber(let replicate, let row):
      "IDR: the score of row \(row + 1) in replicate \(replicate + 1) is not a number; expected "
        + "one. Leave the row out."
    }
  }
}
