public import GenomicTypes

/// Activity of fragments in every cell type and replicate; undefined values carry a reason.
///
/// All row arrays are as long as the fragment table and in its order.
public struct ActivityTable: Sendable {
  /// Number of fragments.
  public let rowCount: Int
  /// How the values were computed.
  public let parameters: NormalizationParameters
  /// The cell types, in the order of the design.
  public let cellTypes: [CellTypeActivity]
  /// How many fragments went in, how many have at least one defined target, and why the rest do
  /// not. Fragments without a target stay in the table with `nil` values.
  public let attrition: [AttritionNode]

  /// Rows with a defined value in at least one cell type, ascending.
  public var rowsWithTarget: [Int] {
    (0..<rowCount).filter { row in cellTypes.contains { $0.pooled[row] != nil } }
  }
}

/// Activity of fragments in one cell type.
public struct CellTypeActivity: Sendable {
  /// Name of the cell type.
  public let name: String
  /// Unit of the values; nil when the input gave them, in the unit of the input.
  public let unit: ActivityUnit?
  /// The replicates, in the order of the design.
  public let replicates: [ReplicateActivity]
  /// The value of the cell type, one per row.
  public let pooled: [Double?]
  /// Why a value of the cell type is not defined; nil where it is.
  public let undefined: [UndefinedActivityReason?]
  /// Mean over replicates of the raw DNA count, one per row; nil when no replicate observed one.
  public let meanDNA: [Double?]
  /// Variance, interval, weight and exposure of `pooled`; nil for methods that are
  /// not count models (`gamma-poisson`, `beta-binomial`).
  public let posterior: ActivityPosterior?

  /// Number of rows for each reason why the value of the cell type is not defined.
  public var undefinedCounts: [UndefinedActivityReason: Int] { counted(undefined) }
}

/// Activity of fragments in one replicate.
public struct ReplicateActivity: Sendable {
  /// Name of the replicate.
  public let name: String
  /// The values, one per row.
  public let values: [Double?]
  /// Why a value is not defined; nil where it is.
  public let undefined: [UndefinedActivityReason?]
  /// Totals and factors; nil when the input gave the activity.
  public let libraries: ReplicateLibraries?
  /// Variance, interval, weight and exposure of `values`; nil for methods that are
  /// not count models (`gamma-poisson`, `beta-binomial`).
  public let posterior: ActivityPosterior?

  init(
    name: String, values: [Double?], undefined: [UndefinedActivityReason?],
    libraries: ReplicateLibraries?, posterior: ActivityPosterior? = nil
  ) {
    self.name = name
    self.values = values
    self.undefined = undefined
    self.libraries = libraries
    self.posterior = posterior
  }

  /// Number of rows for each reason why the value is not defined.
  public var undefinedCounts: [UndefinedActivityReason: Int] { counted(undefined) }
}

/// Library sizes of a replicate and the factors that follow from them.
public struct ReplicateLibraries: Hashable, Codable, Sendable {
  /// DNA counts of the whole library before any filter.
  public let dnaTotal: Int64
  /// RNA counts of the whole library before any filter.
  public let rnaTotal: Int64
  /// What the method divides DNA counts by: the total with the pseudocounts that belong to it.
  public let dnaDivisor: Double
  /// What the method divides RNA counts by.
  public let rnaDivisor: Double
  /// Scaled DNA count of one read, for example 10⁶/T; nil for an empty library.
  public let dnaFactor: Double?
  /// Scaled RNA count of one read; nil for an empty library.
  public let rnaFactor: Double?

  /// Makes a value from known totals and factors.
  public init(
    dnaTotal: Int64, rnaTotal: Int64, dnaDivisor: Double, rnaDivisor: Double,
    dnaFactor: Double?, rnaFactor: Double?
  ) {
    self.dnaTotal = dnaTotal
    self.rnaTotal = rnaTotal
    self.dnaDivisor = dnaDivisor
    self.rnaDivisor = rnaDivisor
    self.dnaFactor = dnaFactor
    self.rnaFactor = rnaFactor
  }
}

private func counted(_ reasons: [UndefinedActivityReason?]) -> [UndefinedActivityReason: Int] {
  var counts: [UndefinedActivityReason: Int] = [:]
  for case let reason? in reasons { counts[reason, default: 0] += 1 }
  return counts
}
