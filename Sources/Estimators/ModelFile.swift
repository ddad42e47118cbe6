public import Foundation

/// A fitted model that is stored as one JSON file.
///
/// Keys are sorted and numbers are written with the fewest digits that read back exactly, so equal
/// models have equal bytes. The file names its schema; other schemas are refused.
public protocol ModelFile: Codable, Sendable {
  /// Name and version of the layout, for example `cupel.linear/1`.
  static var schemaName: String { get }
}

private struct Envelope<Model: Codable>: Codable {
  let schema: String
  let model: Model
}

private struct SchemaOnly: Decodable {
  let schema: String
}

extension ModelFile {
  /// The content of the model file.
  public func encodedJSON() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Envelope(schema: Self.schemaName, model: self))
  }

  /// Reads the content of a model file.
  ///
  /// - Parameter path: named in errors.
  /// - Throws: ``EstimatorError/unknownSchema(found:expected:)`` and
  ///   ``EstimatorError/unreadableModel(path:reason:)``.
  public init(json: Data, path: String) throws {
    let decoder = JSONDecoder()
    guard let found = try? decoder.decode(SchemaOnly.self, from: json) else {
      throw EstimatorError.unreadableModel(path: path, reason: "not a JSON object with a 'schema'")
    }
    if found.schema != Self.schemaName {
      throw EstimatorError.unknownSchema(found: found.schema, expected: Self.schemaName)
    }
    do {
      self = try decoder.decode(Envelope<Self>.self, from: json).model
    } catch {
      throw EstimatorError.unreadableModel(path: path, reason: "\(error)")
    }
  }

  /// Writes the model file.
  public func write(toFile path: String) throws {
    let content = try encodedJSON()
    do {
      try content.write(to: URL(fileURLWithPath: path))
    } catch {
      throw EstimatorError.unreadableModel(path: path, reason: "cannot be written (\(error))")
    }
  }

  /// Reads a model file.
  public init(contentsOfFile path: String) throws {
    let content: Data
    do {
      content = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw EstimatorError.unreadableModel(path: path, reason: "cannot be read (\(error))")
    }
    try self.init(json: content, path: path)
  }
}
