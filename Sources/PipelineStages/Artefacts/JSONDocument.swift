import Foundation
import PipelineEngine

/// Numbers as JSON files: sorted keys, so the same values give the same bytes.
enum JSONDocument {
  /// Writes a value.
  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    try AtomicFile.write(Array(data) + [UInt8(ascii: "\n")], to: path)
  }

  /// Whether there is a file.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Reads a value written by ``write(_:to:)``.
  ///
  /// - Throws: ``ArtefactError`` when the file is missing or holds something else.
  static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ArtefactError.unreadable(path: path)
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw ArtefactError.unexpectedContent(path: path, expected: "\(type)")
    }
  }
}
