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

  /// Where bytes come from; nil when all of them are in the buffer.
  private var stream: TextStream?
  private var nextStart = 0
  private var filled = 0
  private var isAtEnd = false
  private var hasStarted = false
  /// What stopped ``takeLines(bytes:)``, thrown when the lines before it have been taken.
  private var failure: StreamFailure?

  /// Opens a file.
  ///
  /// - Parameter threads: threads that decompress BGZF; other files use the caller's.
  /// - Throws: ``GenomicsIOError`` when the file cannot be opened, has no bytes, or is compressed
  ///   in a way that is not read.
  init(path: String, threads: Int, blockSize: Int = 1 << 19) throws(GenomicsIOError) {
    let stream = try TextStream(path: path, threads: threads)
    compression = stream.compression
    self.stream = consume stream
    self.path = path
    buffer = [UInt8](repeating: 0, count: max(blockSize, 16))
  }

  /// Reads lines that were taken from a file before; see ``takeLines(bytes:)``.
  init(_ lines: TextLines, path: String) {
    self.path = path
    compression = .plain
    buffer = lines.bytes
    lineNumber = lines.firstLine - 1
    filled = lines.bytes.count
    hasStarted = true
    isAtEnd = true
  }

  /// The part of the file that has been read, about; nil before the first byte.
  mutating func fractionRead() -> Double? { stream?.fractionRead() ?? nil }

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
    do {
      let count = try stream?.read(into: &buffer, at: filled) ?? 0
      filled += count
      if count == 0 { isAtEnd = true }
    } catch {
      throw error.placed(path: path, line: lineNumber + 1, compression: compression)
    }
  }
}

extension LineReader {
  /// Takes the next whole lines out of the file, about `bytes` of them; nil at its end. ``line`` has
  /// no meaning afterwards.
  ///
  /// - Throws: as ``advance()``, after the lines before the place of failure have been taken.
  mutating func takeLines(bytes size: Int) throws(GenomicsIOError) -> TextLines? {
    if !hasStarted { try start() }
    var taken = [UInt8](repeating: 0, count: max(size, 2 * (filled - nextStart), 16))
    var count = filled - nextStart
    if count > 0 { taken.replaceSubrange(0..<count, with: buffer[nextStart..<filled]) }
    (nextStart, filled) = (0, 0)
    var end = 0
    while true {
      count += readAhead(into: &taken, from: count)
      end = isAtEnd ? count : TextLines.end(in: taken, count: count)
      if end > 0 || isAtEnd || failure != nil { break }
      taken.append(contentsOf: repeatElement(0, count: taken.count))
    }
    if count > end {
      if buffer.count < count - end { buffer = [UInt8](repeating: 0, count: 2 * (count - end)) }
      filled = count - end
      buffer.replaceSubrange(0..<filled, with: taken[end..<count])
    }
    taken.removeSubrange(end...)
    if taken.isEmpty {
      guard let failure else { return nil }
      throw failure.placed(path: path, line: lineNumber + 1, compression: compression)
    }
    let lines = TextLines(bytes: taken, firstLine: lineNumber + 1)
    lineNumber += lines.count
    return lines
  }

  /// Fills `bytes[start...]` as far as the file goes; returns the number of bytes.
  private mutating func readAhead(into bytes: inout [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isAtEnd, failure == nil {
      do {
        let count = try stream?.read(into: &bytes, at: end) ?? 0
        end += count
        if count == 0 { isAtEnd = true }
      } catch {
        failure = error
      }
    }
    return end - start
  }
}
