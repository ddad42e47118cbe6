import ArrayFiles
import Foundation
import TestSupport
import Testing

@Suite struct NPYFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  @Test func workedExample() throws {
    try NPYFile.write([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3], to: path("m.npy"))
    let matrix = try NPYFile.read(Float.self, from: path("m.npy"))
    #expect(matrix.shape == [2, 3] && matrix.values[4] == 5)
  }

  @Test func writtenBytesAreVersionOneWithDataAtAMultipleOf64() throws {
    try NPYFile.write([1, -2] as [Int32], to: path("v.npy"))
    let header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }"
    var expected: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
    expected += Array(header.utf8) + [UInt8](repeating: 0x20, count: 117 - header.utf8.count)
    expected += [0x0A, 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]
    #expect(try folder.bytes("v.npy") == expected)
    #expect((expected.count - 8) % 64 == 0)
  }

  private func survives<Element: NPYElement>(_ values: [Element]) throws {
    try NPYFile.write(values, to: path("a.npy"))
    #expect(try NPYFile.readVector(Element.self, from: path("a.npy")) == values)
    try NPYFile.write(values + values, shape: [2, values.count], to: path("b.npy"))
    let mapping = try NPYFile.map(Element.self, from: path("b.npy"))
    #expect(mapping.shape == [2, values.count] && mapping.count == 2 * values.count)
    let second = mapping.withSpan { span in values.indices.map { span[values.count + $0] } }
    #expect(second == values)
    #expect(try folder.names() == ["a.npy", "b.npy"])
  }

  @Test func everyTypeReadsBack() throws {
    try survives([0, 255] as [UInt8])
    try survives([0, .max] as [UInt32])
    try survives([.min, .max] as [Int32])
    try survives([.min, .max] as [Int64])
    try survives([.min, 7] as [Int])
    try survives([-0.0, .infinity, .leastNonzeroMagnitude] as [Float])
    try survives([.pi, -.infinity] as [Double])
    try survives([true, false] as [Bool])
    try survives([] as [Double])
  }

  @Test(arguments: [
    ("u1", "|u1"), ("u4", "<u4"), ("i4", "<i4"), ("i8", "<i8"), ("f4", "<f4"), ("f8", "<f8"),
    ("b1", "|b1"), ("f8_2d", "<f8"), ("empty", "<f8"),
  ])
  func filesOfNumPyAreTheSameBytes(name: String, descriptor: String) throws {
    let numpy = oracle("\(name).npy")
    switch name {
    case "u1": try NPYFile.write([0, 1, 255] as [UInt8], to: path(name))
    case "u4": try NPYFile.write([0, 1, .max] as [UInt32], to: path(name))
    case "i4": try NPYFile.write([.min, 0, .max] as [Int32], to: path(name))
    case "i8": try NPYFile.write([.min, 0, .max] as [Int64], to: path(name))
    case "f4": try NPYFile.write([0.1, -2.5, .infinity] as [Float], to: path(name))
    case "f8": try NPYFile.write([0.1, -2.5, 1e300], to: path(name))
    case "b1": try NPYFile.write([true, false, true], to: path(name))
    case "empty": try NPYFile.write([] as [Double], to: path(name))
    default: try NPYFile.write([1, 2, 3, 4, 5, 6] as [Double], shape: [2, 3], to: path(name))
    }
    let expected = Array(try Data(contentsOf: URL(fileURLWithPath: numpy)))
    #expect(try folder.bytes(name) == expected, "\(descriptor)")
  }

  @Test func laterVersionsOfTheFormatAreRead() throws {
    #expect(try NPYFile.readVector(Float.self, from: oracle("version2.npy")) == [1.5, 2.5])
  }

  @Test func columnMajorArraysAreRefused() throws {
    let fortran = oracle("fortran.npy")
    #expect(
      message { _ = try NPYFile.read(Double.self, from: fortran) }
        == "\(fortran): the array is stored in Fortran order; expected C order. "
        + "Save numpy.ascontiguousarray of it.")
  }

  @Test func wrongTypeOrShapeIsNamed() throws {
    try NPYFile.write([1, 2] as [Float], shape: [1, 2], to: path("a.npy"))
    let file = path("a.npy")
    #expect(
      message { _ = try NPYFile.read(Double.self, from: file) }
        == "\(file): the elements are '<f4'; expected '<f8'. Save the array with that type.")
    #expect(
      message { _ = try NPYFile.readVector(Float.self, from: file) }
        == "\(file): the shape is [1, 2]; expected one dimension.")
  }

  @Test func damagedFilesAreRefused() throws {
    try NPYFile.write([1, 2] as [Double], to: path("a.npy"))
    let whole = try folder.bytes("a.npy")
    let cut = try folder.file("cut.npy", bytes: whole.dropLast(3))
    #expect(
      message { _ = try NPYFile.read(Double.self, from: cut) }
        == "\(cut): the file has 141 bytes; expected 144. It is truncated: make it again.")
    let long = try folder.file("long.npy", bytes: whole + [0])
    #expect(
      message { _ = try NPYFile.read(Double.self, from: long) }
        == "\(long): the file has 145 bytes; expected 144. It does not fit its own header: "
        + "make it again.")
    let foreign = try folder.file("foreign.npy", bytes: Array("PK\u{3}\u{4}".utf8))
    #expect(
      message { _ = try NPYFile.read(Double.self, from: foreign) }
        == "\(foreign): the file does not start with the NPY signature; expected a .npy file.")
    let newer = try folder.file("newer.npy", bytes: Array(whole[..<6]) + [9, 0] + whole[8...])
    #expect(
      message { _ = try NPYFile.read(Double.self, from: newer) }
        == "\(newer): the NPY format version is 9.0; expected 1.0, 2.0 or 3.0.")
    for length in 0..<whole.count {
      let file = try folder.file("prefix.npy", bytes: Array(whole[..<length]))
      #expect(message { _ = try NPYFile.read(Double.self, from: file) } != "no error", "\(length)")
    }
    let garbled = try folder.file(
      "garbled.npy", bytes: [0x93] + Array("NUMPY".utf8) + [1, 0, 4, 0] + Array("{xy}".utf8))
    #expect(
      message { _ = try NPYFile.read(Double.self, from: garbled) }
        == "\(garbled): the NPY header is '{xy}'; expected the keys 'descr', 'fortran_order' and "
        + "'shape'.")
  }

  @Test func booleansMustBeZeroOrOne() throws {
    try NPYFile.write([true, false], to: path("a.npy"))
    var bytes = try folder.bytes("a.npy")
    bytes[bytes.count - 1] = 2
    let file = try folder.file("b.npy", bytes: bytes)
    #expect(
      message { _ = try NPYFile.read(Bool.self, from: file) }
        == "\(file): element 1 is the byte 2; expected 0 or 1.")
  }

  @Test func misalignedDataIsReadButNotMapped() throws {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n"
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + [0, 0, 0, 0, 0, 0, 0xF8, 0x3F]
    let file = try folder.file("a.npy", bytes: bytes)
    #expect(try NPYFile.readVector(Double.self, from: file) == [1.5])
    #expect(
      message { _ = try NPYFile.map(Double.self, from: file) }
        == "\(file): the data starts at byte \(10 + header.utf8.count); expected a multiple of the "
        + "element size. Read the array instead of mapping it.")
  }

  @Test func filesThatCannotBeOpenedOrMadeAreNamed() throws {
    let missing = path("none/a.npy")
    #expect(
      message { _ = try NPYFile.read(Double.self, from: missing) }
        == "\(missing): cannot open: No such file or directory.")
    #expect(
      message { try NPYFile.write([1.0], to: missing) }
        == "\(missing): cannot create: No such file or directory.")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDiskIsAnErrorWithItsText() {
    #expect(
      message { try NPYFile.write([1.0], to: "/dev/full") }
        == "/dev/full: cannot write: No space left on device.")
  }
}
