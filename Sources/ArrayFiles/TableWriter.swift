import Foundation

/// Collects columns and writes them as a table artefact: a folder with `table.json` and one
/// `.npy` file per part of a column, so that any language can read it.
///
/// The same columns give the same bytes. `table.json` is written last: a folder that has one is
/// complete.
///
/// ```swift
/// var table = TableWriter(rows: 2, metadata: ["stage": "normalize"])
/// try table.add("DNA", unit: "read", description: "input DNA count", values: [3, 5] as [UInt32])
/// try table.add("activity", unit: "log2", description: "pooled", optionals: [nil, 0.5])
/// try table.write(to: "normalized")
/// // normalized/: table.json DNA.npy activity.npy activity.mask.npy
/// ```
public struct TableWriter: Sendable {
  private enum Part: Sendable {
    case uint8([UInt8]), uint32([UInt32]), int32([Int32]), int64([Int64]), int([Int])
    case float32([Float]), float64([Double]), bool([Bool])
    case ranges([Int])
  }

  private let rows: Int
  private let metadata: [String: String]
  private var columns: [TableColumn] = []
  private var parts: [(file: String, content: Part)] = []
  private var usedStems: Set<String> = []

  /// A table without columns.
  ///
  /// - Parameter metadata: anything worth keeping beside the columns, for example provenance.
  public init(rows: Int, metadata: [String: String] = [:]) {
    precondition(rows >= 0, "rows \(rows)")
    self.rows = rows
    self.metadata = metadata
  }

  /// Adds a column of numbers or booleans.
  ///
  /// - Parameter defined: false where the entry is undefined; nil when every entry is defined.
  /// - Throws: ``ArrayFileError`` when the length is not the number of rows or the name is taken.
  public mutating func add<Value: NPYElement>(
    _ name: String, unit: String = "", description: String, values: [Value],
    defined: [Bool]? = nil
  ) throws(ArrayFileError) {
    try check(name, values.count, defined)
    let stem = claimStem(for: name)
    var files = ["values": "\(stem).npy"]
    parts.append(("\(stem).npy", Self.part(values)))
    addMask(defined, stem, &files)
    columns.append(
      TableColumn(
        name: name, type: ColumnType(holding: Value.self), unit: unit, description: description,
        files: files))
  }

  /// Adds a column of numbers or booleans, some of them undefined.
  ///
  /// Below the mask an undefined float is stored as NaN, anything else as zero. The mask is
  /// written even when every entry is defined.
  public mutating func add<Value: NPYElement>(
    _ name: String, unit: String = "", description: String, optionals: [Value?]
  ) throws(ArrayFileError) {
    try add(
      name, unit: unit, description: description,
      values: optionals.map { $0 ?? Value.npyPlaceholder }, defined: optionals.map { $0 != nil })
  }

  /// Adds a column of text.
  public mutating func add(
    _ name: String, unit: String = "", description: String, strings: [String],
    defined: [Bool]? = nil
  ) throws(ArrayFileError) {
    try check(name, strings.count, defined)
    let stem = claimStem(for: name)
    var offsets = [0]
    offsets.reserveCapacity(strings.count + 1)
    var bytes: [UInt8] = []
    for string in strings {
      bytes.append(contentsOf: string.utf8)
      offsets.append(bytes.count)
    }
    var files = ["offsets": "\(stem).offsets.npy", "bytes": "\(stem).bytes.npy"]
    parts.append(("\(stem).offsets.npy", .int(offsets)))
    parts.append(("\(stem).bytes.npy", .uint8(bytes)))
    addMask(defined, stem, &files)
    columns.append(
      TableColumn(
        name: name, type: .string, unit: unit, description: description, files: files))
  }

  /// Adds a column of text, some of it undefined.
  public mutating func add(
    _ name: String, unit: String = "", description: String, optionalStrings: [String?]
  ) throws(ArrayFileError) {
    try add(
      name, unit: unit, description: description, strings: optionalStrings.map { $0 ?? "" },
      defined: optionalStrings.map { $0 != nil })
  }

