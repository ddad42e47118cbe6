/// Why one row of a fragment table cannot be used.
public enum RowProblem: Error, Hashable, Sendable {
  /// The row does not have one field per column.
  case fieldCount(expected: Int, found: Int)
  /// A start or end is not a whole number.
  case coordinateNotANumber(column: String, text: String)
  /// A start or end lies below the first position of the coordinate system.
  case coordinateTooSmall(column: String, text: String, first: Int)
  /// A start or end is beyond 2 147 483 647.
  case coordinateTooLarge(column: String, text: String)
  /// The interval is empty or runs backwards; both numbers as written in the file.
  case startNotBeforeEnd(
    startColumn: String, start: Int, endColumn: String, end: Int,
    FragmentTableFormat.Coordinates)
  /// The strand is not +, - or .
  case badStrand(column: String, text: String)
  /// Chromosome, start or end is missing and there is no sequence instead.
  case missingPlacement(column: String)
  /// Only one of start and end is missing.
  case halfInterval(column: String)
  /// The sequence is missing.
  case missingSequence(column: String)
  /// The sequence has a letter that is no base; `position` counts from 1.
  case badBase(column: String, letter: String, position: Int)
  /// A count is below zero.
  case negativeCount(column: String, text: String)
  /// A count is not whole.
  case fractionalCount(column: String, text: String)
  /// A count is beyond 4 294 967 295.
  case countTooLarge(column: String, text: String)
  /// A count is not a number.
  case countNotANumber(column: String, text: String)
  /// An activity is not a finite number.
  case activityNotANumber(column: String, text: String)
  /// A text field is not UTF-8.
  case notText(column: String)
  /// A barcode, or what stands beside it, cannot be used.
  case barcode(BarcodeProblem)
  /// A peak cannot be used.
  case peak(PeakProblem)

  /// A short code that groups rows rejected for the same reason.
  public var code: String {
    switch self {
    case .fieldCount: "field_count"
    case .coordinateNotANumber, .coordinateTooSmall, .coordinateTooLarge: "bad_coordinate"
    case .startNotBeforeEnd: "start_not_before_end"
    case .badStrand: "bad_strand"
    case .missingPlacement, .halfInterval: "missing_placement"
    case .missingSequence: "missing_sequence"
    case .badBase: "bad_base"
    case .negativeCount: "negative_count"
    case .fractionalCount: "fractional_count"
    case .countTooLarge: "count_too_large"
    case .countNotANumber: "bad_count"
    case .activityNotANumber: "bad_activity"
    case .notText: "not_utf8"
    case .barcode(let problem): problem.code
    case .peak(let problem): problem.code
    }
  }
}

extension RowProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .fieldCount(let expected, let found):
      "the row has \(found) fields; expected \(expected). "
        + (found == expected + 1
          ? "R writes one more when it keeps row names: use row.names = FALSE."
          : "Check the separator.")
    case .coordinateNotANumber, .coordinateTooSmall, .coordinateTooLarge, .startNotBeforeEnd,
      .missingPlacement, .halfInterval:
      placementDescription
    case .badStrand(let column, let text):
      "column '\(column)' is '\(text)'; expected +, - or . Check the column order."
    case .missingSequence(let column):
      "column '\(column)' is empty; expected a sequence. Fill it in or leave the row out."
    case .badBase(let column, let letter, let position):
      "column '\(column)' has '\(letter)' at position \(position); expected A, C, G, T, N or "
        + "another IUPAC letter for an uncertain base."
    case .negativeCount(let column, let text):
      "column '\(column)' is \(text); expected a count, which is never negative. "
        + "Give raw counts, or declare the column as an activity."
    case .fractionalCount(let column, let text):
      "column '\(column)' is \(text); expected a whole number. "
        + "Give raw counts, or declare the column as an activity."
    case .countTooLarge(let column, let text):
      "column '\(column)' is \(text); expected at most 4294967295."
    case .countNotANumber(let column, let text):
      "column '\(column)' is '\(text)'; expected a count, or an empty field where nothing was "
        + "observed."
    case .activityNotANumber(let column, let text):
      "column '\(column)' is '\(text)'; expected a finite number, or NA where there is none."
    case .notText(let column):
      "column '\(column)' is not UTF-8 text. Save the file as UTF-8."
    case .barcode(let problem): problem.description
    case .peak(let problem): problem.description
    }
  }

  private var placementDescription: String {
    switch self {
    case .coordinateNotANumber(let column, let text):
      "column '\(column)' is '\(text)'; expected a whole number. Check the column order."
    case .coordinateTooSmall(let column, let text, let first):
      "column '\(column)' is \(text); expected at least \(first). "
        + "Check whether the coordinates are 0-based or 1-based."
    case .coordinateTooLarge(let column, let text):
      "column '\(column)' is \(text); expected at most 2147483647."
    case .startNotBeforeEnd(
      let startColumn, let start, let endColumn, let end, let coordinates):
      "column '\(endColumn)' is \(end) but '\(startColumn)' is \(start); expected start "
        + (coordinates == .oneBasedClosed ? "≤ end. " : "< end. ")
        + (start == end
          ? "Check whether the coordinates are 0-based or 1-based." : "Check the column order.")
    case .missingPlacement(let column):
      "column '\(column)' is empty; expected a value, because the table has no sequences."
    case .halfInterval(let column):
      "column '\(column)' is empty; expected start and end, or neither."
    default: ""
    }
  }
}

/// A row of a table that cannot be used: where it is and why.
public struct RejectedRow: Hashable, Sendable {
  /// File of the row.
  public let path: String
  /// Line, counted from 1, headers included.
  public let line: Int
  /// Why it cannot be used.
  public let problem: RowProblem

  /// Short code of the reason, for example `start_not_before_end`.
  public var reason: String { problem.code }
}

extension RejectedRow: CustomStringConvertible {
  /// "file:line: problem".
  public var description: String { "\(path):\(line): \(problem)" }
}
