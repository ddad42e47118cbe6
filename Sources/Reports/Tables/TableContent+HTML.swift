extension TableContent {
  /// The table as an HTML fragment with caption, row headers and right-aligned numbers.
  package var html: String {
    // Several intervals side by side would run off the page: they go below their numbers.
    let isStacked = columns.count { $0.format.hasInterval } > 2
    let classes =
      (isStacked ? ["stacked"] : []) + (rows.count > Self.longRows ? ["long"] : [])
    let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    var text = "<div class=\"table\"><table\(attribute)>\n"
    if !caption.isEmpty { text += "<caption>\(XMLText.escaped(caption))</caption>\n" }
    text += "<thead><tr>"
    for column in columns {
      text += "<th scope=\"col\"\(Self.alignment(column))>\(XMLText.escaped(column.title))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for (index, row) in rows.enumerated() {
      text += emphasisedRows.contains(index) ? "<tr class=\"strong\">" : "<tr>"
      for (position, (cell, column)) in zip(row, columns).enumerated() {
        let tag = position == 0 ? "th scope=\"row\"" : "td"
        let end = position == 0 ? "th" : "td"
        text +=
          "<\(tag)\(Self.cellClass(cell, in: column))>\(Self.inner(cell, in: column))</\(end)>"
      }
      text += "</tr>\n"
    }
    text += "</tbody></table>"
    for line in [note, missingNote] where !line.isEmpty {
      text += "<p class=\"footnote\">\(XMLText.escaped(line))</p>"
    }
    return text + "</div>\n"
  }

  /// Tables with more rows may be cut between two sheets of paper.
  private static let longRows = 20

  /// The cell as a reader sees it; numbers from 10,000 on are whole and grouped.
  package static func display(_ cell: TableCell, in format: ColumnFormat) -> String {
    switch (cell, format) {
    case (.text(let text), _): text
    case (.integer(let value), _): NumberText.grouped(value)
    case (.real(let value), .number) where abs(value) >= 10_000 && abs(value) < 1e15:
      NumberText.grouped(Int(value.rounded()))
    case (.real(let value), .number(let decimals)): NumberText.display(value, decimals)
    case (.real(let value), .signed(let decimals)): NumberText.signed(value, decimals)
    case (.real(let value), .percent(let decimals)): NumberText.percent(value, decimals)
    case (.real(let value), .probability): NumberText.probability(value)
    case (.real(let value), _): "\(value)"
    case (.estimate(let value), .percentEstimate(let decimals)):
      value.text(decimals: decimals, scale: 100, suffix: "%")
    case (.estimate(let value), .estimate(let decimals)): value.text(decimals: decimals)
    case (.estimate(let value), .countEstimate): value.groupedText
    case (.estimate(let value), _): "\(value.value)"
    case (.status(let status), _): status.word
    case (.missing, _): "\u{2013}"
    }
  }

  private static func inner(_ cell: TableCell, in column: TableColumn) -> String {
    let text = XMLText.escaped(display(cell, in: column.format))
    switch cell {
    case .status(let status): return HTMLFragment.badge(status)
    case .missing(let reason):
      return "<span class=\"missing\" title=\"\(XMLText.escaped(reason))\">\(text)</span>"
    case .estimate:
      guard let open = text.firstIndex(of: "(") else { return text }
      return text[..<open] + "<span class=\"interval\">" + text[open...] + "</span>"
    default: return text
    }
  }

  /// Short words such as `≥ 0.85` are kept on one line.
  private static func cellClass(_ cell: TableCell, in column: TableColumn) -> String {
    if case .text(let text) = cell, text.count <= 12 { return " class=\"short\"" }
    return alignment(column)
  }

  private static func alignment(_ column: TableColumn) -> String {
    column.format.isRightAligned ? " class=\"n\"" : ""
  }

  private var missingNote: String {
    var reasons: [String] = []
    for row in rows {
      for case .missing(let reason) in row where !reason.isEmpty && !reasons.contains(reason) {
        reasons.append(reason)
      }
    }
    return reasons.isEmpty ? "" : "\u{2013} no value: " + reasons.joined(separator: "; ") + "."
  }
}
