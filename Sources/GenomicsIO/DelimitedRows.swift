/// Rows of a delimited table as the bytes they will be in the file: each field is appended, then the
/// row is ended.
///
/// Values of this type can be filled by several threads; ``DelimitedTextWriter`` puts them one after
/// the other. The first field that cannot be written is kept and reported by the writer.
///
/// ```swift
/// try writer.appendRows(fragments.count, threads: 4) { index, row in
///   row.append(fragments[index].name)
///   row.append(fragments[index].reads)
/// }
/// ```
public struct DelimitedRows: Sendable {
  /// What separates the fields of a row.
  public enum Separator: UInt8, Hashable, Sendable {
    case tab = 9
    /// Fields with commas, quotes or line breaks are quoted.
    case comma = 44
  }

  /// What is wrong with a row.
  enum Problem: Hashable, Sendable {
    case fieldCount(found: Int)
    case unwritable(column: Int, text: String)
  }

  private let columnCount: Int
  private let separator: Separator
  private(set) var bytes: [UInt8] = []
  private var fields = 0
  private var unwritable: (column: Int, text: String)?
  /// Rows ended.
  private(set) var count = 0
  /// The first row, counted from 1, that cannot be written.
  private(set) var problem: (row: Int, problem: Problem)?

  init(columnCount: Int, separator: Separator) {
    self.columnCount = columnCount
    self.separator = separator
  }

  /// Whether a row is begun and not ended.
  var isInsideRow: Bool { fields > 0 }

  /// Adds a text field to the row.
  public mutating func append(_ text: String) {
    startField()
    if !Self.append(text, to: &bytes, separator), unwritable == nil {
      unwritable = (fields - 1, text)
    }
  }

  /// Adds text to a row, quoted where it must be; false when it cannot be written.
  static func append(
    _ text: String, to row: inout [UInt8], _ separator: Separator
  ) -> Bool {
    let needsCare = text.utf8.contains { byte in
      byte == 0x0A || byte == 0x0D || byte == separator.rawValue
        || (separator == .comma && byte == UInt8(ascii: "\""))
    }
    if !needsCare {
      row.append(contentsOf: text.utf8)
      return true
    }
    if separator == .tab { return false }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    row.append(contentsOf: "\"\(parts.joined(separator: "\"\""))\"".utf8)
    return true
  }

  /// Adds upper-case letters, digits or other bytes that need no quotes, such as a barcode.
  ///
  /// - Precondition: no byte is a separator, quote or line break.
  public mutating func append(plain bytes: [UInt8]) {
    startField()
    self.bytes.append(contentsOf: bytes)
  }

  /// Adds a whole number to the row.
  public mutating func append(_ number: Int) {
    startField()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  /// Adds a whole number to the row.
  public mutating func append(_ number: UInt32) {
    startField()
    append(digitsOf: UInt(number))
  }

  /// Adds a whole number to the row.
  public mutating func append(_ number: Int32) { append(Int(number)) }

  /// Adds a whole number to the row.
  public mutating func append(_ number: Int64) { append(Int(number)) }

  /// Tables have hundreds of millions of numbers: their digits need no string.
  private mutating func append(digitsOf number: UInt) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0"))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, bytes.count - 1)
    while low < high {
      bytes.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Adds a number in the shortest form that reads back as the same number; nothing when nil.
  ///
  /// - Precondition: the number is finite.
  public mutating func append(_ number: Double?) {
    precondition(number?.isFinite ?? true, "row \(count + 1), field \(fields + 1)")
    append(unchecked: number.map { "\($0)" } ?? "")
  }

  /// Adds a number rounded to a fixed number of decimals, as C's `%.4f` does for 4.
  ///
  /// - Precondition: the number is finite.
  public mutating func append(_ number: Double, decimals: Int) {
    precondition(number.isFinite && decimals >= 0, "\(number), \(decimals) decimals")
    startField()
    FixedDecimals.append(number, decimals: decimals, to: &bytes)
  }

  /// Ends the row. A row without one field per column, or with a field that a tab-separated table
  /// cannot hold, is reported when the rows are written.
  public mutating func endRow() {
    count += 1
    if problem == nil {
      if fields != columnCount {
        problem = (count, .fieldCount(found: fields))
      } else if let unwritable {
        problem = (count, .unwritable(column: unwritable.column, text: unwritable.text))
      }
    }
    bytes.append(0x0A)
    fields = 0
    unwritable = nil
  }

  /// Forgets the rows, keeping their memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  private mutating func startField() {
    if fields > 0 { bytes.append(separator.rawValue) }
    fields += 1
  }

  private mutating func append(unchecked text: String) {
    startField()
    bytes.append(contentsOf: text.utf8)
  }
}
