/// The header of a `.npy` file: element type, order and shape, and where the data starts.
///
/// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NPYHeader: Equatable {
  let descriptor: String
  let isColumnMajor: Bool
  let shape: [Int]
  /// Byte at which the data starts.
  let dataOffset: Int

  private static let signature: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes of a version 1.0 header, padded with spaces so that the data starts at a multiple
  /// of 64.
  static func bytes(descriptor: String, shape: [Int]) -> [UInt8] {
    let tuple = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(tuple)), }"
    let unpadded = signature.count + 4 + text.utf8.count + 1
    let length = text.utf8.count + 1 + (64 - unpadded % 64) % 64
    let padding = [UInt8](repeating: 0x20, count: length - text.utf8.count - 1)
    return signature + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
      + Array(text.utf8) + padding + [0x0A]
  }

  /// Reads the header of a mapped file.
  init(of file: borrowing MappedFile) throws(ArrayFileError) {
    let path = file.path
    let start = file.bytes(in: 0..<min(file.count, 12))
    guard start.starts(with: Self.signature) else { throw .notNPY(path: path) }
    guard start.count >= 10 else {
      throw .truncated(path: path, expected: 128, found: file.count)
    }
    let lengthBytes: Int
    switch (start[6], start[7]) {
    case (1, 0): lengthBytes = 2
    case (2, 0), (3, 0): lengthBytes = 4
    default: throw .unknownNPYVersion(path: path, version: "\(start[6]).\(start[7])")
    }
    var length = 0
    for index in (0..<lengthBytes).reversed() where 8 + index < start.count {
      length = length << 8 | Int(start[8 + index])
    }
    let offset = 8 + lengthBytes + length
    guard offset <= file.count else {
      throw .truncated(path: path, expected: offset, found: file.count)
    }
    let text = String(decoding: file.bytes(in: (8 + lengthBytes)..<offset), as: UTF8.self)
    guard let descriptor = Self.value(of: "descr", in: text), let shape = Self.shape(in: text),
      let order = Self.value(of: "fortran_order", in: text), order == "False" || order == "True"
    else {
      throw .malformedNPYHeader(path: path, header: text.split(separator: "\n").joined())
    }
    self.descriptor = descriptor
    self.shape = shape
    isColumnMajor = order == "True"
    dataOffset = offset
  }

  /// The text of a scalar value of the header's dictionary, quotes removed.
  private static func value(of key: String, in text: String) -> String? {
    guard var rest = text.split(separator: "'\(key)'", maxSplits: 1).dropFirst().first else {
      return nil
    }
    rest = rest.drop { $0 == ":" || $0 == " " }
    if rest.first == "'" {
      let quoted = rest.dropFirst()
      return quoted.firstIndex(of: "'").map { String(quoted[..<$0]) }
    }
    return String(rest.prefix { $0.isLetter })
  }

  private static func shape(in text: String) -> [Int]? {
    guard let rest = text.split(separator: "'shape'", maxSplits: 1).dropFirst().first,
      let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close
    else { return nil }
    var shape: [Int] = []
    for part in rest[rest.index(after: open)..<close].split(separator: ",") {
      let digits = part.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let size = Int(digits), size >= 0 else { return nil }
      shape.append(size)
    }
    return shape
  }
}
