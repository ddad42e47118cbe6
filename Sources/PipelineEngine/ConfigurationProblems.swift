/// A place in a text file.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Path of the file.
  public let file: String
  /// Line, from 1.
  public let line: Int
  /// Column, from 1, in Unicode scalars.
  public let column: Int

  /// Names a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }

  /// Orders places as they come in the file.
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// One thing wrong with a configuration file.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  /// Where it is.
  public let location: SourceLocation
  /// What is there.
  public let found: String
  /// What should be there.
  public let expected: String
  /// What to do about it.
  public let fix: String

  /// Describes a problem.
  public init(_ location: SourceLocation, found: String, expected: String, fix: String) {
    self.location = location
    self.found = found
    self.expected = expected
    self.fix = fix
  }

  /// `file:line:column: found; expected …. fix`.
  public var description: String { "\(location): \(found); expected \(expected). \(fix)" }
}

/// Everything wrong with a configuration file, in the order of the file.
public struct ConfigurationProblems: CategorizedError, Hashable, CustomStringConvertible {
  /// At least one.
  public let problems: [ConfigurationProblem]

  /// Collects problems.
  public init(_ problems: [ConfigurationProblem]) {
    self.problems = problems.sorted { $0.location < $1.location }
  }

  /// The input is not as it must be.
  public var category: ExitCategory { .data }

  /// One line each.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
