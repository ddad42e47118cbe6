import Wording

/// What can be wrong between a table's format and its file, before any row is read.
public enum FormatProblem: Hashable, Sendable {
  /// The file has no column of the wanted name.
  case missingColumn(
    path: String, role: String, name: String, present: [String], nearest: String?)
  /// The header has the wanted name more than once; numbers count from 1.
  case ambiguousColumn(path: String, role: String, name: String, numbers: [Int])
  /// The wanted column number is beyond the last column.
  case columnOutOfRange(path: String, role: String, number: Int, columns: Int)
  /// A column is wanted by name but the file is said to have no header.
  case nameWithoutHeader(role: String, name: String)
  /// Two samples, activities or labels share a name.
  case duplicateName(name: String)
  /// One column is wanted for two purposes.
  case columnUsedTwice(path: String, column: String, first: String, second: String)
  /// Only one of start and end is given, or they are given without a chromosome.
  case incompleteCoordinates
  /// Neither coordinates nor a sequence nor a name would tell the fragments apart.
  case nothingToIdentify
}

extension FormatProblem: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .missingColumn(let path, let role, let name, let present, let nearest):
      "\(path): there is no column '\(name)' for \(role); the header has "
        + "\(NameList(present)).\(nearest.map { " Did you mean '\($0)'?" } ?? "")"
    case .ambiguousColumn(let path, let role, let name, let numbers):
      "\(path): the column '\(name)' for \(role) appears \(numbers.count) times; "
        + "expected it once. Give its number instead: "
        + "\(numbers.map { "#\($0)" }.joined(separator: " or "))."
    case .columnOutOfRange(let path, let role, let number, let columns):
      "\(path): there is no column #\(number) for \(role); the file has \(columns) columns, "
        + "counted from 1."
    case .nameWithoutHeader(let role, let name):
      "column '\(name)' for \(role) is given by name; expected a number, because the file has no "
        + "header. Write it as #1, #2, …"
    case .duplicateName(let name):
      "'\(name)' is given twice; expected every sample, activity and label to have a name of "
        + "its own. Rename one of them."
    case .columnUsedTwice(let path, let column, let first, let second):
      "\(path): column '\(column)' is used for \(first) and for \(second); expected one use. "
        + "Correct one of them."
    case .incompleteCoordinates:
      "the table format gives only a part of the coordinates; expected chromosome, start and "
        + "end, or none of start and end. Add the missing column."
    case .nothingToIdentify:
      "the table format gives no coordinates, no sequence and no name; expected at least one of "
        + "them. Add a column."
    }
  }
}