  /// Adds a column of DNA sequences.
  public mutating func add(
    _ name: String, description: String, sequences: PackedSequences, defined: [Bool]? = nil
  ) throws(ArrayFileError) {
    try check(name, sequences.count, defined)
    if let problem = sequences.contradiction {
      throw .inconsistentParts(path: "table.json", column: name, problem: problem)
    }
    let stem = claimStem(for: name)
    var files = [
      "offsets": "\(stem).offsets.npy", "packed": "\(stem).packed.npy",
      "unknown": "\(stem).unknown.npy",
    ]
    parts.append(("\(stem).offsets.npy", .int(sequences.offsets)))
    parts.append(("\(stem).packed.npy", .uint8(sequences.packed)))
    let bounds = sequences.unknownRuns.flatMap { [$0.lowerBound, $0.upperBound] }
    parts.append(("\(stem).unknown.npy", .ranges(bounds)))
    addMask(defined, stem, &files)
    columns.append(
      TableColumn(
        name: name, type: .sequences, unit: "base", description: description, files: files))
  }

  /// Writes the table; the folder is made when it does not exist, its parent must.
  ///
  /// - Throws: ``ArrayFileError/system(path:step:reason:)`` when the disk refuses. `table.json`
  ///   of an earlier table in the folder is removed first.
  public func write(to folder: String) throws(ArrayFileError) {
    try makeFolder(folder)
    let tablePath = "\(folder)/table.json"
    try removeFile(tablePath)
    for (file, content) in parts {
      let path = "\(folder)/\(file)"
      switch content {
      case .uint8(let values): try NPYFile.write(values, to: path)
      case .uint32(let values): try NPYFile.write(values, to: path)
      case .int32(let values): try NPYFile.write(values, to: path)
      case .int64(let values): try NPYFile.write(values, to: path)
      case .int(let values): try NPYFile.write(values, to: path)
      case .float32(let values): try NPYFile.write(values, to: path)
      case .float64(let values): try NPYFile.write(values, to: path)
      case .bool(let values): try NPYFile.write(values, to: path)
      case .ranges(let bounds):
        try NPYFile.write(bounds, shape: [bounds.count / 2, 2], to: path)
      }
    }
    var file = try OutputFile(path: tablePath)
    try file.write(encodedDescription(path: tablePath))
    try file.commit()
  }

  private func encodedDescription(path: String) throws(ArrayFileError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let description = TableDescription(
      schemaVersion: TableDescription.currentVersion, rows: rows, metadata: metadata,
      columns: columns)
    do {
      return Array(try encoder.encode(description)) + [0x0A]
    } catch {
      throw .malformedTable(path: path, problem: "the description cannot be encoded: \(error)")
    }
  }

  private func check(_ name: String, _ count: Int, _ defined: [Bool]?) throws(ArrayFileError) {
    if columns.contains(where: { $0.name == name }) { throw .duplicateColumn(name: name) }
    for found in [count, defined?.count ?? rows] where found != rows {
      throw .wrongColumnLength(path: "table.json", column: name, rows: rows, found: found)
    }
  }

  private mutating func addMask(
    _ defined: [Bool]?, _ stem: String, _ files: inout [String: String]
  ) {
    guard let defined else { return }
    files["mask"] = "\(stem).mask.npy"
    parts.append(("\(stem).mask.npy", .bool(defined)))
  }

  private static func part<Value: NPYElement>(_ values: [Value]) -> Part {
    switch values {
    case let values as [UInt8]: .uint8(values)
    case let values as [UInt32]: .uint32(values)
    case let values as [Int32]: .int32(values)
    case let values as [Int64]: .int64(values)
    case let values as [Int]: .int(values)
    case let values as [Float]: .float32(values)
    case let values as [Double]: .float64(values)
    case let values as [Bool]: .bool(values)
    default: preconditionFailure("\(Value.self) is not a column type")
    }
  }

  /// A file name for a column: letters, digits, "_" and "-" of its name, at most 100 of them; a
  /// number is added when another column has the same.
  private mutating func claimStem(for name: String) -> String {
    let allowed = name.unicodeScalars.prefix(100).map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || scalar == "_" || scalar == "-" ? Character(scalar) : "_"
    }
    let base = allowed.isEmpty ? "column" : String(allowed)
    var stem = base
    var number = 2
    while !usedStems.insert(stem.lowercased()).inserted {
      stem = "\(base)-\(number)"
      number += 1
    }
    return stem
  }
}
