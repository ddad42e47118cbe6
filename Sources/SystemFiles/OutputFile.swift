import Glibc

/// A file being written beside its final place; it appears there, whole and synced, on `commit`.
///
/// When it goes away without a commit, nothing is left behind. A destination that exists and is
/// not a regular file (a pipe, `/dev/stdout`) is written in place, since it cannot be replaced.
/// `Failure` is the error of the room that writes.
///
/// ```swift
/// var file = try OutputFile<ArrayFileError>(path: "a.npy")
/// try file.write([0x93] + Array("NUMPY".utf8))
/// try file.commit()
/// ```
package struct OutputFile<Failure: FileStepError>: ~Copyable {
  /// Where the file will be.
  package let path: String
  private let partialPath: String?
  private var descriptor: Int32

  /// Starts a file.
  ///
  /// - Throws: the error of the step `create`.
  package init(path: String) throws(Failure) {
    self.path = path
    partialPath = Self.isReplaceable(path) ? Self.partialPath(of: path) : nil
    // Unsafe: open(2) reads the C string for the duration of the call.
    descriptor = unsafe open(
      partialPath ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .lastFailure(of: .create, path: path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    // Unsafe: unlink(2) reads the C string for the duration of the call.
    if let partialPath { _ = unsafe unlink(partialPath) }
  }

  /// Appends the elements as they lie in memory, little endian on every supported machine.
  ///
  /// - Precondition: the element type is a number or Boolean type, without padding.
  /// - Throws: the error of the step `write`.
  package func write(_ elements: [some BitwiseCopyable]) throws(Failure) {
    // Unsafe: bytes of padding would be undefined; number types have none.
    let bytes = unsafe elements.span.bytes
    var done = 0
    while done < bytes.byteCount {
      // Unsafe: lends the rest of the span to write(2), whose length bounds the read.
      let written = unsafe bytes.extracting(droppingFirst: done).withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw .lastFailure(of: .write, path: path)
      }
    }
  }

  /// Writes bytes over those at a place of the file; the next `write` still appends.
  ///
  /// - Precondition: the bytes lie inside what has been written, and the destination is a regular
  ///   file.
  /// - Throws: the error of the step `write`.
  package func overwrite(_ bytes: [UInt8], at offset: Int) throws(Failure) {
    var done = 0
    while done < bytes.count {
      // Unsafe: lends the rest of the array to pwrite(2), whose length bounds the read.
      let written = unsafe bytes.withUnsafeBytes { all in
        unsafe pwrite(
          descriptor, all.baseAddress.map { unsafe $0 + done }, bytes.count - done,
          off_t(offset + done))
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw .lastFailure(of: .write, path: path)
      }
    }
  }

  /// Syncs the file and moves it to its place.
  ///
  /// - Throws: the error of the step `sync`, `rename` or `write`; after the first two nothing is
  ///   left behind.
  package mutating func commit() throws(Failure) {
    if let partialPath {
      guard fsync(descriptor) == 0 else { throw .lastFailure(of: .sync, path: path) }
      // Unsafe: rename(2) reads the C strings for the duration of the call.
      guard unsafe rename(partialPath, path) == 0 else {
        throw .lastFailure(of: .rename, path: path)
      }
    }
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw .lastFailure(of: .write, path: path) }
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
