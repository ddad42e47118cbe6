import Foundation
import Wording

/// A table artefact opened for reading: `table.json` is read at once, columns when asked for.
///
/// ```swift
/// let table = try TableArtefact(folder: "normalized")
/// let counts = try table.column("DNA", as: UInt32.self)             // [3, 5]
/// let activity = try table.optionalColumn("activity", as: Double.self)  // [nil, 0.5]
/// ```
public struct TableArtefact: Sendable {
  /// Folder of the table.
  public let folder: String
  /// Number of rows.
  public let rows: Int
  /// The columns in the order they were added.
  public let columns: [TableColumn]
  /// What was kept beside the columns.
  public let metadata: [String: String]

  /// Opens a table.
  ///
  /// - Throws: ``ArrayFileError`` when `table.json` is missing, cannot be understood or was
  ///   written by another version of the format.
  public init(folder: String) throws(ArrayFileError) {
    let path = "\(folder)/table.json"
    let file = try MappedFile(path: path)
    let data = Data(file.bytes(in: 0..<file.count))
    let decoder = JSONDecoder()
    guard let version = try? decoder.decode(VersionOnly.self, from: data) else {
      throw .malformedTable(path: path, problem: "this is not the description of a table")
    }
    let expected = TableDescription.currentVersion
    guard (TableDescription.oldestVersion...expected).contains(version.schemaVersion) else {
      throw .unknownTableVersion(path: path, found: version.schemaVersion, expected: expected)
    }
    let description: TableDescription
    do {
      description = try decoder.decode(TableDescription.self, from: data)
    } catch {
      throw .malformedTable(path: path, problem: "the description of the table is incomplete")
    }
    let names = description.columns.map(\.name)
    if let name = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
      throw .duplicateColumn(name: name)
    }
    if description.rows < 0 {
      throw .malformedTable(path: path, problem: "the number of rows is \(description.rows)")
    }
    self.folder = folder
    rows = description.rows
    columns = description.columns
    metadata = description.metadata
  }

  private struct VersionOnly: Decodable { let schemaVersion: Int }

  /// What the table says about a column, nil when it has none of this name.
  public func describe(_ name: String) -> TableColumn? { columns.first { $0.name == name } }

  /// A column of numbers or booleans without undefined entries.
  ///
  /// - Throws: ``ArrayFileError`` when there is no such column, it holds another type, some
  ///   entries are undefined, or its file is damaged.
  public func column<Value: NPYElement>(
    _ name: String, as type: Value.Type
  ) throws(ArrayFileError) -> [Value] {
    let column = try find(name, ColumnType(holding: type))
    try requireDefined(column)
    return try part("values", of: column, type, count: rows)
  }

  /// A column of numbers or booleans, nil where an entry is undefined.
  public func optionalColumn<Value: NPYElement>(
    _ name: String, as type: Value.Type
  ) throws(ArrayFileError) -> [Value?] {
    let column = try find(name, ColumnType(holding: type))
    let values = try part("values", of: column, type, count: rows)
    guard let mask = try mask(of: column) else { return values }
    return zip(values, mask).map { $1 ? $0 : nil }
  }

  /// A column of numbers or booleans with its mask, which is nil when every entry is defined. An
  /// undefined float is NaN, anything else zero.
  ///
  /// - Complexity: no memory beside the result, unlike `optionalColumn`.
  public func maskedColumn<Value: NPYElement>(
    _ name: String, as type: Value.Type
  ) throws(ArrayFileError) -> (values: [Value], defined: [Bool]?) {
    let column = try find(name, ColumnType(holding: type))
    return (try part("values", of: column, type, count: rows), try mask(of: column))
  }

  /// A column of numbers or booleans, mapped into memory; the mask is not looked at.
  public func mappedColumn<Value: NPYElement>(
    _ name: String, as type: Value.Type
  ) throws(ArrayFileError) -> NPYMapping<Value> {
    let column = try find(name, ColumnType(holding: type))
    let mapping = try NPYFile.map(type, from: path(of: "values", in: column))
    guard mapping.shape == [rows] else { throw wrongLength(column, mapping.count) }
    return mapping
  }

  /// A column of text without undefined entries.
  public func strings(_ name: String) throws(ArrayFileError) -> [String] {
    let column = try find(name, .string)
    try requireDefined(column)
    return try text(of: column)
  }

  /// A column of text, nil where an entry is undefined.
  public func optionalStrings(_ name: String) throws(ArrayFileError) -> [String?] {
    let column = try find(name, .string)
    let values = try text(of: column)
    guard let mask = try mask(of: column) else { return values }
    return zip(values, mask).map { $1 ? $0 : nil }
  }

  /// A column of one of a few texts.
  public func categorical(_ name: String) throws(ArrayFileError) -> CategoricalColumn {
    let column = try find(name, .categorical)
    guard let categories = column.categories else {
      throw contradiction(column, "there are no categories")
    }
    let path = try path(of: "codes", in: column)
    let codes: [Int32]
    if let short = try? NPYFile.map(UInt8.self, from: path) {
      codes = short.withSpan { span in span.indices.map { Int32(span[$0]) } }
    } else {
      codes = try NPYFile.readVector(Int32.self, from: path)
    }
    guard codes.count == rows else { throw wrongLength(column, codes.count) }
    if let row = codes.firstIndex(where: { $0 < 0 || Int($0) >= max(categories.count, 1) }) {
      throw contradiction(column, "row \(row) has the code \(codes[row])")
    }
    return CategoricalColumn(
      categories: categories, codes: codes, defined: try mask(of: column))
  }

  /// A column of DNA sequences; an undefined entry is an empty sequence.
  public func sequences(_ name: String) throws(ArrayFileError) -> PackedSequences {
    let column = try find(name, .sequences)
    let offsets = try part("offsets", of: column, Int.self, count: rows + 1)
    let packed = try part("packed", of: column, UInt8.self, count: nil)
    let bounds = try NPYFile.read(Int.self, from: path(of: "unknown", in: column))
    guard bounds.shape.count == 2, bounds.shape[1] == 2 else {
      throw .wrongShape(
        path: try path(of: "unknown", in: column), expected: "[runs, 2]", found: bounds.shape)
    }
    var runs: [Range<Int>] = []
    runs.reserveCapacity(bounds.shape[0])
    for index in stride(from: 0, to: bounds.values.count, by: 2) {
      let (start, end) = (bounds.values[index], bounds.values[index + 1])
      guard start <= end else {
        throw contradiction(column, "an unknown run ends before it starts")
      }
      runs.append(start..<end)
    }
    let sequences = PackedSequences(offsets: offsets, packed: packed, unknownRuns: runs)
    if let problem = sequences.contradiction { throw contradiction(column, problem) }
    return sequences
  }

  /// Which entries of a column are defined; nil when the column has no mask.
  public func mask(_ name: String) throws(ArrayFileError) -> [Bool]? {
    try mask(of: find(name, nil))
  }
}

