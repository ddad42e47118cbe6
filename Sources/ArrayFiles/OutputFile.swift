import Glibc

/// A file being written beside its final place; it appears there, whole and synced, on `commit`.
///
/// When it goes away without a commit, nothing is left behind. A destination that exists and is
/// not a regular file (a pipe, `/dev/stdout`) is written in place, since it cannot be replaced.
struct OutputFile: ~Copyable {
  let path: String
  private let partialPath: String?
  private var descriptor: Int32

  init(path: String) throws(ArrayFileError) {
    self.path = path
    partialPath = Self.isReplaceable(path) ? Self.partialPath(of: path) : nil
    // Unsafe: open(2) reads the C string for the duration of the call.
    descriptor = unsafe open(
      partialPath ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw systemError(path, .create) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    // Unsafe: unlink(2) reads the C string for the duration of the call.
    if let partialPath { _ = unsafe unlink(partialPath) }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(ArrayFileError) {
    var failure: ArrayFileError?
    // Unsafe: lends the array's storage to write(2) for the duration of the call.
    unsafe bytes.withUnsafeBytes { failure = unsafe Self.writeAll($0, descriptor, path) }
    if let failure { throw failure }
  }

  /// Appends the elements as they lie in memory, little endian on every supported machine.
  func write<Element: NPYElement>(elements: [Element]) throws(ArrayFileError) {
    var failure: ArrayFileError?
    // Unsafe: lends the array's storage to write(2) for the duration of the call.
    unsafe elements.withUnsafeBytes { failure = unsafe Self.writeAll($0, descriptor, path) }
    if let failure { throw failure }
  }

  /// Syncs the file and moves it to its place.
  mutating func commit() throws(ArrayFileError) {
    if let partialPath {
      guard fsync(descriptor) == 0 else { throw systemError(path, .sync) }
      // Unsafe: rename(2) reads the C strings for the duration of the call.
      guard unsafe rename(partialPath, path) == 0 else { throw systemError(path, .rename) }
    }
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw systemError(path, .write) }
    if partialPath != nil { Self.syncFolder(of: path) }
  }

  private static func writeAll(
    _ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, _ path: String
  ) -> ArrayFileError? {
    var done = 0
    while done < bytes.count {
      // Unsafe: the pointer stays inside `bytes`, whose count bounds the length.
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return systemError(path, .write)
      }
      done += written
    }
    return nil
  }

  private static func partialPath(of path: String) -> String {
    let (folder, name) = splitPath(path)
    return "\(folder)/.\(name).partial-\(getpid())"
  }

  private static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    // Unsafe: stat(2) fills the local value it is given.
    guard unsafe stat(path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG
  }

  private static func syncFolder(of path: String) {
    // Unsafe: open(2) reads the C string for the duration of the call.
    let folder = unsafe open(splitPath(path).folder, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}

/// The error of the step that just failed, with the operating system's text for `errno`.
func systemError(_ path: String, _ step: FileStep) -> ArrayFileError {
  // Unsafe: strerror returns a C string that lives until this thread's next call.
  .system(path: path, step: step, reason: unsafe String(cString: strerror(errno)))
}

/// The folder and the last part of a path; the folder of a bare name is ".".
func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  let folder = slash == path.startIndex ? "/" : String(path[..<slash])
  return (folder, String(path[path.index(after: slash)...]))
}

/// Makes a folder whose parent exists; nothing happens when it is there.
func makeFolder(_ path: String) throws(ArrayFileError) {
  // Unsafe: mkdir(2) reads the C string for the duration of the call.
  if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw systemError(path, .createFolder) }
}

/// Removes a file; nothing happens when it is not there.
func removeFile(_ path: String) throws(ArrayFileError) {
  // Unsafe: unlink(2) reads the C string for the duration of the call.
  if unsafe unlink(path) != 0, errno != ENOENT, errno != ENOTDIR {
    throw systemError(path, .remove)
  }
}
