import FoundationEssentials
import Glibc

/// The files below a folder, and operations on all of them.
enum FileTree {
  /// What to do with a symbolic link on the way.
  enum Links { case follow, refuse }

  /// Paths of all files below a folder, relative to it, sorted by their UTF-8 bytes.
  ///
  /// - Throws: ``EngineError/unexpectedFile(path:)`` for a device, socket, dangling link, or any link
  ///   under `.refuse`.
  static func files(under folder: String, links: Links) throws(EngineError) -> [String] {
    var found: [String] = []
    try walk(folder, links: links) { (path: String, status: FileStatus) throws(EngineError) in
      if status.kind == .file { found.append(path) }
    }
    return ParameterValue.canonicalOrder(found)
  }

  /// Syncs every file and folder of a tree, the folder itself last.
  static func sync(_ folder: String) throws(EngineError) {
    var folders = [folder]
    try walk(folder, links: .refuse) { (path: String, status: FileStatus) throws(EngineError) in
      let full = folder + "/" + path
      if status.kind == .folder { folders.append(full) } else { try FileCalls.sync(full) }
    }
    for folder in folders.reversed() { try FileCalls.sync(folder) }
  }

  /// Removes a file, a link or a whole folder; a path that does not exist is fine. Links are
  /// removed, never followed.
  static func remove(_ path: String) throws(EngineError) {
    guard let status = FileCalls.status(path, followLinks: false) else { return }
    guard status.kind == .folder else { return try FileCalls.removeFile(path) }
    for name in try names(in: path) { try remove(path + "/" + name) }
    try FileCalls.removeEmptyFolder(path)
  }

  /// Names in a folder, sorted; none when there is no such folder.
  static func names(in folder: String) throws(EngineError) -> [String] {
    guard FileCalls.status(folder) != nil else { return [] }
    if let code = FileCalls.obstacleToReading(folder) {
      throw .fileAccess(FileAccessFailure(operation: "list", path: folder, code: code))
    }
    do {
      return ParameterValue.canonicalOrder(
        try FileManager.default.contentsOfDirectory(atPath: folder))
    } catch {
      throw .fileAccess(FileAccessFailure(operation: "list", path: folder, code: EIO))
    }
  }

  private static func walk(
    _ root: String, links: Links, below prefix: String = "",
    _ visit: (String, FileStatus) throws(EngineError) -> Void
  ) throws(EngineError) {
    for name in try names(in: prefix.isEmpty ? root : root + "/" + prefix) {
      let path = prefix.isEmpty ? name : prefix + "/" + name
      guard let status = FileCalls.status(root + "/" + path, followLinks: links == .follow),
        status.kind == .file || status.kind == .folder
      else { throw .unexpectedFile(path: root + "/" + path) }
      try visit(path, status)
      if status.kind == .folder { try walk(root, links: links, below: path, visit) }
    }
  }
}
