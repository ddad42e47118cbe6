/// The type of a table column.
public enum ColumnType: String, Codable, Sendable, Hashable, CaseIterable {
  case uint8, uint32, uint64, int32, int64, float32, float64, bool
  /// UTF-8 text.
  case string
  /// One of a few texts, stored as its number in ``TableColumn/categories``.
  case categorical
  /// DNA sequences, 2 bits a base.
  case sequences

  /// The type that holds an element type.
  init(holding type: (some NPYElement).Type) {
    switch type.npyDescriptor {
    case "|u1": self = .uint8
    case "<u4": self = .uint32
    case "<u8": self = .uint64
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
  /// The texts that the codes of a categorical column number from 0; nil for other types.
  public let categories: [String]?
  /// Part of the column → file name in the table's folder. Numbers have the part "values", text
  /// "offsets" and "bytes", categories "codes" (u1 or i4), sequences "offsets", "packed" and "unknown". The part "mask", where
  /// present, is a boolean array that is false where the entry is undefined.
  public let files: [String: String]

  init(
    name: String, type: ColumnType, unit: String, description: String,
    categories: [String]? = nil, files: [String: String]
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.description = description
    self.categories = categories
    self.files = files
  }
}

/// A column of one of a few texts, as read.
public struct CategoricalColumn: Sendable, Hashable {
  /// The texts.
  public let categories: [String]
  /// Number of the text of each row, 0 where it is undefined.
  public let codes: [Int32]
  /// False where the entry is undefined; nil when every entry is defined.
  public let defined: [Bool]?

  /// The text of a row, nil where it is undefined.
  public func text(at row: Int) -> String? {
    if let defined, !defined[row] { return nil }
    return categories[Int(codes[row])]
  }
}

/// The content of `table.json`.
struct TableDescription: Codable {
  /// The newest version that is read. Version 2 has categorical columns.
  static let currentVersion = 2
  /// The oldest version that is read.
  static let oldestVersion = 1

  /// The lowest version that can hold the columns, so that older readers read what they can.
  static func version(holding columns: [TableColumn]) -> Int {
    columns.contains { $0.type == .categorical } ? 2 : 1
  }

  var schemaVersion: Int
  var rows: Int
  var metadata: [String: String]
  var columns: [TableColumn]
}
