import Wording

/// One thing that is wrong with an ``AssayDesign``.
public enum AssayDesignProblem: Hashable, Sendable {
  /// What a column holds.
  public enum ColumnKind: String, Hashable, Sendable {
    /// DNA or RNA counts.
    case counts
    /// Given activity.
    case activity
  }

  /// The design lists no cell type.
  case noCellTypes
  /// A cell type lists no replicate.
  case noReplicates(cellType: String)
  /// A name is empty.
  case emptyName(at: String)
  /// Two cell types have the same name.
  case repeatedCellType(String)
  /// Two replicates of a cell type have the same name.
  case repeatedReplicate(cellType: String, name: String)
  /// The table itself has two columns of this name.
  case repeatedTableColumn(String)
  /// A replicate lists a column twice, or as DNA and RNA.
  case repeatedColumn(String, at: String)
  /// A column serves two replicates, or one as DNA and another as RNA.
  case columnUsedTwice(String, first: String, second: String)
  /// The table has no such column.
  case missingColumn(String, kind: ColumnKind, at: String, available: [String])
  /// A replicate has neither counts nor activity.
  case noMeasurement(at: String)
  /// A replicate has DNA but no RNA.
  case noRNA(at: String)
  /// A replicate has RNA, and no DNA is named for it, its cell type or the assay.
  case noDNA(at: String)
  /// A replicate has count columns and an activity column.
  case countsAndActivity(at: String)
  /// Some replicates of a cell type have counts, others given activity.
  case mixedMeasurements(cellType: String)
}

extension AssayDesignProblem: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    switch self {
    case .noCellTypes:
      "design: no cell type; expected at least one. List the cell types with their replicates."
    case .noReplicates(let cellType):
      "\(cellType): no replicate; expected at least one. List its RNA or activity columns."
    case .emptyName(let place):
      "\(place): the name is empty; expected a text. Give it a name."
    case .repeatedCellType(let name):
      "design: cell type '\(name)' appears twice; expected unique names. Rename or join them."
    case .repeatedReplicate(let cellType, let name):
      "\(cellType): replicate '\(name)' appears twice; expected unique names. Rename one, or list "
        + "the columns of technical replicates in one replicate."
    case .repeatedTableColumn(let name):
      "table: column '\(name)' appears twice; expected unique column names. Rename one."
    case .repeatedColumn(let column, let place):
      "\(place): column '\(column)' is listed twice; expected each column once. Remove one."
    case .columnUsedTwice(let column, let first, let second):
      "\(second): column '\(column)' is already used by \(first); expected measurements of its own. "
        + "Correct one of the two."
    case .missingColumn(let column, let kind, let place, let available):
      "\(place): no \(kind.rawValue) column '\(column)' in the table; expected "
        + (available.isEmpty ? "one, but the table has none" : "one of \(NameList(available))")
        + ". " + Self.hint(for: column, among: available)
    case .noMeasurement(let place):
      "\(place): neither RNA counts nor an activity column; expected one of them. Name its columns."
    case .noRNA(let place):
      "\(place): DNA but no RNA column; expected at least one. Name the RNA columns."
    case .noDNA(let place):
      "\(place): RNA but no DNA column; expected input DNA of the replicate, the cell type or the "
        + "assay. Name the DNA column, or give activity instead of counts."
    case .countsAndActivity(let place):
      "\(place): both count columns and an activity column; expected one kind. Remove one of them."
    case .mixedMeasurements(let cellType):
      "\(cellType): some replicates have counts, others given activity; expected one kind for a cell "
        + "type. Split it into two cell types."
    }
  }

  private static func hint(for name: String, among names: [String]) -> String {
    nearestName(to: name, among: names).map { "Did you mean '\($0)'?" } ?? "Correct the name."
  }
}
