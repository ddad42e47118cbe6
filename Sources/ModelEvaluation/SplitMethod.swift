/// How rows get their roles.
///
/// ```swift
/// SplitMethod.regions(RegionLists(validation: ["chr18"], test: ["chr8", "chr9:0-5000000"]))
/// SplitMethod.folds(FoldChoice(count: 5, test: 0, validation: 1))
/// SplitMethod.column(LabelRoles(column: "fold", validation: ["9"], test: ["10"], train: ["1"]))
/// ```
public enum SplitMethod: Hashable, Sendable {
  /// By place: listed chromosomes and regions.
  case regions(RegionLists)
  /// By chromosome: whole chromosomes dealt into folds of similar size.
  case folds(FoldChoice)
  /// By a label column of the fragment table.
  case column(LabelRoles)
}

/// Chromosomes and regions of each role: "chr8" is a whole chromosome, "chr8:1000-2000" a 0-based
/// half-open region.
///
/// A fragment that lies across the edge of a listed region is excluded (`straddles_split`).
public struct RegionLists: Hashable, Sendable {
  /// Entries held out for model choice.
  public var validation: [String]
  /// Entries held out for the final judgement.
  public var test: [String]
  /// Entries to train on; nil for everything that is not listed elsewhere.
  public var train: [String]?

  /// Makes the lists.
  public init(validation: [String], test: [String], train: [String]? = nil) {
    self.validation = validation
    self.test = test
    self.train = train
  }

  /// The entries of one role.
  func entries(of role: SplitRole) -> [String] {
    switch role {
    case .train: train ?? []
    case .validation: validation
    case .test: test
    }
  }
}

/// Folds of whole chromosomes, numbered from 0, and which of them are held out.
///
/// Chromosomes are taken by descending number of fragments (ties by name) and each goes to the
/// fold with the fewest fragments so far (ties to the lowest fold).
public struct FoldChoice: Hashable, Sendable {
  /// Number of folds, ≥ 3.
  public var count: Int
  /// The test fold.
  public var test: Int
  /// The validation fold.
  public var validation: Int

  /// Makes a choice of folds.
  public init(count: Int, test: Int, validation: Int) {
    self.count = count
    self.test = test
    self.validation = validation
  }
}

/// The values of a label column that stand for each role.
public struct LabelRoles: Hashable, Sendable {
  /// Name of the label column.
  public var column: String
  /// Values of validation rows.
  public var validation: Set<String>
  /// Values of test rows.
  public var test: Set<String>
  /// Values of training rows.
  public var train: Set<String>
  /// Values of rows to leave out (`label_excluded`). Any further value is an error.
  public var excluded: Set<String>

  /// Makes the assignment.
  public init(
    column: String, validation: Set<String>, test: Set<String>, train: Set<String>,
    excluded: Set<String> = []
  ) {
    self.column = column
    self.validation = validation
    self.test = test
    self.train = train
    self.excluded = excluded
  }
}

/// What applies to every method of splitting.
public struct SplitOptions: Hashable, Sendable {
  /// What happens to rows without a chromosome when the split goes by place.
  public enum UnplacedRows: String, Hashable, Codable, Sendable, CaseIterable {
    /// They are excluded (`no_chromosome`).
    case exclude
    /// They are trained on: fitting for designed controls whose sequence is not genomic.
    case train
  }

  /// Policy for rows without a chromosome; the column method does not need it.
  public var unplacedRows: UnplacedRows
  /// Label column whose equal, non-empty values must not cross roles; nil for none.
  public var groupColumn: String?

  /// Makes options.
  public init(unplacedRows: UnplacedRows = .exclude, groupColumn: String? = nil) {
    self.unplacedRows = unplacedRows
    self.groupColumn = groupColumn
  }
}
