import Wording

/// Reads a sample sheet: tab- or comma-separated text with a header.
///
/// Columns, in any order: `sample` (unique), `role` (`fragments`, `dna` or `rna`), `cell_type` (of
/// RNA; DNA that names one is used there only), `replicate` (of RNA; DNA that names one belongs to
/// it), `files` (one per lane, joined by ";", relative to the sheet), and, where there is need,
/// `files2` (reverse reads), `umi_files`, `library` (the `fragments` samples it was made from,
/// joined by ";"; all when empty). Lines that start with "#" are skipped. Names are made of
/// letters, digits, "_", "-", "." and "+".
///
/// The sample sheet of MPRAsnakeflow is recognised by its column `Condition`: see
/// ``SampleSheet/Sample`` for what becomes of it. Every row gives a DNA and an RNA sample, named
/// `Condition_Replicate_DNA` and `…_RNA`; DNA files that several replicates of a condition name
/// are one DNA sample without replicate.
///
/// ```swift
/// // sample  role  cell_type  replicate  files
/// // input   dna                         input.tsv.gz
/// // k1      rna   K562       1          k1_L1.fastq.gz;k1_L2.fastq.gz
/// let sheet = try SampleSheetReader.read("samples.tsv")
/// // sheet.samples(.rna)[0].files ["k1_L1.fastq.gz", "k1_L2.fastq.gz"]
/// ```
public enum SampleSheetReader {
  static let requiredColumns = ["sample", "role", "files"]
  static let optionalColumns = ["cell_type", "replicate", "files2", "umi_files", "library"]

  /// Reads and checks a sheet.
  ///
  /// - Parameter resolving: applied to every file as it is written, for example to fill in
  ///   placeholders.
  /// - Throws: ``SampleSheetError`` with everything that is wrong with it;
  ///   ``GenomicsIOError`` when it cannot be read at all.
  public static func read(
    _ path: String, resolving: @escaping (String) -> String = { $0 }
  ) throws -> SampleSheet {
    let text = try SampleSheetText(path)
    var checks = SampleSheetChecks(path: path, resolving: resolving)
    let isSnakeflow = text.header.contains("Condition")
    let samples =
      isSnakeflow
      ? SnakeflowSheet(text, &checks).samples : Self.samples(text, &checks)
    checks.checkSheet(samples)
    if !checks.entries.isEmpty {
      throw SampleSheetError(path: path, entries: checks.sortedEntries)
    }
    return SampleSheet(samples: samples)
  }

  private static func samples(
    _ text: SampleSheetText, _ checks: inout SampleSheetChecks
  ) -> [SampleSheet.Sample] {
    let isComplete = checks.checkColumns(
      text, required: requiredColumns, optional: optionalColumns)
    guard isComplete else { return [] }
    var samples: [SampleSheet.Sample] = []
    for row in text.rows {
      guard checks.checkRow(row, columns: text.header.count) else { continue }
      if let sample = sample(row, text, &checks) { samples.append(sample) }
    }
    return samples
  }

  private static func sample(
    _ row: SampleSheetText.Row, _ text: SampleSheetText, _ checks: inout SampleSheetChecks
  ) -> SampleSheet.Sample? {
    let name = text.value("sample", row)
    let roleText = text.value("role", row)
    let role = SampleSheet.Role(rawValue: roleText)
    let before = checks.entries.count
    checks.checkName(name, column: "sample", line: row.line)
    if name.isEmpty { checks.add(row.line, .empty(column: "sample")) }
    if role == nil {
      checks.add(
        row.line,
        roleText.isEmpty
          ? .empty(column: "role")
          : .unknownRole(
            text: roleText,
            nearest: nearestName(to: roleText, among: SampleSheet.Role.allCases.map(\.rawValue))))
    }
    for column in ["cell_type", "replicate"] {
      let value = text.value(column, row)
      checks.checkName(value, column: column, line: row.line)
      if role == .rna, value.isEmpty { checks.add(row.line, .rnaWithout(column: column)) }
      if role == .fragments, !value.isEmpty {
        checks.add(row.line, .fragmentsWith(column: column))
      }
    }
    let libraries = text.list("library", row)
    if role == .fragments, !libraries.isEmpty { checks.add(row.line, .fragmentsWithLibrary) }
    let files = checks.files(
      row.line,
      columns: ["files", "files2", "umi_files"].map { ($0, text.list($0, row)) })
    guard let role, checks.entries.count == before || !name.isEmpty else { return nil }
    func optional(_ column: String) -> String? {
      let value = text.value(column, row)
      return value.isEmpty ? nil : value
    }
    return SampleSheet.Sample(
      name: name, role: role, cellType: optional("cell_type"), replicate: optional("replicate"),
      files: files[0], reverseFiles: files[1], umiFiles: files[2],
      libraries: libraries.isEmpty ? nil : libraries, line: row.line)
  }
}
