package import Foundation

/// A file of this repository, for example `Reference/oracles/statistics/oracles.json`.
package func repositoryFile(_ path: String) -> URL {
  URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(path)
}

/// The bytes of a file of this repository.
package func repositoryBytes(_ path: String) throws -> Data {
  try Data(contentsOf: repositoryFile(path))
}
