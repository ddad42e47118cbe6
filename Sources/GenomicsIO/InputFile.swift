import Glibc
import SystemFiles

/// A file open for reading, closed when the value goes away.
struct InputFile: ~Copyable {
  private let descriptor: Int32

  /// Opens a file; what can be read only once is refused.
  init(path: String) throws(GenomicsIOError) { descriptor = try Self.opened(path) }

  /// The kind of file is looked at before it is opened, since opening a pipe waits for its writer.
  private static func opened(_ path: String) throws(GenomicsIOError) -> Int32 {
    if isStream(path) { throw .notAFile(path: path) }
    // Unsafe: open(2) reads the C string for the duration of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .lastFailure(of: .open, path: path) }
    return descriptor
  }

  /// Refuses what cannot be read, without touching a pipe: to open and close it would end its writer.
  static func requireReadable(_ path: String) throws(GenomicsIOError) {
    if !isStream(path) {
      _ = try InputFile(path: path)
    } else if unsafe access(path, R_OK) != 0 {
      // Unsafe: access(2) reads the C string for the duration of the call.
      throw .lastFailure(of: .open, path: path)
    }
  }

  /// Whether a path leads to a pipe, a device or a socket.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    // Unsafe: stat(2) reads the C string and fills the local value it is given.
    return unsafe stat(path, &status) == 0
      && [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }

  deinit { close(descriptor) }

  /// Size of a file in bytes, 0 when it cannot be told.
  static func size(ofFile path: String) -> Int {
    var status = stat()
    // Unsafe: stat(2) reads the C string and fills the local value it is given.
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Bytes read so far, 0 when it cannot be told.
  var position: Int { max(0, lseek(descriptor, 0, SEEK_CUR)) }

  /// Fills `bytes[offset...]` from where the last read ended; returns the number of bytes read,
  /// 0 at the end.
  func read(into bytes: inout [UInt8], at offset: Int) throws(StreamFailure) -> Int {
    let free = bytes.count - offset
    precondition(offset >= 0 && free > 0, "offset \(offset) of \(bytes.count)")
    while true {
      // Unsafe: lends the free part of the array to read(2), whose length bounds the write.
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe buffer.baseAddress.map { unsafe Glibc.read(descriptor, $0 + offset, free) } ?? 0
      }
      if count >= 0 { return count }
      if errno != EINTR { throw .system(reason: systemErrorText()) }
    }
  }
}
