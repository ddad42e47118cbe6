/// The type of a table column.
public enum ColumnType: String, Codable, Sendable, Hashable, CaseIterable {
  case uint8, uint32, int32, int64, float32, float64, bool
  /// UTF-8 text.
  case string
  /// DNA sequences, 2 bits a base.
  case sequences

  /// The type that holds an element type.
  init(holding type: (some NPYElement).Type) {
    switch type.npyDescriptor {
    case "|u1": self = .uint8
    case "<u4": self = .uint32
    case "<i4": self = .int32
    case "<i8": self = .int64
    case "<f4": self = .float32
    case "|b1": self = .bool
    default: self = .float64
    }
  }
}

/// What a table says about one of its columns.
public struct TableColumn: Codable, Sendable, Hashable {
  /// Name, unique in the table.
  public let name: String
  /// Type of the entries.
  public let type: ColumnType
  /// Unit, for example "read" or "log2(RNA CPM / DNA CPM)"; empty when there is none.
  public let unit: String
  /// What the column is, in words.
  public let description: String
  /// Part of the column → file name in the table's folder. Numbers have the part "values", text
  /// "offsets" and "bytes", sequences "offsets", "packed" and "unknown". The part "mask", where
  /// present, is a boolean array that is false where the entry is undefined.
  public let files: [String: String]
}

/// The content of `table.json`.
struct TableDescription: Codable {
  static let currentVersion = 1

  var schemaVersion: Int
  var rows: Int
  var metadata: [String: String]
  var columns: [TableColumn]
}
