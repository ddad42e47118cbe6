extension TableContent {
  /// The table as tab-separated text: one header line, full precision, `NA` for missing values.
  ///
  /// A column with intervals becomes three: `key`, `key_low`, `key_high`. Tabs and line breaks
  /// inside words become spaces. Numbers are the shortest decimal that reads back to the same
  /// value.
  public var tsv: String {
    var text = columns.flatMap(Self.headers).joined(separator: "\t") + "\n"
    for row in rows {
      let fields = zip(row, columns).flatMap { cell, column in Self.fields(cell, in: column) }
      text += fields.joined(separator: "\t") + "\n"
    }
    return text
  }

  private static func headers(of column: TableColumn) -> [String] {
    column.format.hasInterval
      ? [column.key, column.key + "_low", column.key + "_high"] : [column.key]
  }

  private static func fields(_ cell: TableCell, in column: TableColumn) -> [String] {
    switch cell {
    case .text(let text): [flat(text)]
    case .integer(let value): [String(value)]
    case .real(let value): ["\(value)"]
    case .estimate(let estimate):
      ["\(estimate.value)", optional(estimate.low), optional(estimate.high)]
    case .status(let status): [status.word]
    case .missing: headers(of: column).map { _ in "NA" }
    }
  }

  private static func optional(_ value: Double?) -> String {
    value.map { "\($0)" } ?? "NA"
  }

  private static func flat(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
