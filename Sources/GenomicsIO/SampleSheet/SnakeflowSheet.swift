/// The sample sheet of MPRAsnakeflow: a DNA and an RNA sample for each condition and replicate.
struct SnakeflowSheet {
  private(set) var samples: [SampleSheet.Sample] = []

  private static let required = ["Condition", "Replicate", "DNA_BC_F", "RNA_BC_F"]
  private static let optional = ["DNA_UMI", "DNA_BC_R", "RNA_UMI", "RNA_BC_R"]

  /// The names and files of one row.
  private struct Row {
    let line: Int
    let condition: String
    let replicate: String
    let dna: [(name: String, files: [String])]
    let rna: [(name: String, files: [String])]
  }

  init(_ text: SampleSheetText, _ checks: inout SampleSheetChecks) {
    guard checks.checkColumns(text, required: Self.required, optional: Self.optional) else {
      return
    }
    var rows: [Row] = []
    for row in text.rows where checks.checkRow(row, columns: text.header.count) {
      for column in ["Condition", "Replicate"] {
        let value = text.value(column, row)
        if value.isEmpty { checks.add(row.line, .empty(column: column)) }
        checks.checkName(value, column: column, line: row.line, punctuation: "-")
      }
      func files(_ kind: String) -> [(name: String, files: [String])] {
        ["BC_F", "BC_R", "UMI"].map { ("\(kind)_\($0)", text.list("\(kind)_\($0)", row)) }
      }
      rows.append(
        Row(
          line: row.line, condition: text.value("Condition", row),
          replicate: text.value("Replicate", row), dna: files("DNA"), rna: files("RNA")))
    }
    add(rows, &checks)
  }

  private mutating func add(_ rows: [Row], _ checks: inout SampleSheetChecks) {
    for (index, row) in rows.enumerated() {
      let sameDNA = rows.indices.filter {
        rows[$0].condition == row.condition
          && rows[$0].dna.map(\.files) == row.dna.map(\.files)
      }
      let isShared = sameDNA.count > 1 && !row.dna[0].files.isEmpty
      if !isShared || sameDNA[0] == index {
        let name =
          isShared ? "\(row.condition)_DNA" : "\(row.condition)_\(row.replicate)_DNA"
        add(
          name, .dna, row, replicate: isShared ? nil : row.replicate,
          checks.files(row.line, columns: row.dna))
      }
      add(
        "\(row.condition)_\(row.replicate)_RNA", .rna, row, replicate: row.replicate,
        checks.files(row.line, columns: row.rna))
    }
  }

  private mutating func add(
    _ name: String, _ role: SampleSheet.Role, _ row: Row, replicate: String?,
    _ files: [[String]]
  ) {
    samples.append(
      SampleSheet.Sample(
        name: name, role: role, cellType: row.condition, replicate: replicate, files: files[0],
        reverseFiles: files[1], umiFiles: files[2], libraries: nil, line: row.line))
  }
}
