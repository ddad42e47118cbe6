/// How to read a table of fragments: which column means what, and in which coordinates.
///
/// ```swift
/// var format = FragmentTableFormat()
/// format.chromosome = .column("chrom")
/// format.start = "start"
/// format.end = "end"
/// format.counts = [NamedColumn("DNA", "DNA"), NamedColumn("RNA_1", "#8")]
/// ```
public struct FragmentTableFormat: Hashable, Sendable {
  /// What separates the fields of a row.
  public enum Separator: Hashable, Sendable {
    case tab, comma
    /// A tab when the first line has one, else a comma when it has one, else a tab.
    case automatic
  }

  /// What start and end mean in the file; inside cupel they are 0-based and half-open.
  public enum Coordinates: Hashable, Sendable {
    /// As in BED: the first base is 0, `end` is one past the last.
    case zeroBasedHalfOpen
    /// As in SAM and GFF: the first base is 1, `end` is the last.
    case oneBasedClosed
  }

  /// Where the chromosome of a row is said.
  public enum Chromosome: Hashable, Sendable {
    case column(ColumnReference)
    /// Every row lies on this chromosome.
    case constant(String)
  }

  /// What a row that cannot be used leads to.
  public enum BadRows: Hashable, Sendable {
    /// The first one ends the reading with an error.
    case stop
    /// They are left out and counted by reason; the first `listing` are kept with their message.
    case skip(listing: Int)
  }

  /// What separates fields.
  public var separator: Separator = .automatic
  /// Whether the first line names the columns.
  public var hasHeader = true
  /// What start and end mean.
  public var coordinates: Coordinates = .zeroBasedHalfOpen
  /// Chromosome; nil when the table has none.
  public var chromosome: Chromosome?
  /// Start; given together with `end` or not at all.
  public var start: ColumnReference?
  /// End.
  public var end: ColumnReference?
  /// Strand; every fragment is unstranded when nil.
  public var strand: ColumnReference?
  /// Name of the element that a row measures: the key by which barcodes are merged.
  public var name: ColumnReference?
  /// Sequence in transcript orientation. With it, rows may lack a placement.
  public var sequence: ColumnReference?
  /// Count columns by sample name.
  public var counts: [NamedColumn] = []
  /// Activity columns by replicate or cell type.
  public var activities: [NamedColumn] = []
  /// Text columns to carry along.
  public var labels: [NamedColumn] = []
  /// Fields that mean "no value", besides an empty one.
  public var missingTokens: [String] = ["NA", "NaN", "nan"]
  /// What a row that cannot be used leads to.
  public var badRows: BadRows = .stop

  /// A format that reads nothing yet.
  public init() {}

  /// Whether a row may lack chromosome, start and end.
  var isPlacementOptional: Bool { sequence != nil || chromosome == nil }

  /// Checks what can be checked without the file.
  ///
  /// - Throws: ``GenomicsIOError/format(_:)`` for half-given coordinates, a format that cannot
  ///   tell fragments apart, names used twice, and column names without a header.
  public func validate() throws(GenomicsIOError) {
    if (start == nil) != (end == nil) || (start != nil && chromosome == nil) {
      throw .format(.incompleteCoordinates)
    }
    if start == nil, sequence == nil, name == nil { throw .format(.nothingToIdentify) }
    var names: Set<String> = []
    for column in counts + activities + labels where !names.insert(column.name).inserted {
      throw .format(.duplicateName(name: column.name))
    }
    if !hasHeader {
      for (role, column) in roles {
        if case .name(let name) = column {
          throw .format(.nameWithoutHeader(role: role, name: name))
        }
      }
    }
  }

  /// Every column that is read, with what it is read for.
  var roles: [(role: String, column: ColumnReference)] {
    var roles: [(String, ColumnReference)] = []
    if case .column(let column) = chromosome { roles.append(("the chromosome", column)) }
    for (role, column) in [
      ("the start", start), ("the end", end), ("the strand", strand), ("the name", name),
      ("the sequence", sequence),
    ] {
      if let column { roles.append((role, column)) }
    }
    roles += counts.map { ("the count '\($0.name)'", $0.column) }
    roles += activities.map { ("the activity '\($0.name)'", $0.column) }
    roles += labels.map { ("the label '\($0.name)'", $0.column) }
    return roles
  }
}

/// A column of a table, by name in the header or by number.
public enum ColumnReference: Hashable, Sendable {
  case name(String)
  /// Counted from 1.
  case number(Int)

  /// "#3" is the third column, anything else a name.
  public init(_ text: String) {
    if text.hasPrefix("#"), let number = Int(text.dropFirst()), number > 0 {
      self = .number(number)
    } else {
      self = .name(text)
    }
  }
}

extension ColumnReference: ExpressibleByStringLiteral {
  /// "#3" is the third column, anything else a name.
  public init(stringLiteral value: String) { self.init(value) }
}

extension ColumnReference: CustomStringConvertible {
  /// As it is written in a configuration.
  public var description: String {
    switch self {
    case .name(let name): name
    case .number(let number): "#\(number)"
    }
  }
}

/// A column under the name it has inside cupel.
public struct NamedColumn: Hashable, Sendable {
  /// Name of the sample, replicate, cell type or label.
  public let name: String
  /// Column of the file.
  public let column: ColumnReference

  /// Makes a named column.
  public init(_ name: String, _ column: ColumnReference) {
    self.name = name
    self.column = column
  }
}
