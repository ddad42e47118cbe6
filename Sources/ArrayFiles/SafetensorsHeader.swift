import Foundation
import Wording

/// The header of a safetensors file, checked against the length of the file.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let type: String
    let shape: [Int]
    /// First byte, counted from the start of the data.
    let start: Int
    /// Number of elements.
    let count: Int
  }

  /// The tensors in the order of their data.
  let entries: [Entry]
  let metadata: [String: String]
  /// Byte of the file at which the data starts.
  let dataOffset: Int

  private static let longestHeader = 100_000_000

  /// The bytes of a header: its length, the JSON text, and spaces up to a multiple of 8.
  ///
  /// - Parameter tensors: in the order of their data.
  static func bytes(
    tensors: [(key: String, value: SafetensorsFile.Tensor)], metadata: [String: String]
  ) -> [UInt8] {
    var end = 0
    var described: [(name: String, text: String)] = []
    for (name, tensor) in tensors {
      let start = end
      end += tensor.elements.count * tensor.elements.elementSize
      let shape = tensor.shape.map { "\($0)" }.joined(separator: ",")
      described.append(
        (
          name,
          "\(quotedText(name)):{\"dtype\":\"\(tensor.elements.typeName)\",\"shape\":[\(shape)],"
            + "\"data_offsets\":[\(start),\(end)]}"
        ))
    }
    var members = described.sorted { $0.name < $1.name }.map(\.text)
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\(quotedText($0.key)):\(quotedText($0.value))" }
      members.insert("\"__metadata__\":{\(pairs.joined(separator: ","))}", at: 0)
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    while text.count % 8 != 0 { text.append(0x20) }
    let length = UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64($0 * 8)) } + text
  }

  init(of file: borrowing MappedFile) throws(ArrayFileError) {
    let path = file.path
    guard file.count >= 10 else {
      throw .malformedTensors(path: path, problem: "the file has only \(file.count) bytes")
    }
    let length = file.bytes(in: 0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(Self.longestHeader, file.count - 8)) else {
      throw .malformedTensors(
        path: path, problem: "the header claims \(length) bytes of \(file.count)")
    }
    dataOffset = 8 + Int(length)
    let text = file.bytes(in: 8..<dataOffset)
    guard text.first == UInt8(ascii: "{"),
      let decoded = try? JSONDecoder().decode(DecodedHeader.self, from: Data(text))
    else { throw .malformedTensors(path: path, problem: "the header is not JSON of tensors") }
    metadata = decoded.metadata
    entries = try Self.checked(decoded.tensors, size: file.count - dataOffset, path: path)
  }

  private static func checked(
    _ tensors: [String: DecodedTensor], size: Int, path: String
  ) throws(ArrayFileError) -> [Entry] {
    var entries: [Entry] = []
    var end = 0
    let ordered = tensors.sorted {
      $0.value.data_offsets == $1.value.data_offsets
        ? $0.key < $1.key : $0.value.data_offsets.lexicographicallyPrecedes($1.value.data_offsets)
    }
    for (name, tensor) in ordered {
      guard let elementSize = ["F32": 4, "F64": 8, "I64": 8][tensor.dtype] else {
        throw .unsupportedTensorType(path: path, tensor: name, type: tensor.dtype)
      }
      guard tensor.data_offsets.count == 2, tensor.data_offsets[0] == end,
        tensor.data_offsets[1] >= end, tensor.data_offsets[1] <= size
      else {
        throw .malformedTensors(
          path: path,
          problem: "tensor '\(name)' has the offsets \(tensor.data_offsets) where the data "
            + "has \(size) bytes and the next tensor starts at \(end)")
      }
      var bytes = elementSize
      for length in tensor.shape {
        let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
        bytes = overflow || length < 0 ? -1 : product
        if bytes < 0 { break }
      }
      guard bytes == tensor.data_offsets[1] - end else {
        throw .malformedTensors(
          path: path,
          problem: "tensor '\(name)' has the shape \(tensor.shape) of \(tensor.dtype) but "
            + "\(tensor.data_offsets[1] - end) bytes")
      }
      entries.append(
        Entry(
          name: name, type: tensor.dtype, shape: tensor.shape, start: end,
          count: bytes / elementSize))
      end = tensor.data_offsets[1]
    }
    guard end == size else {
      throw .malformedTensors(
        path: path, problem: "the tensors cover \(end) bytes of \(size) bytes of data")
    }
    return entries
  }
}

private struct DecodedTensor: Decodable {
  let dtype: String
  let shape: [Int]
  let data_offsets: [Int]
}

private struct DecodedHeader: Decodable {
  let metadata: [String: String]
  let tensors: [String: DecodedTensor]

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var metadata: [String: String] = [:]
    var tensors: [String: DecodedTensor] = [:]
    for key in container.allKeys {
      if key.stringValue == "__metadata__" {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        tensors[key.stringValue] = try container.decode(DecodedTensor.self, forKey: key)
      }
    }
    self.metadata = metadata
    self.tensors = tensors
  }
}
