/// A table once, for readers and for programs: HTML and TSV are both drawn from these cells, so
/// they cannot differ.
public struct TableContent: Codable, Hashable, Sendable {
  /// Short name; the TSV file is named for it.
  public let name: String
  /// Caption above the table.
  public let caption: String
  /// The columns, left to right. The first one names the row.
  public let columns: [TableColumn]
  /// The rows, top to bottom; each has one cell per column.
  public let rows: [[TableCell]]
  /// Rows printed bold, by index.
  public let emphasisedRows: [Int]
  /// A line below the table.
  public let note: String

  /// Makes a table.
  ///
  /// - Throws: ``ReportsError`` when a row is too long or short, a cell does not fit its column, or
  ///   a number is not finite.
  public init(
    name: String, caption: String, columns: [TableColumn], rows: [[TableCell]],
    emphasisedRows: [Int] = [], note: String = ""
  ) throws(ReportsError) {
    self.name = name
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.emphasisedRows = emphasisedRows
    self.note = note
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        throw .rowLength(table: name, row: index, cells: row.count, columns: columns.count)
      }
      for (cell, column) in zip(row, columns) where !column.format.accepts(cell) {
        throw .cellKind(
          table: name, row: index, column: column.key, found: "\(cell)",
          expected: "a finite cell for \(column.format)")
      }
    }
  }
}

/// One column of a table.
public struct TableColumn: Codable, Hashable, Sendable {
  /// Machine name, the TSV header.
  public let key: String
  /// Title for readers.
  public let title: String
  /// What its cells are and how they are printed.
  public let format: ColumnFormat

  /// Makes a column.
  public init(_ key: String, _ title: String, _ format: ColumnFormat = .text) {
    self.key = key
    self.title = title
    self.format = format
  }
}

/// What the cells of a column are and how they are printed for readers; TSV has full precision.
public enum ColumnFormat: Codable, Hashable, Sendable {
  /// Words.
  case text
  /// Whole numbers with commas; plain digits in TSV.
  case count
  /// Numbers with fixed decimals.
  case number(decimals: Int)
  /// Differences, with a sign always shown.
  case signed(decimals: Int)
  /// Fractions printed as percent; fractions in TSV.
  case percent(decimals: Int)
  /// Numbers with interval; three columns in TSV: `key`, `key_low`, `key_high`.
  case estimate(decimals: Int)
  /// Estimated counts with interval, printed as whole numbers with commas; three columns in TSV.
  case countEstimate
  /// Fractions with interval printed as percent; three columns of fractions in TSV.
  case percentEstimate(decimals: Int)
  /// Probabilities, `<0.001` when small.
  case probability
  /// pass, warn, fail, note.
  case status

  /// Whether a cell may stand in such a column.
  func accepts(_ cell: TableCell) -> Bool {
    switch (self, cell) {
    case (_, .missing), (.text, .text), (.count, .integer), (.status, .status): true
    case (.number, .real(let value)), (.signed, .real(let value)), (.percent, .real(let value)),
      (.probability, .real(let value)):
      value.isFinite
    case (.estimate, .estimate(let value)), (.percentEstimate, .estimate(let value)),
      (.countEstimate, .estimate(let value)):
      value.value.isFinite && (value.low ?? 0).isFinite && (value.high ?? 0).isFinite
    default: false
    }
  }

  var hasInterval: Bool {
    switch self {
    case .estimate, .countEstimate, .percentEstimate: true
    default: false
    }
  }

  var isRightAligned: Bool {
    switch self {
    case .text, .status: false
    default: true
    }
  }
}

/// One cell of a table.
public enum TableCell: Codable, Hashable, Sendable {
  /// Words.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A finite number.
  case real(Double)
  /// A finite number with its interval.
  case estimate(Estimate)
  /// The outcome of a check.
  case status(CheckStatus)
  /// No value, and why.
  case missing(reason: String)

  /// The value, or missing for the reason given.
  public static func real(_ value: Double?, orMissing reason: String) -> TableCell {
    value.map(TableCell.real) ?? .missing(reason: reason)
  }

  /// The estimate, or missing for the reason given.
  public static func estimate(_ value: Estimate?, orMissing reason: String) -> TableCell {
    value.map(TableCell.estimate) ?? .missing(reason: reason)
  }

  /// The whole number, or missing for the reason given.
  public static func integer(_ value: Int?, orMissing reason: String) -> TableCell {
    value.map(TableCell.integer) ?? .missing(reason: reason)
  }
}
