import ArrayFiles

/// Predictions of one or more models, row for row as in the fragment table; rows that take part in nothing have none.
///
/// Columns `<model>/<task>`; `predictions.json` lists models and tasks in order.
struct PredictionArtefact {
  /// What `predictions.json` holds.
  struct Description: Codable {
    let models: [Model]
    let tasks: [String]
  }

  /// A model of the comparison.
  struct Model: Codable {
    /// Short name, used in tables.
    let name: String
    /// What it is, in a sentence.
    let summary: String
  }

  let description: Description
  private let table: TableArtefact

  /// Opens the artefact in the output folder of a training stage.
  init(folder: String) throws {
    description = try JSONDocument.read(Description.self, from: folder + "/predictions.json")
    table = try TableArtefact(folder: folder + "/predictions")
  }

  /// Number of rows.
  var rowCount: Int { table.rows }

  /// Predictions of a model for a task, one per row.
  func values(model: String, task: String) throws -> [Double?] {
    try table.optionalColumn("\(model)/\(task)", as: Double.self)
  }

  /// Writes predictions, (models)(tasks)(rows), into the output folder of a training stage.
  static func write(
    _ models: [(model: Model, values: [[Double?]])], tasks: [String], rows: Int, to folder: String
  ) throws {
    var writer = TableWriter(rows: rows, metadata: ["schema": "cupel.predictions/1"])
    for (model, values) in models {
      for (task, column) in zip(tasks, values) {
        try writer.add(
          "\(model.name)/\(task)", description: "predicted activity", optionals: column)
      }
    }
    try writer.write(to: folder + "/predictions")
    try JSONDocument.write(
      Description(models: models.map(\.model), tasks: tasks), to: folder + "/predictions.json")
  }
}
