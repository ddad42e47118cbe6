import Foundation
import ArrayFiles
import TestSupport
import Testing

@Suite struct SafetensorsFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private typealias Tensor = SafetensorsFile.Tensor

  private func example() -> SafetensorsFile {
    var file = SafetensorsFile(metadata: ["format": "pt", "note": "a \"b\"\n"])
    file["weight"] = Tensor(shape: [2, 3], elements: .float32([1, 2, 3, 4, 5, 6.5]))
    file["bias"] = Tensor(shape: [3], elements: .float32([-1, 0, 0.5]))
    file["scale"] = Tensor(shape: [], elements: .float64([.pi]))
    file["steps"] = Tensor(shape: [2], elements: .int64([.min, 9]))
    file["none"] = Tensor(shape: [0, 4], elements: .float32([]))
    return file
  }

  private func write(header: String, data: [UInt8]) throws -> String {
    let length = UInt64(header.utf8.count)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64($0 * 8)) }
    return try folder.file("a.safetensors", bytes: prefix + Array(header.utf8) + data)
  }

  private func failure(header: String, data: [UInt8] = []) throws -> String {
    let path = try write(header: header, data: data)
    return String(message { _ = try SafetensorsFile(path: path) }.dropFirst(path.count))
  }

  @Test func workedExampleHasTheseBytes() throws {
    var file = SafetensorsFile()
    file["b"] = Tensor(shape: [1], elements: .float32([0.5]))
    file["a"] = Tensor(shape: [1], elements: .int64([7]))
    try file.write(to: "\(folder.path)/x")
    let header =
      "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
      + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}"
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let expected =
      [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8)
      + [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3F]
    #expect(try folder.bytes("x") == expected)
  }

  @Test func tensorsAndMetadataReadBackInTheSameBytes() throws {
    let file = example()
    try file.write(to: "\(folder.path)/x")
    let read = try SafetensorsFile(path: "\(folder.path)/x")
    #expect(read.tensors == file.tensors && read.metadata == file.metadata)
    try read.write(to: "\(folder.path)/y")
    #expect(try folder.bytes("x") == folder.bytes("y"))
    #expect(try read.float32("weight", shape: [2, 3]) == [1, 2, 3, 4, 5, 6.5])
    #expect(try read.float64("scale") == [.pi] && read.int64("steps") == [.min, 9])
  }

  @Test func fileOfThePythonLibraryIsRead() throws {
    let read = try SafetensorsFile(path: oracle("model.safetensors"))
    #expect(read.metadata == ["format": "pt", "note": "a \"b\"\n"])
    #expect(read.tensors == example().tensors)
  }

  @Test func missingOrDifferentTensorsAreNamed() throws {
    let path = "\(folder.path)/x"
    try example().write(to: path)
    let file = try SafetensorsFile(path: path)
    #expect(
      message { _ = try file.float32("wieght") }
        == "\(path): there is no tensor 'wieght'; the file has 'bias', 'none', 'scale', 'steps', "
        + "'weight'. Did you mean 'weight'?")
    #expect(
      message { _ = try file.float32("weight", shape: [3, 2]) }
        == "\(path): tensor 'weight' is F32 [2, 3]; expected F32 [3, 2].")
    #expect(
      message { _ = try file.float64("bias") }
        == "\(path): tensor 'bias' is F32 [3]; expected F64 of any shape.")
    #expect(
      message { _ = try file.int64("bias") }
        == "\(path): tensor 'bias' is F32 [3]; expected I64 of any shape.")
    #expect(
      message { _ = try file.float32("scale", shape: []) }
        == "\(path): tensor 'scale' is F64 []; expected F32 [].")
  }

  @Test func damagedFilesAreRefused() throws {
    let end = "; expected a safetensors file. Make it again."
    #expect(try failure(header: "[1, 2, 3]") == ": the header is not JSON of tensors" + end)
    let tensor = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":"
    #expect(
      try failure(header: tensor + "[0,8]}}", data: [1, 2, 3])
        == ": tensor 'a' has the offsets [0, 8] where the data has 3 bytes and the next tensor "
        + "starts at 0" + end)
    #expect(
      try failure(header: tensor + "[0,8]}}", data: [UInt8](repeating: 0, count: 9))
        == ": the tensors cover 8 bytes of 9 bytes of data" + end)
    #expect(
      try failure(header: tensor + "[4,12]}}", data: [UInt8](repeating: 0, count: 12))
        .hasPrefix(": tensor 'a' has the offsets [4, 12]"))
    #expect(
      try failure(header: tensor + "[0,4]}}", data: [0, 0, 0, 0])
        == ": tensor 'a' has the shape [2] of F32 but 4 bytes" + end)
    #expect(
      try failure(
        header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}",
        data: [UInt8](repeating: 0, count: 8)
      ).hasPrefix(": tensor 'a' has the shape [-2, -1]"))
    #expect(
      try failure(
        header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],"
          + "\"data_offsets\":[0,0]}}"
      ).hasPrefix(": tensor 'a' has the shape"))
    #expect(
      try failure(
        header: "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", data: [0, 0])
        == ": tensor 'a' has the type 'F16'; expected F32, F64 or I64. Convert it before saving.")
    let huge = try folder.file("huge", bytes: [255, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D])
    #expect(
      message { _ = try SafetensorsFile(path: huge) }
        == "\(huge): the header claims 255 bytes of 10" + end)
    let small = try folder.file("small", bytes: [1, 2])
    #expect(
      message { _ = try SafetensorsFile(path: small) } == "\(small): the file has only 2 bytes"
        + end)
  }
}
