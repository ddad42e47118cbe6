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
  package init(text: String) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines.first ?? []
    rows = lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
  }

  private init(rows: [[String: String]]) { self.rows = rows }

  /// The rows with this text in a column.
  package func only(_ column: String, _ text: String) -> ReferenceTable {
    ReferenceTable(rows: rows.filter { $0[column] == text })
  }

  /// The numbers of a column; nil for empty cells and for what is no number.
  package func optionalNumbers(_ column: String) -> [Double?] {
    rows.map { $0[column].flatMap { Double($0) } }
  }

  /// The numbers of a column without empty cells.
  package func numbers(_ column: String) -> [Double] {
    optionalNumbers(column).compactMap { $0 }
  }

  /// The comma-joined numbers in one cell of every row.
  package func lists(_ column: String) -> [[Double]] {
    rows.map { ($0[column] ?? "").split(separator: ",").compactMap { Double($0) } }
  }
}
