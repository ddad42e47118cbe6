/// All that is wrong with a split, found together.
public struct SplitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems in the order of the roles validation, test, train.
  public let problems: [SplitProblem]

  /// Collects problems.
  public init(_ problems: [SplitProblem]) { self.problems = problems }

  /// One line per problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong with a split.
public enum SplitProblem: Hashable, Sendable {
  /// An entry names a chromosome that no row of the fragment table names.
  case unknownChromosome(entry: String, role: SplitRole, nearest: String?, known: [String])
  /// An entry is neither a chromosome nor `chromosome:start-end`.
  case malformedRegion(entry: String, role: SplitRole)
  /// Two entries of different roles share bases.
  case overlappingRegions(
    entry: String, role: SplitRole, otherEntry: String, otherRole: SplitRole)
  /// No row is left in a role.
  case emptyRole(SplitRole)
  /// Fewer than three folds.
  case tooFewFolds(Int)
  /// More folds than chromosomes with fragments.
  case moreFoldsThanChromosomes(folds: Int, chromosomes: Int)
  /// A held-out fold that does not exist.
  case foldOutOfRange(role: SplitRole, fold: Int, folds: Int)
  /// Validation and test are the same fold.
  case sameFoldTwice(Int)
  /// A column that the fragment table does not have.
  case unknownColumn(name: String, nearest: String?, known: [String])
  /// A label value that stands for no role; `row` counts from 0.
  case unknownLabel(column: String, value: String, row: Int, expected: [String])
  /// A label value that stands for two roles.
  case ambiguousLabel(column: String, value: String)
}

extension SplitProblem: CustomStringConvertible {
  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    switch self {
    case .unknownChromosome(let entry, let role, let nearest, let known):
      let hint = nearest.map { "Did you mean '\($0)'?" } ?? "Check the list."
      return "split.\(role.rawValue): no fragment lies on the chromosome of '\(entry)'; "
        + "expected one of \(listed(known)). \(hint)"
    case .malformedRegion(let entry, let role):
      return "split.\(role.rawValue): '\(entry)' is not a region; expected a chromosome or "
        + "'chromosome:start-end', 0-based half-open with start < end. Correct the entry."
    case .overlappingRegions(let entry, let role, let otherEntry, let otherRole):
      return "split.\(role.rawValue): '\(entry)' shares bases with '\(otherEntry)' of "
        + "\(otherRole.rawValue); expected disjoint roles. Remove one of them."
    case .emptyRole(let role):
      return "split.\(role.rawValue): no fragment is left in this role; expected at least one. "
        + "Choose regions, folds or labels that leave fragments in every role."
    case .tooFewFolds(let count):
      return "split.folds: \(count) folds; expected at least 3, one each for train, validation "
        + "and test. Raise the number of folds."
    case .moreFoldsThanChromosomes(let folds, let chromosomes):
      return "split.folds: \(folds) folds but \(chromosomes) chromosomes with fragments; expected "
        + "at least one chromosome a fold. Lower the number of folds."
    case .foldOutOfRange(let role, let fold, let folds):
      return "split.\(role.rawValue): fold \(fold) does not exist; expected 0…\(folds - 1). "
        + "Folds are numbered from 0."
    case .sameFoldTwice(let fold):
      return "split.validation: fold \(fold) is also the test fold; expected two different folds. "
        + "Choose another validation fold."
    case .unknownColumn(let name, let nearest, let known):
      let hint = nearest.map { "Did you mean '\($0)'?" } ?? "Check the column name."
      return "split.column: the fragment table has no label column '\(name)'; expected one of "
        + "\(listed(known)). \(hint)"
    case .unknownLabel(let column, let value, let row, let expected):
      return "split.column: row \(row + 1) has '\(value)' in column '\(column)'; expected one of "
        + "\(listed(expected)). Give the value a role or list it as excluded."
    case .ambiguousLabel(let column, let value):
      return "split.column: value '\(value)' of column '\(column)' stands for two roles; expected "
        + "one. Remove it from one of them."
    }
  }

  private func listed(_ names: [String]) -> String {
    if names.isEmpty { return "none (there are none)" }
    let shown = names.prefix(30).joined(separator: ", ")
    return names.count > 30 ? "\(shown), … (\(names.count) in all)" : shown
  }
}
