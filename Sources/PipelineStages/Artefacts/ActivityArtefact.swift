import ArrayFiles
import Estimators
import ReporterAssay

/// Activity on disk, row for row as in the fragment table.
///
/// Columns `activity:<cell type>` (the value models learn), `activity:<cell type>/<replicate>`,
/// `mean_dna:<cell type>`; with the methods `gamma-poisson` and `beta-binomial` also `activity_mean`,
/// `log2_variance`, `lower`, `upper`, `weight` and `exposure`. `activity.json` says how they were made.
struct ActivityArtefact {
  /// Cell types with the names of their replicates, in the order of the configuration.
  struct CellType: Codable {
    let name: String
    let replicates: [String]
    let unit: String?
    let libraries: [String: ReplicateLibraries]
    fileprivate(set) var undefined: [String: Int]
    fileprivate(set) var undefinedByReplicate: [String: [String: Int]]
  }

  /// What `activity.json` holds.
  struct Description: Codable {
    let parameters: NormalizationParameters
    let cellTypes: [CellType]
    let findings: Findings
    /// Whether models learn with the weights, where there are any.
    let usesWeights: Bool
  }

  /// What was found in all rows together.
  struct Findings: Codable {
    /// How the method `gamma-poisson` was fitted, by cell type.
    var gammaPoisson: [GammaPoissonReport] = []
    /// How the method `beta-binomial` was fitted, by cell type; nil for other methods.
    var betaBinomial: [BetaBinomialReport]?
    /// Size factors of the libraries; nil for totals.
    var sizeFactors: LibrarySizeFactors?
    /// What was subtracted from log2 activity; nil without centring.
    var centres: ActivityCentres?
  }

  /// Name of the column with the training weights of a cell type.
  static func weightColumn(_ cellType: String) -> String { "weight:\(cellType)" }

  let description: Description
  private let table: TableArtefact

  /// Opens the artefact in the output folder of `normalize`.
  init(folder: String) throws {
    description = try JSONDocument.read(Description.self, from: folder + "/activity.json")
    table = try TableArtefact(folder: folder + "/activity")
  }

  /// Number of rows.
  var rowCount: Int { table.rows }

  /// Names of the cell types.
  var cellTypes: [String] { description.cellTypes.map(\.name) }

  /// The value of a cell type, one per row.
  func pooled(_ cellType: String) throws -> [Double?] {
    try table.optionalColumn("activity:\(cellType)", as: Double.self)
  }

  /// The values of a replicate, one per row.
  func replicate(_ replicate: String, of cellType: String) throws -> [Double?] {
    try table.optionalColumn("activity:\(cellType)/\(replicate)", as: Double.self)
  }

  /// Mean raw input-DNA count over replicates, one per row.
  func meanDNA(_ cellType: String) throws -> [Double?] {
    try table.optionalColumn("mean_dna:\(cellType)", as: Double.self)
  }

  /// Training weights of a cell type, one per row; nil when the method gives none.
  func weights(_ cellType: String) throws -> [Double?]? {
    let name = Self.weightColumn(cellType)
    return table.describe(name) == nil ? nil : try table.optionalColumn(name, as: Double.self)
  }

  /// What models learn: one task per cell type, with weights where the method gives them to every cell
  /// type and they are wanted.
  func targets() throws -> TargetMatrix {
    let values = try cellTypes.map { try pooled($0) }
    let weights = description.usesWeights ? try cellTypes.map { try self.weights($0) } : []
    guard !weights.isEmpty, weights.allSatisfy({ $0 != nil }) else {
      return TargetMatrix(tasks: cellTypes, values: values)
    }
    return TargetMatrix(
      tasks: cellTypes, values: values,
      weights: weights.map { column in (column ?? []).map { $0 ?? 0 } })
  }
}

extension ActivityArtefact.CellType {
  /// Takes what the activity of some rows, or of all of them, says about a cell type.
  init(_ activity: CellTypeActivity) {
    name = activity.name
    replicates = activity.replicates.map(\.name)
    unit = activity.unit?.rawValue
    libraries = Dictionary(
      activity.replicates.compactMap { replicate in
        replicate.libraries.map { (replicate.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
    undefined = Self.byName(activity.undefinedCounts)
    undefinedByReplicate = Dictionary(
      activity.replicates.map { ($0.name, Self.byName($0.undefinedCounts)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Adds the undefined rows of a later block.
  mutating func add(_ block: ActivityArtefact.CellType) {
    undefined.merge(block.undefined, uniquingKeysWith: +)
    undefinedByReplicate.merge(block.undefinedByReplicate) { counts, more in
      counts.merging(more, uniquingKeysWith: +)
    }
  }

  private static func byName(_ counts: [UndefinedActivityReason: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
  }
}
