import Glibc

/// Fills whole folders so that they appear complete or not at all.
public enum AtomicDirectory {
  /// When an existing folder may be replaced.
  public enum Replacing: Sendable {
    /// Only when it is empty.
    case emptyFolder
    /// When it is empty or carries the mark of this program.
    case ownFolder
    /// Always.
    case anyFolder
  }

  /// The empty file that marks a folder written by this program.
  public static let markName = ".made-by-cupel"

  /// Lets `fill` write into a new folder beside `path`, then puts that folder at `path`.
  ///
  /// The folder is synced before it is renamed. When `fill` throws, what it wrote is removed and
  /// `path` is as before; after a kill the half-filled folder `.NAME.incomplete-PID` stays beside it
  /// and is removed by the next call.
  ///
  /// - Throws: ``EngineError/outputFolderOccupied(path:)`` before anything is written,
  ///   ``EngineError/fileAccess(_:)``, and whatever `fill` throws.
  public static func write(
    to path: String, replacing: Replacing = .ownFolder, fill: (String) throws -> Void
  ) throws {
    try checkFree(path, replacing: replacing)
    let parent = FileCalls.parentFolder(of: path)
    try FileCalls.makeFolder(parent)
    let name = "." + (path.split(separator: "/").last.map(String.init) ?? "output") + ".incomplete-"
    try removeLeftovers(in: parent, prefix: name)
    let staging = "\(parent)/\(name)\(getpid())"
    do {
      try FileCalls.makeFolder(staging)
      try fill(staging)
      try AtomicFile.write([], to: staging + "/" + markName)
      try publish(staging, at: path, setAsideAs: staging + "-old")
    } catch {
      try? FileTree.remove(staging)
      throw error
    }
  }

  /// Checks that a folder may be written, as ``write(to:replacing:fill:)`` does before it starts.
  public static func checkFree(_ path: String, replacing: Replacing) throws(EngineError) {
    guard let status = FileCalls.status(path) else { return }
    guard status.kind == .folder else { throw .outputFolderOccupied(path: path) }
    let names = try FileTree.names(in: path)
    let mayReplace =
      switch replacing {
      case .emptyFolder: names.isEmpty
      case .ownFolder: names.isEmpty || names.contains(markName)
      case .anyFolder: true
      }
    guard mayReplace else { throw .outputFolderOccupied(path: path) }
  }

  /// Syncs a filled folder and renames it to its final place; what was there is set aside first and
  /// removed last.
  static func publish(
    _ staging: String, at path: String, setAsideAs aside: String
  ) throws(EngineError) {
    try FileTree.sync(staging)
    let isReplacing = FileCalls.status(path, followLinks: false) != nil
    if isReplacing { try FileCalls.rename(path, to: aside) }
    do {
      try FileCalls.rename(staging, to: path)
    } catch {
      if isReplacing { try? FileCalls.rename(aside, to: path) }
      throw error
    }
    try FileCalls.sync(FileCalls.parentFolder(of: path))
    if isReplacing { try FileTree.remove(aside) }
  }

  private static func removeLeftovers(in folder: String, prefix: String) throws(EngineError) {
    for name in try FileTree.names(in: folder) where name.hasPrefix(prefix) {
      let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = Int32(owner), !ProcessFacts.isAlive(process) || process == getpid() else {
        continue
      }
      try FileTree.remove(folder + "/" + name)
    }
  }
}
