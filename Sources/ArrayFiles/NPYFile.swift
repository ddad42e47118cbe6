import SystemFiles

/// An array as read from a `.npy` file.
public struct NPYArray<Element: NPYElement>: Sendable, Hashable {
  /// Sizes of the dimensions, slowest first.
  public let shape: [Int]
  /// The elements, row-major.
  public let values: [Element]
}

/// Reads and writes `.npy` files, the array format of NumPy.
///
/// Written: version 1.0, C order, little endian, header padded so that the data starts at a
/// multiple of 64 bytes. Read: versions 1.0 to 3.0, C order, little endian.
///
/// ```swift
/// try NPYFile.write([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3], to: "matrix.npy")
/// let matrix = try NPYFile.read(Float.self, from: "matrix.npy")
/// // matrix.shape [2, 3], matrix.values[4] is row 1, column 1: 5
/// ```
public enum NPYFile {
  /// Writes an array; the file appears whole and synced, or not at all.
  ///
  /// - Parameter shape: sizes of the dimensions, slowest first; one dimension when nil.
  /// - Precondition: the product of `shape` is the number of values.
  /// - Throws: ``ArrayFileError/system(path:step:reason:)`` when the disk refuses.
  public static func write<Element: NPYElement>(
    _ values: [Element], shape: [Int]? = nil, to path: String
  ) throws(ArrayFileError) {
    let shape = shape ?? [values.count]
    precondition(shape.reduce(1, *) == values.count, "shape \(shape), \(values.count) values")
    var file = try OutputFile<ArrayFileError>(path: path)
    try file.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: shape))
    try file.write(values)
    try file.commit()
  }

  /// Reads an array of any number of dimensions.
  ///
  /// - Throws: ``ArrayFileError`` when the file is not a `.npy` file, is truncated, goes on after
  ///   its data, or holds another element type.
  public static func read<Element: NPYElement>(
    _ type: Element.Type = Element.self, from path: String
  ) throws(ArrayFileError) -> NPYArray<Element> {
    let mapping = try NPYMapping<Element>(path: path, needsAlignment: false)
    return NPYArray(shape: mapping.shape, values: mapping.array())
  }

  /// Reads a one-dimensional array.
  ///
  /// - Throws: as `read`, and when the array does not have exactly one dimension.
  public static func readVector<Element: NPYElement>(
    _ type: Element.Type = Element.self, from path: String
  ) throws(ArrayFileError) -> [Element] {
    let array = try read(type, from: path)
    guard array.shape.count == 1 else {
      throw .wrongShape(path: path, expected: "one dimension", found: array.shape)
    }
    return array.values
  }

  /// Maps an array into memory without reading it.
  ///
  /// - Throws: as `read`, and when the data is not aligned.
  public static func map<Element: NPYElement>(
    _ type: Element.Type = Element.self, from path: String
  ) throws(ArrayFileError) -> NPYMapping<Element> {
    try NPYMapping(path: path, needsAlignment: true)
  }
}

/// A `.npy` array that stays in its file: pages are read when they are touched.
public struct NPYMapping<Element: NPYElement>: ~Copyable, Sendable {
  /// Sizes of the dimensions, slowest first.
  public let shape: [Int]
  /// Number of elements.
  public let count: Int
  private let file: MappedFile
  private let offset: Int

  init(path: String, needsAlignment: Bool) throws(ArrayFileError) {
    let file = try MappedFile(path: path)
    let header = try NPYHeader(of: file)
    let found = header.descriptor
    let expected = Element.npyDescriptor
    guard
      found == expected || (expected.hasPrefix("|") && found.dropFirst() == expected.dropFirst())
    else { throw .wrongElementType(path: path, expected: expected, found: found) }
    if header.isColumnMajor && header.shape.count > 1 { throw .columnMajor(path: path) }
    var size = MemoryLayout<Element>.stride
    for length in header.shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      if overflow { throw .truncated(path: path, expected: .max, found: file.count) }
      size = product
    }
    let end = header.dataOffset + size
    if end > file.count { throw .truncated(path: path, expected: end, found: file.count) }
    if end < file.count { throw .trailingBytes(path: path, expected: end, found: file.count) }
    if needsAlignment, header.dataOffset % MemoryLayout<Element>.alignment != 0 {
      throw .misaligned(path: path, offset: header.dataOffset)
    }
    if Element.self == Bool.self { try Self.checkBooleans(file, header.dataOffset..<end) }
    shape = header.shape
    count = size / MemoryLayout<Element>.stride
    offset = header.dataOffset
    self.file = file
  }

  /// Lends the elements, row-major, without copying.
  public func withSpan<Result>(_ body: (Span<Element>) throws -> Result) rethrows -> Result {
    try file.withElements(at: offset, count: count, body)
  }

  /// The elements, row-major, copied.
  public func array() -> [Element] { file.elements(at: offset, count: count) }

  private static func checkBooleans(
    _ file: borrowing MappedFile, _ range: Range<Int>
  ) throws(ArrayFileError) {
    let bytes = file.bytes(in: range)
    if let index = bytes.firstIndex(where: { $0 > 1 }) {
      throw .notBoolean(path: file.path, index: index, byte: bytes[index])
    }
  }
}
