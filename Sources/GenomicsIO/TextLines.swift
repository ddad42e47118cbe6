import Glibc

/// Whole lines of a text file as they are, line ends included.
struct TextLines: Sendable {
  let bytes: [UInt8]
  /// Number of the first line, counted from 1.
  let firstLine: Int
  /// Number of lines; the last may lack its line end.
  let count: Int

  init(bytes: [UInt8], firstLine: Int) {
    self.bytes = bytes
    self.firstLine = firstLine
    let isOpen = bytes.last.map { $0 != 0x0A } ?? false
    count = Self.lineEnds(in: bytes) + (isOpen ? 1 : 0)
  }

  private static func lineEnds(in bytes: [UInt8]) -> Int {
    // Unsafe: memchr looks at the rest of the array and returns a place in it; a loop over the
    // bytes takes longer than parsing their numbers.
    unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var (ends, position) = (0, 0)
      while let hit = unsafe memchr(base + position, 0x0A, bytes.count - position) {
        ends += 1
        position = unsafe UnsafeRawPointer(hit) - base + 1
      }
      return ends
    }
  }

  /// Where the last whole line among the first `count` bytes ends, 0 when there is none.
  static func end(in bytes: [UInt8], count: Int) -> Int {
    var end = count
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }
}
