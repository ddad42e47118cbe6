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
///
/// A large table is written column by column instead, so that none is held:
///
/// ```swift
/// var table = try TableWriter(rows: 2, writingTo: "normalized")
/// try table.add("DNA", description: "input DNA count", values: [3, 5] as [UInt32])  // on disk now
/// let rna = try table.stream("RNA", description: "RNA count", of: UInt32.self, masked: false)
/// try rna.append([7])
/// try rna.append([0])
/// try rna.finish()
/// try table.finish()
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
  /// Where columns are written as they are added; nil when they are held until `write`.
  private let folder: String?
  private var streams = 0

  /// A table without columns.
  ///
  /// - Parameter metadata: anything worth keeping beside the columns, for example provenance.
  public init(rows: Int, metadata: [String: String] = [:]) {
    precondition(rows >= 0, "rows \(rows)")
    self.rows = rows
    self.metadata = metadata
    folder = nil
  }

  /// A table that is written to a folder column by column, and complete after `finish`.
  ///
  /// - Throws: ``ArrayFileError/system(path:step:reason:)`` when the folder cannot be made.
  ///   `table.json` of an earlier table in the folder is removed first.
  public init(
    rows: Int, metadata: [String: String] = [:], writingTo folder: String
  ) throws(ArrayFileError) {
    precondition(rows >= 0, "rows \(rows)")
    self.rows = rows
    self.metadata = metadata
    self.folder = folder
    try makeFolder(folder)
    try removeFile("\(folder)/table.json")
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
    try take(Part("\(stem).npy", values))
    try addMask(defined, stem, &files)
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

  /// Adds a column of one of a few texts.
  ///
  /// - Parameters:
  ///   - categories: the texts.
  ///   - codes: number of the text of each row.
  /// - Throws: ``ArrayFileError`` as for numbers, and when a code is not the number of a text.
  public mutating func add(
    _ name: String, description: String, categories: [String], codes: [UInt8],
    defined: [Bool]? = nil
  ) throws(ArrayFileError) {
    try addCodes(name, description, categories, codes, defined)
  }

  /// Adds a column of one of many texts, more than 256 of them.
  public mutating func add(
    _ name: String, description: String, categories: [String], codes: [Int32],
    defined: [Bool]? = nil
  ) throws(ArrayFileError) {
    try addCodes(name, description, categories, codes, defined)
  }

  private mutating func addCodes<Code: NPYElement & FixedWidthInteger>(
    _ name: String, _ description: String, _ categories: [String], _ codes: [Code],
    _ defined: [Bool]?
  ) throws(ArrayFileError) {
    try check(name, codes.count, defined)
    if let row = codes.firstIndex(where: { $0 < 0 || Int($0) >= max(categories.count, 1) }) {
      throw .inconsistentParts(
        path: "table.json", column: name, problem: "row \(row) has the code \(codes[row])")
    }
    let stem = claimStem(for: name)
    var files = ["codes": "\(stem).codes.npy"]
    try take(Part("\(stem).codes.npy", codes))
    try addMask(defined, stem, &files)
    columns.append(
      TableColumn(
        name: name, type: .categorical, unit: "", description: description,
        categories: categories, files: files))
  }

  /// Adds a column of numbers or booleans whose rows come later, in order and in pieces.
  ///
  /// At most 100 such columns are written as they come, because each keeps its files open; further
  /// ones are held in memory.
  ///
  /// - Parameter masked: whether entries can be undefined.
  /// - Precondition: the table was made with a folder.
  public mutating func stream<Value: NPYElement>(
    _ name: String, unit: String = "", description: String, of type: Value.Type, masked: Bool
  ) throws(ArrayFileError) -> TableColumnStream<Value> {
    guard let folder else { preconditionFailure("the table has no folder yet") }
    try check(name, rows, nil)
    let stem = claimStem(for: name)
    var files = ["values": "\(stem).npy"]
    if masked { files["mask"] = "\(stem).mask.npy" }
    columns.append(
      TableColumn(
        name: name, type: ColumnType(holding: type), unit: unit, description: description,
        files: files))
    streams += 1
    return try TableColumnStream(
      column: name, rows: rows, values: "\(folder)/\(stem).npy",
      mask: masked ? "\(folder)/\(stem).mask.npy" : nil, isHeld: streams > 100)
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
    try take(Part("\(stem).offsets.npy", offsets))
    try take(Part("\(stem).bytes.npy", bytes))
    try addMask(defined, stem, &files)
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
    try take(Part("\(stem).offsets.npy", sequences.offsets))
    try take(Part("\(stem).packed.npy", sequences.packed))
    let bounds = sequences.unknownRuns.flatMap { [$0.lowerBound, $0.upperBound] }
    try take(Part("\(stem).unknown.npy", bounds, shape: [sequences.unknownRuns.count, 2]))
    try addMask(defined, stem, &files)
    columns.append(
      TableColumn(
        name: name, type: .sequences, unit: "base", description: description, files: files))
  }

  /// Writes the table; the folder is made when it does not exist, its parent must.
  ///
  /// - Throws: ``ArrayFileError/system(path:step:reason:)`` when the disk refuses. `table.json`
  ///   of an earlier table in the folder is removed first.
  ///
  /// - Precondition: the table was not made to be written column by column.
  public func write(to folder: String) throws(ArrayFileError) {
    precondition(self.folder == nil, "the table is written to \(self.folder ?? "")")
    try makeFolder(folder)
    try removeFile("\(folder)/table.json")
    for part in parts { try part.write("\(folder)/\(part.file)") }
    try writeDescription(to: folder)
  }

  /// Completes a table that was written column by column.
  ///
  /// - Precondition: the table was made with a folder.
  public func finish() throws(ArrayFileError) {
    guard let folder else { preconditionFailure("the table has no folder yet") }
    try writeDescription(to: folder)
  }

  private func writeDescription(to folder: String) throws(ArrayFileError) {
    let tablePath = "\(folder)/table.json"
    var file = try OutputFile<ArrayFileError>(path: tablePath)
    try file.write(encodedDescription(path: tablePath))
    try file.commit()
  }

  private func encodedDescription(path: String) throws(ArrayFileError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let description = TableDescription(
      schemaVersion: TableDescription.version(holding: columns), rows: rows, metadata: metadata,
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

  /// Writes a part, or keeps it until the table is written.
  private mutating func take(_ part: Part) throws(ArrayFileError) {
    if let folder { try part.write("\(folder)/\(part.file)") } else { parts.append(part) }
  }

  private mutating func addMask(
    _ defined: [Bool]?, _ stem: String, _ files: inout [String: String]
  ) throws(ArrayFileError) {
    guard let defined else { return }
    files["mask"] = "\(stem).mask.npy"
    try take(Part("\(stem).mask.npy", defined))
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
