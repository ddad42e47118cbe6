import ArrayFiles
import Estimators

/// The feature matrix on disk: `features.npy`, (features, rows), 32-bit floats, and `features.json` with the names.
enum FeatureArtefact {
  private struct Description: Codable {
    let names: [String]
  }

  static func write(_ matrix: FeatureMatrix, to folder: String) throws {
    try NPYFile.write(
      matrix.values, shape: [matrix.featureCount, matrix.rowCount], to: folder + "/features.npy")
    try JSONDocument.write(Description(names: matrix.names), to: folder + "/features.json")
  }

  static func read(from folder: String) throws -> FeatureMatrix {
    let names = try JSONDocument.read(Description.self, from: folder + "/features.json").names
    let array = try NPYFile.read(Float.self, from: folder + "/features.npy")
    guard array.shape.count == 2, array.shape[0] == names.count else {
      throw ArtefactError.unexpectedContent(
        path: folder + "/features.npy", expected: "\(names.count) features as rows")
    }
    return FeatureMatrix(rowCount: array.shape[1], names: names, values: array.values)
  }
}