extension TableArtefact {
  private var descriptionPath: String { "\(folder)/table.json" }

  private func find(
    _ name: String, _ type: ColumnType?
  ) throws(ArrayFileError) -> TableColumn {
    guard let column = describe(name) else {
      let present = columns.map(\.name)
      throw .missingColumn(
        path: descriptionPath, name: name, present: present,
        nearest: nearestName(to: name, among: present))
    }
    if let type, column.type != type {
      throw .wrongColumnType(
        path: descriptionPath, column: name, expected: type.rawValue, found: column.type.rawValue)
    }
    return column
  }

  private func path(of part: String, in column: TableColumn) throws(ArrayFileError) -> String {
    guard let file = column.files[part], !file.contains("/"), file != ".." else {
      throw .malformedTable(
        path: descriptionPath, problem: "column '\(column.name)' names no file for its \(part)")
    }
    return "\(folder)/\(file)"
  }

  private func part<Value: NPYElement>(
    _ part: String, of column: TableColumn, _ type: Value.Type, count: Int?
  ) throws(ArrayFileError) -> [Value] {
    let values = try NPYFile.readVector(type, from: path(of: part, in: column))
    if let count, values.count != count { throw wrongLength(column, values.count - (count - rows)) }
    return values
  }

  private func mask(of column: TableColumn) throws(ArrayFileError) -> [Bool]? {
    column.files["mask"] == nil
      ? nil : try part("mask", of: column, Bool.self, count: rows)
  }

  private func requireDefined(_ column: TableColumn) throws(ArrayFileError) {
    guard let mask = try mask(of: column) else { return }
    let undefined = mask.count { !$0 }
    if undefined > 0 {
      throw .undefinedValues(path: descriptionPath, column: column.name, count: undefined)
    }
  }

  private func text(of column: TableColumn) throws(ArrayFileError) -> [String] {
    let offsets = try part("offsets", of: column, Int.self, count: rows + 1)
    let bytes = try part("bytes", of: column, UInt8.self, count: nil)
    guard offsets.first == 0, offsets.last == bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw contradiction(column, "the offsets do not fit the text") }
    var strings: [String] = []
    strings.reserveCapacity(rows)
    for row in 0..<rows {
      let slice = bytes[offsets[row]..<offsets[row + 1]]
      guard let string = String(validating: slice, as: UTF8.self) else {
        throw contradiction(column, "row \(row) is not UTF-8 text")
      }
      strings.append(string)
    }
    return strings
  }

  private func contradiction(_ column: TableColumn, _ problem: String) -> ArrayFileError {
    .inconsistentParts(path: descriptionPath, column: column.name, problem: problem)
  }

  private func wrongLength(_ column: TableColumn, _ found: Int) -> ArrayFileError {
    .wrongColumnLength(path: descriptionPath, column: column.name, rows: rows, found: found)
  }
}
