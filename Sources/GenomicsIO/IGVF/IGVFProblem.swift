import Wording

/// What can be wrong with a table that should be in an IGVF format.
public enum IGVFProblem: Hashable, Sendable {
  /// The header lacks a column of the format.
  case missingColumn(name: String, present: [String], nearest: String?)
  /// The header has a column that the format does not know.
  case unknownColumn(name: String, nearest: String?)
  /// The header has a column twice.
  case repeatedColumn(name: String)
  /// A barcode table has no count columns.
  case noCountColumns
  /// A table of a format without a header starts with one.
  case unexpectedHeader(first: String)
  /// A row has another number of cells than there are columns.
  case cellCount(found: Int, expected: Int)
  /// A cell breaks the rule of its column.
  case cell(column: String, found: String, expected: String, fix: String)
  /// The interval is empty or runs backwards.
  case interval(start: Int, end: Int, mayBeEmpty: Bool)
  /// The rows are not sorted by chromosome, start and end.
  case unsorted(chromosome: String, isChromosomeRepeated: Bool)
  /// A name that must be unique is there twice.
  case repeatedName(column: String, name: String)
  /// The lists of a haplotype have different lengths.
  case listLengths(columns: [String], counts: [Int])
  /// A variant lies beyond the sequence.
  case variantPosition(position: Int, length: Int)
}

extension IGVFProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .missingColumn(let name, let present, let nearest):
      "there is no column '\(name)'; the header has \(NameList(present))."
        + (nearest.map { " Rename '\($0)' to '\(name)'." } ?? " Add the column.")
    case .unknownColumn(let name, let nearest):
      "the format has no column '\(name)'."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " Remove the column.")
    case .repeatedColumn(let name):
      "the column '\(name)' is there twice; expected it once. Remove one of them."
    case .noCountColumns:
      "there are no count columns; expected 'dna_count_<replicate>' and "
        + "'rna_count_<replicate>'. Add them."
    case .unexpectedHeader(let first):
      "the first line starts with '\(first)', as a header does; expected data, because this "
        + "format has no header. Remove the line."
    case .cellCount(let found, let expected):
      "the row has \(found) cells; expected \(expected). Check the separator and the columns."
    case .cell(let column, let found, let expected, let fix):
      "column '\(column)' is \(found.isEmpty ? "empty" : "'\(found)'"); expected \(expected). "
        + fix
    case .interval(let start, let end, let mayBeEmpty):
      "the end is \(end) but the start is \(start); expected start "
        + (mayBeEmpty ? "≤ end." : "< end.")
        + " Coordinates are 0-based half-open: check the column order."
    case .unsorted(let chromosome, let isChromosomeRepeated):
      isChromosomeRepeated
        ? "'\(chromosome)' starts again after another chromosome; expected rows sorted by "
          + "chromosome, start and end. Sort them: sort -k1,1 -k2,2n -k3,3n"
        : "the row starts before the one above it; expected rows sorted by chromosome, start "
          + "and end. Sort them: sort -k1,1 -k2,2n -k3,3n"
    case .repeatedName(let column, let name):
      "column '\(column)' is '\(name)', which an earlier row has too; expected every row to have "
        + "a name of its own. Rename or remove one of them."
    case .listLengths(let columns, let counts):
      zip(columns, counts).map { "'\($0)' has \($1)" }.joined(separator: ", ")
        + " items; expected one for each variant in every list. Complete the lists."
    case .variantPosition(let position, let length):
      "column 'variant_pos' is \(position) but the sequence has \(length) bases; expected a "
        + "0-based position inside it. Check the offset."
    }
  }
}

/// A problem of an IGVF table with its place.
public struct LocatedIGVFProblem: Hashable, Sendable {
  /// The file.
  public let path: String
  /// Line, counted from 1, the header included.
  public let line: Int
  /// What is wrong there.
  public let problem: IGVFProblem
}

extension LocatedIGVFProblem: CustomStringConvertible {
  /// "file:line: problem".
  public var description: String { "\(path):\(line): \(problem)" }
}
