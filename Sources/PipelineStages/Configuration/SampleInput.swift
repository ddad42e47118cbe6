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
    let library = input.texts("library").map { input.resolved(paths.replaced(in: $0)) }
    guard let path = paths.path("samples", of: input) else {
      if hasTables {
        if !library.isEmpty {
          throw ConfigurationProblems([
            input.problem(
              at: "library", found: "there are tables and a library",
              expected: "a library beside a sample sheet only", fix: "Remove 'library:'.")
          ])
        }
        return nil
      }
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
    var sheet = try SampleSheetReader.read(path) { paths.replaced(in: $0) }
    if !library.isEmpty {
      if let own = sheet.samples(.fragments).first {
        throw ConfigurationProblems([
          input.problem(
            at: "library", found: "the sample sheet has the library '\(own.name)'",
            expected: "a library in one of the two places", fix: "Remove 'library:'.")
        ])
      }
      sheet = sheet.withLibrary(library)
    }
    self.sheet = sheet
    sheetDesign = SheetDesign(sheet, libraryCounts: assignment.libraryCounts)
    let problems = sheetDesign.problems + Self.problems(of: sheet)
    if !problems.isEmpty {
      throw ConfigurationProblems(
        problems.map {
          input.problem(at: "samples", found: $0.found, expected: $0.expected, fix: $0.fix)
        })
    }
  }

  /// What is wrong with a sheet as a whole: what was found, what was expected, how to fix it.
  typealias SheetProblem = (found: String, expected: String, fix: String)

  /// Files that do not suit the roles, as far as their first bytes tell.
  private static func problems(of sheet: SampleSheet) -> [SheetProblem] {
    let library = sheet.samples(.fragments).first
    for sample in sheet.samples where sample.role != .fragments {
      guard let file = sample.files.first, let kind = try? SequencingFileKind(ofFile: file)
      else { continue }
      if library == nil, kind != .alignments {
        let held = kind == .reads ? "reads" : "a table"
        return [
          (
            "sample '\(sample.name)' holds \(held), counted by barcode, and nothing says which"
              + " fragment or element a barcode belongs to",
            "a sample with the role 'fragments'",
            "Add it to the sheet, or name its files as input.library."
          )
        ]
      }
    }
    return []
  }

  /// Whether samples have their UMIs in files of their own.
  var hasUMIFiles: Bool { sheet.samples.contains { !$0.umiFiles.isEmpty } }

  /// The name of the stage that counts each sample, in the order of the sheet: the sample's name in
  /// lower-case letters, digits and "-", numbered where that is not enough to tell samples apart.
  var extractStages: [String] {
    var used: Set<String> = []
    return sheet.samples.map { sample in
      let letters = sample.name.lowercased().unicodeScalars.map { scalar in
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
          ? Character(scalar) : "-"
      }
      let name = "\(StageName.extract)-\(String(letters))"
      var unique = name
      var number = 2
      while !used.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      return unique
    }
  }

  /// The files of a sample, and those it is counted with.
  func inputs(of sample: SampleSheet.Sample) -> [StageInput] {
    ExtractStage.files(of: sample)
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
