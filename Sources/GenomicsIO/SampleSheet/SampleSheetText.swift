/// The cells of a sample sheet.
struct SampleSheetText {
  /// One row; fields without the blanks around them, nil where they are not UTF-8.
  struct Row {
    let line: Int
    let fields: [String?]
  }

  let header: [String]
  let headerLine: Int
  private(set) var rows: [Row] = []

  init(_ path: String) throws(GenomicsIOError) {
    var reader = try FragmentTableReader.open(
      path, separator: .automatic, hasHeader: true, threads: 1, comments: ["#"])
    header = FragmentTableReader.names(of: reader).map(trimmed)
    headerLine = reader.lineNumber
    while try reader.advance() {
      let fields = (0..<reader.fieldCount).map { reader.text($0).map(trimmed) }
      let isBlank = fields.allSatisfy { $0 == "" }
      if isBlank || fields[0]?.hasPrefix("#") == true { continue }
      rows.append(Row(line: reader.lineNumber, fields: fields))
    }
  }

  /// A field by the name of its column; empty when the sheet has no such column.
  func value(_ column: String, _ row: Row) -> String {
    guard let position = header.firstIndex(of: column) else { return "" }
    return row.fields[position] ?? ""
  }

  /// The parts of a field that are joined by ";", empty ones left out.
  func list(_ column: String, _ row: Row) -> [String] {
    value(column, row).split(separator: ";").map { trimmed(String($0)) }
      .filter { !$0.isEmpty }
  }
}

/// Text without the blanks around it.
private func trimmed(_ text: String) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
