import Glibc

/// The lines of a text file, plain, gzip or BGZF, read in blocks.
///
/// A line ends with LF or CRLF; the last may end with the file. A UTF-8 byte order mark at the
/// start is skipped. The bytes of the current line are `buffer[line]`, without the line end, until
/// the next `advance`.
struct LineReader: ~Copyable {
  let path: String
  let compression: TextCompression
  /// Number of the current line, counted from 1; 0 before the first.
  private(set) var lineNumber = 0
  /// Where the current line lies in `buffer`.
  private(set) var line = 0..<0
  private(set) var buffer: [UInt8]

  private var plain: InputFile?
  private var gzip: GzipStream?
  private var bgzf: BGZFStream?
  private var nextStart = 0
  private var filled = 0
  private var isAtEnd = false
  private var hasStarted = false

  /// Opens a file.
  ///
  /// - Parameter threads: threads that decompress BGZF; other files use the caller's.
  /// - Throws: ``GenomicsIOError`` when the file cannot be opened, has no bytes, or is compressed
  ///   in a way that is not read.
  init(path: String, threads: Int, blockSize: Int = 1 << 19) throws(GenomicsIOError) {
    let compression = try TextCompression(ofFile: path)
    let plain = compression == .plain ? try InputFile(path: path) : nil
    let gzip = compression == .gzip ? try GzipStream(path: path) : nil
    let bgzf = compression == .bgzf ? try BGZFStream(path: path, threads: threads) : nil
    self.path = path
    self.compression = compression
    buffer = [UInt8](repeating: 0, count: max(blockSize, 16))
    self.plain = plain
    self.gzip = gzip
    self.bgzf = bgzf
  }

  /// Moves to the next line; false at the end of the file.
  ///
  /// - Throws: ``GenomicsIOError`` with the line when the compressed data is truncated or damaged;
  ///   `emptyFile` when it has no content.
  mutating func advance() throws(GenomicsIOError) -> Bool {
    if !hasStarted { try start() }
    var searched = nextStart
    while true {
      if let end = lineEnd(from: searched) {
        setLine(nextStart..<end)
        nextStart = end + 1
        return true
      }
      if isAtEnd {
        guard nextStart < filled else { return false }
        setLine(nextStart..<filled)
        nextStart = filled
        return true
      }
      searched = filled - nextStart
      makeRoom()
      try fill()
    }
  }

  /// Reads the first block and steps over a byte order mark.
  private mutating func start() throws(GenomicsIOError) {
    hasStarted = true
    while filled < 3, !isAtEnd { try fill() }
    if filled == 0 { throw .emptyFile(path: path) }
    if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { nextStart = 3 }
  }

  private mutating func setLine(_ range: Range<Int>) {
    lineNumber += 1
    let endsWithReturn = !range.isEmpty && buffer[range.upperBound - 1] == 0x0D
    line = range.lowerBound..<(endsWithReturn ? range.upperBound - 1 : range.upperBound)
  }

  private func lineEnd(from start: Int) -> Int? {
    let count = filled - start
    guard count > 0 else { return nil }
    // Unsafe: memchr looks at `count` bytes inside the array and returns a place among them.
    return unsafe buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let hit = unsafe memchr(base + start, 0x0A, count) else {
        return nil
      }
      return unsafe UnsafeRawPointer(hit) - base
    }
  }

  /// Moves the unfinished line to the front; doubles the buffer when the line fills it.
  private mutating func makeRoom() {
    if nextStart > 0 {
      let (start, count) = (nextStart, filled - nextStart)
      // Unsafe: both places lie inside the array; memmove allows them to overlap.
      unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        _ = unsafe memmove(base, base + start, count)
      }
      filled = count
      nextStart = 0
    }
    if filled == buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
  }

  private mutating func fill() throws(GenomicsIOError) {
    let count: Int
    do throws(StreamFailure) {
      switch compression {
      case .plain: count = try plain?.read(into: &buffer, at: filled) ?? 0
      case .gzip: count = try gzip?.read(into: &buffer, at: filled) ?? 0
      case .bgzf: count = try bgzf?.read(into: &buffer, at: filled) ?? 0
      }
    } catch {
      throw error.placed(path: path, line: lineNumber + 1, compression: compression)
    }
    filled += count
    if count == 0 { isAtEnd = true }
  }
}
