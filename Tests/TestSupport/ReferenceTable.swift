import Foundation

/// A tab-separated table with a header from the repository; an empty cell has no number.
package struct ReferenceTable: Sendable {
  /// Rows by column name.
  package let rows: [[String: String]]

  /// Reads a file given relative to the repository, or absolutely.
  package init(_ path: String) throws {
    let text =
      path.hasPrefix("/")
      ? try String(contentsOfFile: path, encoding: .utf8)
      : String(decoding: try repositoryBytes(path), as: UTF8.self)
    self.init(text: text)
  }

  /// Reads a text.
  ///
  /// - Precondition: at least one row below the header.
  package init(text: String) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines.first ?? []
    rows = lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
    precondition(!rows.isEmpty, "a table without rows")
  }

  private init(rows: [[String: String]]) { self.rows = rows }

  /// The rows with this text in a column.
  ///
  /// - Precondition: there is such a column, and such a row.
  package func only(_ column: String, _ text: String) -> ReferenceTable {
    let found = zip(rows, cells(column)).filter { $0.1 == text }.map(\.0)
    precondition(!found.isEmpty, "no row has '\(text)' in the column '\(column)'")
    return ReferenceTable(rows: found)
  }

  /// The texts of a column.
  ///
  /// - Precondition: there is such a column.
  private func cells(_ column: String) -> [String] {
    rows.map { row in
      guard let cell = row[column] else { preconditionFailure("no column '\(column)'") }
      return cell
    }
  }

  /// The numbers of a column; nil for empty cells.
  ///
  /// - Precondition: there is such a column, and its other cells are numbers.
  package func optionalNumbers(_ column: String) -> [Double?] {
    cells(column).map { cell in
      if cell.isEmpty { return nil }
      guard let number = Double(cell) else {
        preconditionFailure("'\(cell)' in the column '\(column)' is no number")
      }
      return number
    }
  }

  /// The numbers of a column without empty cells.
  package func numbers(_ column: String) -> [Double] {
    optionalNumbers(column).compactMap { $0 }
  }

  /// The comma-joined numbers in one cell of every row.
  ///
  /// - Precondition: there is such a column, and it holds numbers.
  package func lists(_ column: String) -> [[Double]] {
    cells(column).map { cell in
      cell.split(separator: ",").map { part in
        guard let number = Double(part) else {
          preconditionFailure("'\(part)' in the column '\(column)' is no number")
        }
        return number
      }
    }
  }
}
