/// Whole lines of a text file as they are, line ends included.
struct TextLines: Sendable {
  let bytes: [UInt8]
  /// Number of the first line, counted from 1.
  let firstLine: Int

  /// Number of lines; the last may lack its line end.
  var count: Int {
    guard let last = bytes.last else { return 0 }
    // Unsafe: looks at every byte of the array once; without bounds checks the loop is vectorised.
    let ends = unsafe bytes.withUnsafeBufferPointer { bytes in
      var ends = 0
      for index in 0..<bytes.count { unsafe ends &+= bytes[index] == 0x0A ? 1 : 0 }
      return ends
    }
    return ends + (last == 0x0A ? 0 : 1)
  }

  /// Where the last whole line among the first `count` bytes ends, 0 when there is none.
  static func end(in bytes: [UInt8], count: Int) -> Int {
    var end = count
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }
}
