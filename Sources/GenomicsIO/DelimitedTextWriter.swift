import Sharding

/// Writes a table as text with a header line, tab- or comma-separated, plain or BGZF.
///
/// ```swift
/// var writer = try DelimitedTextWriter(path: "activity.tsv", columns: ["name", "n", "log2"])
/// writer.row.append("tile_1")
/// writer.row.append(12)
/// writer.row.append(0.5, decimals: 4)
/// try writer.endRow()
/// try writer.finish()
/// // name    n   log2
/// // tile_1  12  0.5000
/// ```
public struct DelimitedTextWriter: ~Copyable {
  /// The fields of the next row are appended here.
  public var row: DelimitedRows
  private let columns: [String]
  private let separator: DelimitedRows.Separator
  private let threads: Int
  private var writer: TextFileWriter
  private var rowsWritten = 0

  private static let bytesPerFlush = 1 << 18
  private static let rowsPerShard = 8192
  private static let shardsPerRound = 16

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - comments: lines above the header, written as they are.
  ///   - hasHeader: whether the column names are the first line.
  ///   - threads: threads that format rows given together, and that compress.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made or a name cannot be written.
  public init(
    path: String, columns: [String], comments: [String] = [], hasHeader: Bool = true,
    separator: DelimitedRows.Separator = .tab,
    compression: TextFileWriter.Compression = .plain, threads: Int = 1
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
      guard DelimitedRows.append(column, to: &header, separator) else {
        throw .unwritableField(path: path, row: 0, column: column, text: column)
      }
    }
    if hasHeader { header.append(0x0A) }
    var writer = try TextFileWriter(path: path, compression: compression, threads: threads)
    try writer.write(utf8: header)
    self.writer = writer
    self.columns = columns
    self.separator = separator
    self.threads = threads
    row = DelimitedRows(columnCount: columns.count, separator: separator)
  }

  /// Ends the row.
  ///
  /// - Throws: ``GenomicsIOError`` when the row does not have one field per column, when a field
  ///   holds a tab or line break in a tab-separated table, or when the disk refuses.
  public mutating func endRow() throws(GenomicsIOError) {
    row.endRow()
    if row.problem != nil || row.bytes.count >= Self.bytesPerFlush { try flush() }
  }

  /// Appends many rows, which several threads format. The file is the same as if they came one by
  /// one.
  ///
  /// - Parameter format: appends the fields of the row with the given index, `0..<count`.
  /// - Throws: as ``endRow()``, for the first row that cannot be written.
  public mutating func appendRows(
    _ count: Int, _ format: @Sendable (Int, inout DelimitedRows) -> Void
  ) throws {
    try flush()
    let empty = DelimitedRows(columnCount: columns.count, separator: separator)
    let rowsPerRound = Self.rowsPerShard * Self.shardsPerRound
    for start in stride(from: 0, to: count, by: rowsPerRound) {
      let end = min(count, start + rowsPerRound)
      let shards = (end - start + Self.rowsPerShard - 1) / Self.rowsPerShard
      let formatted = try shardedMap(shards: shards, threads: threads) { shard in
        var rows = empty
        let first = start + shard * Self.rowsPerShard
        for index in first..<min(end, first + Self.rowsPerShard) {
          format(index, &rows)
          rows.endRow()
        }
        return rows
      }
      for rows in formatted { try write(rows) }
    }
  }

  /// Writes what is left, syncs the file and moves it to its place.
  ///
  /// - Precondition: the last row is ended.
  public consuming func finish() throws(GenomicsIOError) {
    precondition(!row.isInsideRow, "row \(rowsWritten + row.count + 1) is not ended")
    try flush()
    try writer.finish()
  }

  private mutating func flush() throws(GenomicsIOError) {
    try write(row)
    row.removeAll()
  }

  private mutating func write(_ rows: DelimitedRows) throws(GenomicsIOError) {
    if let (row, problem) = rows.problem {
      switch problem {
      case .fieldCount(let found):
        throw .wrongFieldCount(
          path: writer.path, row: rowsWritten + row, expected: columns.count, found: found)
      case .unwritable(let column, let text):
        throw .unwritableField(
          path: writer.path, row: rowsWritten + row, column: columns[column], text: text)
      }
    }
    try writer.write(utf8: rows.bytes)
    rowsWritten += rows.count
  }
}
