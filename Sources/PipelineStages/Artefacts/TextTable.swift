import PipelineEngine

/// A tab-separated table with a header, for numbers people open in a spreadsheet or in R.
struct TextTable {
  private var lines: [String]
  private let width: Int

  init(header: [String]) {
    width = header.count
    lines = [header.map(Self.field).joined(separator: "\t")]
  }

  /// Adds a row.
  ///
  /// - Precondition: one field per column.
  mutating func add(_ fields: [String]) {
    precondition(fields.count == width, "\(fields.count) fields for \(width) columns")
    lines.append(fields.map(Self.field).joined(separator: "\t"))
  }

  static func write(_ table: TextTable, to path: String) throws {
    try AtomicFile.write(table.lines.joined(separator: "\n") + "\n", to: path)
  }

  /// Tabs and line breaks inside a field would break the table.
  private static func field(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
