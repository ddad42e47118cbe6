import Foundation
import SystemFiles

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
  /// One file of a column, written when the table is.
  private struct Part: Sendable {
    let file: String
    let write: @Sendable (_ path: String) throws(ArrayFileError) -> Void

    init<Value: NPYElement>(_ file: String, _ values: [Value], shape: [Int]? = nil) {
      self.file = file
      write = { path throws(ArrayFileError) in
        try NPYFile.write(values, shape: shape, to: path)
      }
    }
  }

  private let rows: Int
  private let metadata: [String: String]
  private var columns: [TableColumn] = []
  private var parts: [Part] = []
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
    parts.append(Part("\(stem).npy", values))
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
    parts.append(Part("\(stem).offsets.npy", offsets))
    parts.append(Part("\(stem).bytes.npy", bytes))
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
    parts.append(Part("\(stem).offsets.npy", sequences.offsets))
    parts.append(Part("\(stem).packed.npy", sequences.packed))
    let bounds = sequences.unknownRuns.flatMap { [$0.lowerBound, $0.upperBound] }
    parts.append(
      Part("\(stem).unknown.npy", bounds, shape: [sequences.unknownRuns.count, 2]))
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
    for part in parts { try part.write("\(folder)/\(part.file)") }
    var file = try OutputFile<ArrayFileError>(path: tablePath)
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
    parts.append(Part("\(stem).mask.npy", defined))
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
