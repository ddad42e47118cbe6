public import GenomicTypes
import Wording

/// Which rows are trained on, which are held out, and why the others are left out: made once and
/// used by every model.
///
/// ```swift
/// let split = try Split(
///   of: table, by: .regions(RegionLists(validation: ["chr18"], test: ["chr8"])))
/// split.rows(in: .test)  // rows of the fragments on chr8
/// ```
public struct Split: Hashable, Sendable {
  /// One entry per row of the fragment table.
  public let roles: [RowRole]
  /// The rule in canonical form: equal rules give equal text, whatever the order of lists.
  public let rule: String

  /// Makes a split from stored roles.
  public init(roles: [RowRole], rule: String) {
    self.roles = roles
    self.rule = rule
  }

  /// Splits the rows of a fragment table.
  ///
  /// - Throws: every problem of the rule at once, else every role without rows.
  public init(
    of table: FragmentTable, by method: SplitMethod, options: SplitOptions = SplitOptions()
  ) throws(SplitError) {
    let context = SplitContext(table: table, options: options)
    var roles: [RowRole]
    switch method {
    case .regions(let lists): roles = try context.roles(byRegions: lists)
    case .folds(let choice): roles = try context.roles(byFolds: choice)
    case .column(let labels): roles = try context.roles(byColumn: labels)
    }
    if let column = options.groupColumn {
      roles = excludingCrossingGroups(roles, groups: try context.labels(of: column))
    }
    self.init(roles: roles, rule: method.canonicalText + options.canonicalText)
    try requireEveryRole()
  }

  /// The rows of a role in ascending order.
  public func rows(in role: SplitRole) -> [Int] {
    roles.indices.filter { roles[$0] == .member(role) }
  }

  /// The rows of both held-out roles in ascending order.
  public var heldOutRows: [Int] {
    roles.indices.filter { roles[$0] == .member(.validation) || roles[$0] == .member(.test) }
  }

  /// Number of rows of each role.
  public var counts: [SplitRole: Int] {
    var counts: [SplitRole: Int] = [.train: 0, .validation: 0, .test: 0]
    for entry in roles { if let role = entry.role { counts[role, default: 0] += 1 } }
    return counts
  }

  /// Number of excluded rows for each reason that occurs.
  public var exclusions: [ExclusionReason: Int] {
    var counts: [ExclusionReason: Int] = [:]
    for entry in roles { if let reason = entry.exclusion { counts[reason, default: 0] += 1 } }
    return counts
  }

  /// The roles as stable bytes (see ``RowRole/byte``): with `rule` they are what a split digest is
  /// taken over.
  public var roleBytes: [UInt8] { roles.map(\.byte) }

  /// What the split did to the rows, for the row accounting.
  ///
  /// - Throws: never in practice; the sums are of the same array.
  public func attrition(unit: String = "fragment") throws(AttritionImbalance) -> AttritionNode {
    let dropped = exclusions
    return try AttritionNode(
      step: "split", unit: unit, entered: roles.count,
      left: roles.count - dropped.values.reduce(0, +),
      dropped: Dictionary(uniqueKeysWithValues: dropped.map { ($0.key.rawValue, $0.value) }))
  }

  func requireEveryRole() throws(SplitError) {
    let counts = counts
    let order: [SplitRole] = [.validation, .test, .train]
    let empty = order.filter { counts[$0, default: 0] == 0 }
    if !empty.isEmpty { throw SplitError(empty.map { .emptyRole($0) }) }
  }
}

/// The rows a split is made of.
struct SplitContext {
  let table: FragmentTable
  let options: SplitOptions

  /// Names of the chromosomes that have at least one row, in the table's order.
  var chromosomesWithRows: [String] {
    var isUsed = [Bool](repeating: false, count: table.chromosomeNames.count)
    for placement in table.placements {
      if let placement { isUsed[Int(placement.chromosome)] = true }
    }
    return table.chromosomeNames.indices.filter { isUsed[$0] }.map { table.chromosomeNames[$0] }
  }

  /// The place of a row that names no chromosome.
  var unplacedRole: RowRole {
    switch options.unplacedRows {
    case .exclude: .excluded(.noChromosome)
    case .train: .member(.train)
    }
  }

  /// The values of a label column.
  func labels(of column: String) throws(SplitError) -> [String] {
    guard let labels = table.labels.first(where: { $0.name == column }) else {
      let known = table.labels.map(\.name)
      throw SplitError([
        .unknownColumn(
          name: column, nearest: nearestName(to: column, among: known), known: known)
      ])
    }
    return labels.values
  }
}
