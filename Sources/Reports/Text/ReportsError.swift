/// Why a report was not written.
public enum ReportsError: Error, Hashable, Sendable {
  /// A value inside the content is NaN or infinite.
  case notFinite(content: String, path: String, value: String)
  /// A row of a table does not fit its columns.
  case rowLength(table: String, row: Int, cells: Int, columns: Int)
  /// A cell holds another kind of value than its column.
  case cellKind(table: String, row: Int, column: String, found: String, expected: String)
  /// Two parts that must be parallel are not.
  case lengthMismatch(content: String, what: String, found: Int, expected: Int)
}

extension ReportsError: CustomStringConvertible {
  /// One line: where, what was found, what was expected.
  public var description: String {
    switch self {
    case .notFinite(let content, let path, let value):
      "\(content): \(path) is \(value); expected a finite number or a missing value. "
        + "This is a bug in cupel, not in your data: please report it."
    case .rowLength(let table, let row, let cells, let columns):
      "table \(table), row \(row): \(cells) cells; expected \(columns). "
        + "This is a bug in cupel, not in your data: please report it."
    case .cellKind(let table, let row, let column, let found, let expected):
      "table \(table), row \(row), column \(column): found \(found); expected \(expected). "
        + "This is a bug in cupel, not in your data: please report it."
    case .lengthMismatch(let content, let what, let found, let expected):
      "\(content): \(found) \(what); expected \(expected). "
        + "This is a bug in cupel, not in your data: please report it."
    }
  }
}
