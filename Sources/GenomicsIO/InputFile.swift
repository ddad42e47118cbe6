import Glibc

/// A file open for reading, closed when the value goes away.
struct InputFile: ~Copyable {
  private let descriptor: Int32

  init(path: String) throws(GenomicsIOError) {
    // Unsafe: open(2) reads the C string for the duration of the call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw systemError(path, .open) }
  }

  deinit { close(descriptor) }

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

/// The operating system's text for `errno`.
func systemErrorText() -> String {
  // Unsafe: strerror returns a C string that lives until this thread's next call.
  unsafe String(cString: strerror(errno))
}

/// The error of the step that just failed.
func systemError(_ path: String, _ step: FileStep) -> GenomicsIOError {
  .system(path: path, step: step, reason: systemErrorText())
}

/// The folder and the last part of a path; the folder of a bare name is ".".
func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  let folder = slash == path.startIndex ? "/" : String(path[..<slash])
  return (folder, String(path[path.index(after: slash)...]))
}
