import Glibc

/// Writes whole files so that a reader, or the next run after a power cut, sees either the old file or
/// the new one.
public enum AtomicFile {
  /// Writes text to a path: beside it first, synced, then renamed over it. Missing folders above it
  /// are made.
  ///
  /// - Throws: ``EngineError/fileAccess(_:)``; the old file is then untouched and nothing is left
  ///   beside it.
  public static func write(_ text: String, to path: String) throws(EngineError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a path: beside it first, synced, then renamed over it.
  public static func write(_ bytes: [UInt8], to path: String) throws(EngineError) {
    let folder = FileCalls.parentFolder(of: path)
    try FileCalls.makeFolder(folder)
    let beside = path + ".incomplete-\(getpid())"
    do throws(EngineError) {
      let descriptor = try FileCalls.open(beside, O_WRONLY | O_CREAT | O_TRUNC, "create")
      defer { close(descriptor) }
      try FileCalls.write(bytes, to: descriptor, path: beside)
      guard fsync(descriptor) == 0 || errno == EINVAL else {
        throw FileCalls.failure("sync", beside)
      }
      try FileCalls.rename(beside, to: path)
    } catch {
      try? FileCalls.removeFile(beside)
      throw error
    }
    try FileCalls.sync(folder)
  }

  /// The text of a file, or nothing when there is no such file or it is not UTF-8.
  static func text(of path: String) -> String? {
    guard let descriptor = try? FileCalls.open(path, O_RDONLY, "open") else { return nil }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard let count = try? FileCalls.read(descriptor, into: &buffer, path: path) else {
        return nil
      }
      if count == 0 { return String(validating: text, as: UTF8.self) }
      text.append(contentsOf: buffer[0..<count])
    }
  }

  /// Points a symbolic link somewhere else in one step.
  static func replaceLink(at path: String, with target: String) throws(EngineError) {
    if FileCalls.linkTarget(path) == target { return }
    let folder = FileCalls.parentFolder(of: path)
    try FileCalls.makeFolder(folder)
    let beside = path + ".incomplete-\(getpid())"
    try FileCalls.removeFile(beside)
    try FileCalls.makeLink(to: target, at: beside)
    do {
      try FileCalls.rename(beside, to: path)
    } catch {
      try? FileCalls.removeFile(beside)
      throw error
    }
    try FileCalls.sync(folder)
  }
}
