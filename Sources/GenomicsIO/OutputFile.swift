import Glibc

/// A file being written beside its final place; it appears there, whole and synced, on `commit`.
///
/// When it goes away without a commit, nothing is left behind. A destination that exists and is
/// not a regular file (a pipe, `/dev/stdout`) is written in place, since it cannot be replaced.
struct OutputFile: ~Copyable {
  let path: String
  private let partialPath: String?
  private var descriptor: Int32

  init(path: String) throws(GenomicsIOError) {
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
  func write(_ bytes: [UInt8]) throws(GenomicsIOError) {
    var done = 0
    while done < bytes.count {
      // Unsafe: lends the rest of the array to write(2), whose length bounds the read.
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe buffer.baseAddress.map {
          unsafe Glibc.write(descriptor, $0 + done, bytes.count - done)
        } ?? 0
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw systemError(path, .write)
      }
    }
  }

  /// Syncs the file and moves it to its place.
  mutating func commit() throws(GenomicsIOError) {
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
