/// Writes a table as text with a header line, tab- or comma-separated, plain or BGZF.
///
/// ```swift
/// var writer = try DelimitedTextWriter(path: "activity.tsv", columns: ["name", "n", "log2"])
/// writer.append("tile_1")
/// writer.append(12)
/// writer.append(0.5, decimals: 4)
/// try writer.endRow()
/// try writer.finish()
/// // name    n   log2
/// // tile_1  12  0.5000
/// ```
public struct DelimitedTextWriter: ~Copyable {
  /// What separates the fields of a row.
  public enum Separator: UInt8, Hashable, Sendable {
    case tab = 9
    /// Fields with commas, quotes or line breaks are quoted.
    case comma = 44
  }

  private let columns: [String]
  private let separator: Separator
  private var writer: TextFileWriter
  private var row: [UInt8] = []
  private var fields = 0
  private var rowNumber = 0
  private var unwritable: (column: Int, text: String)?

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - comments: lines above the header, written as they are.
  ///   - hasHeader: whether the column names are the first line.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made or a name cannot be written.
  public init(
    path: String, columns: [String], comments: [String] = [], hasHeader: Bool = true,
    separator: Separator = .tab, compression: TextFileWriter.Compression = .plain,
    threads: Int = 1
  ) throws(GenomicsIOError) {
    var header: [UInt8] = []
    for comment in comments {
      guard !comment.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
        throw .unwritableField(path: path, row: 0, column: "comment", text: comment)
      }
      header.append(contentsOf: comment.utf8 + [0x0A])
    }
    for (position, column) in columns.enumerated() where hasHeader {
      if position > 0 { header.append(separator.rawValue) }
      guard Self.append(column, to: &header, separator) else {
        throw .unwritableField(path: path, row: 0, column: column, text: column)
      }
    }
    if hasHeader { header.append(0x0A) }
    var writer = try TextFileWriter(path: path, compression: compression, threads: threads)
    try writer.write(utf8: header)
    self.writer = writer
    self.columns = columns
    self.separator = separator
  }

  /// Adds a text field to the row.
  public mutating func append(_ text: String) {
    startField()
    if !Self.append(text, to: &row, separator), unwritable == nil {
      unwritable = (fields - 1, text)
    }
  }

  /// Adds text to a row, quoted where it must be; false when it cannot be written.
  private static func append(
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
    row.append(contentsOf: bytes)
  }

  /// Adds a whole number to the row.
  public mutating func append(_ number: Int) {
    startField()
    if number < 0 { row.append(UInt8(ascii: "-")) }
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
    let start = row.count
    var rest = number
    repeat {
      row.append(UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0"))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, row.count - 1)
    while low < high {
      row.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Adds a number in the shortest form that reads back as the same number; nothing when nil.
  ///
  /// - Precondition: the number is finite.
  public mutating func append(_ number: Double?) {
    precondition(number?.isFinite ?? true, "row \(rowNumber + 1), field \(fields + 1)")
    append(unchecked: number.map { "\($0)" } ?? "")
  }

  /// Adds a number rounded to a fixed number of decimals, as C's `%.4f` does for 4.
  ///
  /// - Precondition: the number is finite.
  public mutating func append(_ number: Double, decimals: Int) {
    precondition(number.isFinite && decimals >= 0, "\(number), \(decimals) decimals")
    startField()
    FixedDecimals.append(number, decimals: decimals, to: &row)
  }

  /// Ends the row.
  ///
  /// - Throws: ``GenomicsIOError`` when the row does not have one field per column, when a field
  ///   holds a tab or line break in a tab-separated table, or when the disk refuses.
  public mutating func endRow() throws(GenomicsIOError) {
    rowNumber += 1
    guard fields == columns.count else {
      throw .wrongFieldCount(
        path: writer.path, row: rowNumber, expected: columns.count, found: fields)
    }
    if let unwritable {
      throw .unwritableField(
        path: writer.path, row: rowNumber, column: columns[unwritable.column],
        text: unwritable.text)
    }
    row.append(0x0A)
    try writer.write(utf8: row)
    row.removeAll(keepingCapacity: true)
    fields = 0
  }

  /// Writes what is left, syncs the file and moves it to its place.
  ///
  /// - Precondition: the last row is ended.
  public consuming func finish() throws(GenomicsIOError) {
    precondition(fields == 0, "row \(rowNumber + 1) is not ended")
    try writer.finish()
  }

  private mutating func startField() {
    if fields > 0 { row.append(separator.rawValue) }
    fields += 1
  }

  private mutating func append(unchecked text: String) {
    startField()
    row.append(contentsOf: text.utf8)
  }
}
