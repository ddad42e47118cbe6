/// Why a row of a peak file cannot be used.
public enum PeakProblem: Error, Hashable, Sendable {
  /// The row has fewer columns than the format, or than the column to rank by.
  case tooFewColumns(format: PeakFileFormat, expected: Int, found: Int)
  /// A value is not a finite number.
  case notANumber(column: String, text: String)
  /// The value to rank by is −1, which means that there is none.
  case noRank(column: String)
  /// The summit lies outside the peak.
  case summitOutside(text: String, length: Int)

  /// A short code that groups rows rejected for the same reason.
  public var code: String {
    switch self {
    case .tooFewColumns: "field_count"
    case .notANumber: "bad_score"
    case .noRank: "missing_score"
    case .summitOutside: "bad_summit"
    }
  }
}

extension PeakProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .tooFewColumns(let format, let expected, let found):
      "the row has \(found) \(found == 1 ? "column" : "columns"); expected at least \(expected), for "
        + "\(format.rawValue) with the column to rank by. Check that tabs separate the columns, or "
        + "choose another column with --rank."
    case .notANumber(let column, let text):
      "column '\(column)' is '\(text)'; expected a finite number. Check the column order, or rank "
        + "by another column."
    case .noRank(let column):
      "column '\(column)', by which peaks are ranked, is -1, which means that there is no value; "
        + "expected one. Rank by another column."
    case .summitOutside(let text, let length):
      "column 'peak' is '\(text)' in a peak of \(length) bases; expected -1 or an offset from 0 to "
        + "\(length - 1). Check the column order."
    }
  }
}
