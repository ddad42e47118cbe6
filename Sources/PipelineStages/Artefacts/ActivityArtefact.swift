import ArrayFiles
import Estimators
import ReporterAssay

/// Activity on disk, row for row as in the fragment table.
///
/// Columns `activity:<cell type>` (the value models learn), `activity:<cell type>/<replicate>`,
/// `mean_dna:<cell type>`; `activity.json` says how they were made.
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
  }

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

  /// What models learn: one task per cell type.
  func targets() throws -> TargetMatrix {
    TargetMatrix(tasks: cellTypes, values: try cellTypes.map { try pooled($0) })
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
