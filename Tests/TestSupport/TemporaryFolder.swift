import Foundation

/// A new folder for one test, removed with everything in it when the test lets go of it.
///
/// Names of files are relative to it; folders above a written file are made.
package final class TemporaryFolder: Sendable {
  /// Where the folder is.
  package let path: String

  /// Makes the folder.
  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/cupel-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes bytes and returns the path of the file.
  @discardableResult
  package func file(_ name: String, bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Writes text and returns the path of the file.
  @discardableResult
  package func file(_ name: String, _ text: String) throws -> String {
    try file(name, bytes: Array(text.utf8))
  }

  /// The bytes of a file.
  package func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// The text of a file.
  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// Whether there is a file or folder of this name; links are followed.
  package func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  /// Sorted names of what lies directly in a folder, by default this one; dot files included.
  package func names(in folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// Relative path → text of every file below a folder, links followed, dot files included.
  package func contents(of name: String) throws -> [String: String] {
    let root = "\(path)/\(name)"
    var files: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(root)/\(file)")
      if attributes[.type] as? FileAttributeType == .typeRegular {
        files[file] = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      }
    }
    return files
  }
}

/// Lends the path of a new folder, which is removed when the closure returns.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try TemporaryFolder()
  return try withExtendedLifetime(folder) { try body(folder.path) }
}
