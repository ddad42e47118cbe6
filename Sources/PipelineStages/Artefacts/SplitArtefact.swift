import ArrayFiles
import ModelEvaluation

/// The split on disk: column `role` (0 train, 1 validation, 2 test, from 128 on excluded), one entry per fragment.
enum SplitArtefact {
  static func write(_ split: Split, to folder: String) throws {
    var writer = TableWriter(
      rows: split.roles.count, metadata: ["rule": split.rule, "schema": "cupel.split/1"])
    try writer.add(
      "role", description: "0 train, 1 validation, 2 test, 128 and above excluded",
      values: split.roleBytes)
    try writer.add(
      "excluded", description: "why the row takes part in nothing, empty when it does",
      strings: split.roles.map { $0.exclusion?.rawValue ?? "" })
    try writer.write(to: folder + "/split")
  }

  static func read(from folder: String) throws -> Split {
    let table = try TableArtefact(folder: folder + "/split")
    let roles = try table.column("role", as: UInt8.self).map { byte in
      guard let role = RowRole(byte: byte) else {
        throw ArtefactError.unexpectedContent(path: table.folder, expected: "roles of rows")
      }
      return role
    }
    return Split(roles: roles, rule: table.metadata["rule"] ?? "")
  }
}
