import Foundation
import GenomicsIO

/// Files checked against the IGVF formats, as `cupel validate` reports them.
public struct FileValidation {
  private let files: [IGVFValidation]

  /// Checks files.
  ///
  /// - Parameters:
  ///   - format: the format every file must have; nil to recognise it.
  ///   - listing: problems listed per file; all are counted.
  /// - Throws: ``ExportProblem/unknownWord(option:found:known:nearest:)`` for a format that does not
  ///   exist; `GenomicsIOError` when a file cannot be read or is in no known format.
  public init(_ paths: [String], format: String?, listing: Int, threads: Int) throws {
    let format = try format.map {
      try ExportProblem.choice($0, option: "--format", as: IGVFFormat.self)
    }
    let validator = IGVFValidator(format: format, listing: listing, threads: threads)
    files = try paths.map { try validator.validate($0) }
  }

  /// Names of the formats.
  public static var formats: [String] { IGVFFormat.allCases.map(\.rawValue) }

  /// Whether no file has a problem.
  public var isValid: Bool { files.allSatisfy(\.isValid) }

  /// Problems and summaries for people.
  public var words: String {
    files.map { file in
      let verdict =
        file.isValid
        ? "valid"
        : "\(file.problemCount == 1 ? "1 problem" : "\(file.problemCount) problems"), not valid"
      var lines = file.problems.map { "\($0)" }
      let more = file.problemCount - file.problems.count
      if more > 0 {
        lines.append(
          "\(file.path): and \(more) more; list them with --problems \(file.problemCount)")
      }
      lines.append("\(file.path): \(file.format.rawValue), \(verdict): \(file.summary)")
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The same for programs: one JSON object with the list `files`.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(["files": files.map(FileFindings.init)])
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// The findings of one file under the names of the JSON output.
private struct FileFindings: Encodable {
  struct Problem: Encodable {
    let line: Int
    let message: String
  }

  let file: String
  let format: String
  let valid: Bool
  let rows: Int
  let distinctElements: Int
  let distinctBarcodes: Int?
  let replicates: [String]
  let countsNotObserved: Int
  let emptyValues: [String: Int]
  let problemCount: Int
  let problems: [Problem]

  enum CodingKeys: String, CodingKey {
    case file, format, valid, rows, replicates, problems
    case distinctElements = "distinct_elements"
    case distinctBarcodes = "distinct_barcodes"
    case countsNotObserved = "counts_not_observed"
    case emptyValues = "empty_values"
    case problemCount = "problem_count"
  }

  init(_ validation: IGVFValidation) {
    file = validation.path
    format = validation.format.rawValue
    valid = validation.isValid
    rows = validation.rows
    distinctElements = validation.distinctElements
    distinctBarcodes = validation.distinctBarcodes
    replicates = validation.replicates
    countsNotObserved = validation.emptyCounts
    emptyValues = validation.emptyValues
    problemCount = validation.problemCount
    problems = validation.problems.map { Problem(line: $0.line, message: "\($0.problem)") }
  }
}
