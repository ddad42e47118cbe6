import GenomicsIO
import PipelineEngine
import ReporterAssay

/// An experiment given as a sample sheet: its samples and how their files are counted and joined.
struct SampleInput: Sendable {
  let sheet: SampleSheet
  let sheetDesign: SheetDesign
  let alignments: AlignmentParameters
  let alignmentFiles: AlignmentFiles
  let reads: ReadParameters
  let assignment: AssignmentParameters

  /// Reads the sections and the sheet; nil when the input is tables.
  ///
  /// - Throws: `ConfigurationProblems`; `SampleSheetError` with every problem of the sheet.
  init?(_ record: ConfigurationRecord, paths: PathPlaceholders) throws {
    let input = record.record("input")
    let section = record.record("alignments")
    alignments = try AlignmentsSection.parameters(section)
    reads = ReadsSection.parameters(record.record("reads"))
    assignment = AssignmentParameters(record.record("assignment"))
    var files = AlignmentFiles()
    files.blacklist = paths.path("blacklist", of: section)
    files.barcodeTable = paths.path("barcode_table", of: section)
    files.reference = paths.path("reference", of: section)
    alignmentFiles = files
    let hasTables = !input.texts("tables").isEmpty
    guard let path = paths.path("samples", of: input) else {
      if hasTables { return nil }
      throw ConfigurationProblems([
        input.problem(
          at: "tables", found: "there is neither a table nor a sample sheet",
          expected: "one of the two",
          fix: "Add 'tables:' with count tables, or 'samples:' with a sample sheet.")
      ])
    }
    if hasTables {
      throw ConfigurationProblems([
        input.problem(
          at: "samples", found: "there are tables and a sample sheet", expected: "one of the two",
          fix: "Remove 'tables:' or 'samples:'.")
      ])
    }
    sheet = try SampleSheetReader.read(path) { paths.replaced(in: $0) }
    sheetDesign = SheetDesign(sheet, libraryCounts: assignment.libraryCounts)
  }

  /// The files of all samples, and those they are counted with.
  var inputs: [StageInput] {
    sheet.samples.flatMap { ExtractStage.files(of: $0) }
      + [
        (ExtractStage.blacklistInput, alignmentFiles.blacklist),
        (ExtractStage.barcodeTableInput, alignmentFiles.barcodeTable),
        (ExtractStage.referenceInput, alignmentFiles.reference),
      ].compactMap { label, path in path.map { StageInput(label: label, path: $0) } }
  }

  /// What a sample is, as it enters a key.
  var parameter: ParameterValue {
    .list(
      sheet.samples.map { sample in
        [
          "name": .string(sample.name), "role": .string(sample.role.rawValue),
          "libraries": sample.libraries.map { .list($0.map { .string($0) }) } ?? .null,
        ]
      })
  }
}
