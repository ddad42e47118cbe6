import Wording

/// What can be wrong with a sample sheet.
public enum SampleSheetProblem: Hashable, Sendable {
  /// A column that must be there is not; `nearest` is one that may be meant.
  case missingColumn(name: String, present: [String], nearest: String?)
  /// A column that has no meaning here; `nearest` is one that may be meant.
  case unknownColumn(name: String, known: [String], nearest: String?)
  /// A column comes twice.
  case repeatedColumn(name: String)
  /// A row does not have one field per column.
  case fieldCount(expected: Int, found: Int)
  /// A field that must have a value is empty.
  case empty(column: String)
  /// The text of a row is not UTF-8.
  case notText(column: String)
  /// Two rows name the same sample.
  case duplicateSample(name: String, firstLine: Int)
  /// A sample is named like a column of the tables that are written.
  case reservedName(name: String)
  /// The role is none that is known.
  case unknownRole(text: String, nearest: String?)
  /// A name has a character that cannot be part of a file or column name.
  case forbiddenCharacter(column: String, text: String, character: String, allowed: String)
  /// An RNA sample lacks its cell type or replicate.
  case rnaWithout(column: String)
  /// A sample of the role `fragments` has a cell type or replicate.
  case fragmentsWith(column: String)
  /// A sample names a library that is no sample with the role `fragments`.
  case unknownLibrary(name: String, known: [String], nearest: String?)
  /// A sample of the role `fragments` names a library.
  case fragmentsWithLibrary
  /// One file is used twice.
  case repeatedFile(file: String, firstLine: Int)
  /// A file cannot be opened; `reason` is the operating system's.
  case unreadableFile(file: String, reason: String)
  /// Two columns of files differ in the number of lanes.
  case unevenLanes(column: String, lanes: Int, filesColumn: String, fileLanes: Int)
  /// No row is an RNA sample.
  case noRNA
  /// There is no row.
  case noSamples
}

extension SampleSheetProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .missingColumn(let name, let present, let nearest):
      "there is no column '\(name)'; the header has \(NameList(present))."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " Add the column.")
    case .unknownColumn(let name, let known, let nearest):
      "the column '\(name)' is not known; expected \(NameList(known))."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " Remove it.")
    case .repeatedColumn(let name):
      "the column '\(name)' comes twice; expected it once. Remove one of them."
    case .fieldCount(let expected, let found):
      "the row has \(found) fields; expected \(expected). Check the separator, and join several "
        + "files with ';'."
    case .empty(let column):
      "column '\(column)' is empty; expected a value."
    case .notText(let column):
      "column '\(column)' is not UTF-8 text. Save the file as UTF-8."
    case .duplicateSample(let name, let firstLine):
      "the sample '\(name)' is already on line \(firstLine); expected every sample once. Rename one "
        + "of them, or join the files of its lanes with ';'."
    case .reservedName(let name):
      "the sample '\(name)' is named like a column of the tables that are written; expected another "
        + "name. Rename it."
    case .unknownRole(let text, let nearest):
      "the role '\(text)' is not known; expected 'fragments', 'dna' or 'rna'."
        + (nearest.map { " Did you mean '\($0)'?" } ?? "")
    case .forbiddenCharacter(let column, let text, let character, let allowed):
      "column '\(column)' is '\(text)', which has '\(character)'; expected \(allowed). Rename it."
    case .rnaWithout(let column):
      "column '\(column)' is empty; expected a value for a sample with the role 'rna'."
    case .fragmentsWith(let column):
      "column '\(column)' has a value; expected none for a sample with the role 'fragments'."
    case .unknownLibrary(let name, let known, let nearest):
      "there is no library '\(name)'; the samples with the role 'fragments' are "
        + "\(NameList(known)).\(nearest.map { " Did you mean '\($0)'?" } ?? "")"
    case .fragmentsWithLibrary:
      "column 'library' has a value; expected none for a sample with the role 'fragments', which is "
        + "a library itself."
    case .repeatedFile(let file, let firstLine):
      "the file '\(file)' is already used on line \(firstLine); expected every file once. "
        + "Correct one of them."
    case .unreadableFile(let file, let reason):
      "the file '\(file)' cannot be opened: \(reason). Paths are relative to the sheet."
    case .unevenLanes(let column, let lanes, let filesColumn, let fileLanes):
      "column '\(column)' has \(lanes) files but '\(filesColumn)' has \(fileLanes); expected one "
        + "for each lane."
    case .noRNA:
      "no sample has the role 'rna'; expected at least one."
    case .noSamples:
      "there are no samples; expected one on each line after the header."
    }
  }
}
