import Glibc

/// What the operating system knows about a file without opening it.
struct FileStatus: Hashable {
  enum Kind { case file, folder, link, other }
  let kind: Kind
  let device: UInt64
  let inode: UInt64
  let size: Int
  let modifiedNanoseconds: Int
}

/// The calls to the operating system that Foundation does not offer with an exact error number:
/// syncing, replacing renames, locks, links.
///
/// Every `unsafe` in this file means the same: a Swift string, array or struct is lent to a C function
/// as a pointer for the length of that one call, and nothing keeps it. No pointer is named.
enum FileCalls {
  static func failure(_ operation: String, _ path: String) -> EngineError {
    .fileAccess(FileAccessFailure(operation: operation, path: path, code: errno))
  }

  /// The status of a path, or nothing when there is nothing; follows links unless told not to.
  static func status(_ path: String, followLinks: Bool = true) -> FileStatus? {
    var raw = stat()
    let outcome = unsafe followLinks ? stat(path, &raw) : lstat(path, &raw)
    guard outcome == 0 else { return nil }
    let kind: FileStatus.Kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return FileStatus(
      kind: kind, device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino), size: Int(raw.st_size),
      modifiedNanoseconds: raw.st_mtim.tv_sec * 1_000_000_000 + raw.st_mtim.tv_nsec)
  }

  /// The error number that stands in the way of reading a file or folder, or nothing.
  static func obstacleToReading(_ path: String) -> Int32? {
    let mode = status(path)?.kind == .folder ? R_OK | X_OK : R_OK
    return unsafe access(path, mode) == 0 ? nil : errno
  }

  static func open(_ path: String, _ flags: Int32, _ operation: String) throws(EngineError) -> Int32
  {
    let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(operation, path) }
    return descriptor
  }

  /// Fills the buffer from the file; returns the number of bytes, 0 at the end.
  static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], path: String
  ) throws(EngineError) -> Int {
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw failure("read", path) }
    }
  }

  static func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(EngineError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe Glibc.write(descriptor, rest, rest.count)
      if count < 0 {
        guard errno == EINTR else { throw failure("write", path) }
      } else {
        rest.removeFirst(count)
      }
    }
  }

  /// Makes sure that a file, or the names in a folder, survive a power cut.
  static func sync(_ path: String) throws(EngineError) {
    let descriptor = try open(path, O_RDONLY, "open")
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("sync", path) }
  }

  /// Renames, replacing a file, a link or an empty folder of the new name in one step.
  static func rename(_ old: String, to new: String) throws(EngineError) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw failure("rename to \(new)", old) }
  }

  /// Makes a folder and those above it; an existing folder is fine.
  static func makeFolder(_ path: String) throws(EngineError) {
    if status(path)?.kind == .folder { return }
    let parent = parentFolder(of: path)
    if parent != path { try makeFolder(parent) }
    if unsafe mkdir(path, 0o777) != 0 {
      let code = errno
      if code == EEXIST, status(path)?.kind == .folder { return }
      throw .fileAccess(FileAccessFailure(operation: "create the folder", path: path, code: code))
    }
  }

  static func removeFile(_ path: String) throws(EngineError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  static func removeEmptyFolder(_ path: String) throws(EngineError) {
    guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[0..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func makeLink(to target: String, at path: String) throws(EngineError) {
    guard unsafe symlink(target, path) == 0 else { throw failure("create the link", path) }
  }

  /// Takes an exclusive lock that ends with the process; false when another process has it.
  static func lock(_ descriptor: Int32, path: String) throws(EngineError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw failure("lock", path) }
    return false
  }

  /// Bytes an ordinary user may still write on the file system that holds the path.
  static func freeBytes(at path: String) -> Int? {
    var raw = statvfs()
    guard unsafe statvfs(path, &raw) == 0 else {
      let parent = parentFolder(of: path)
      return parent == path ? nil : freeBytes(at: parent)
    }
    return Int(raw.f_bavail) * Int(raw.f_frsize)
  }

  /// The folder a path lies in: `.` for a bare name, `/` for the root.
  static func parentFolder(of path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return trimmed == "." ? "/" : "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }
}
