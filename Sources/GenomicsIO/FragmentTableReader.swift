public import GenomicTypes

/// Reads tables of fragments, barcodes or elements with their counts and activities.
///
/// Plain text, gzip and BGZF are recognised by content. Several files make one table: rows are
/// appended, every file must have the columns that the format names, in any order.
///
/// ```swift
/// // chrom  start  end  strand  DNA  RNA
/// // chr1   100    250  -       12   30
/// var format = FragmentTableFormat()
/// format.chromosome = .column("chrom")
/// (format.start, format.end, format.strand) = ("start", "end", "strand")
/// format.counts = [NamedColumn("DNA", "DNA"), NamedColumn("RNA", "RNA")]
/// let (table, summary) = try FragmentTableReader(format: format).read(["fragments.tsv.gz"])
/// // table.placements[0] chr1, 100..<250, reverse; table.counts[1].values [30]
/// // summary.rowsRead 1
/// ```
public struct FragmentTableReader: Sendable {
  /// Which column means what.
  public let format: FragmentTableFormat
  /// Threads that decompress BGZF and parse rows; the table is the same for any number.
  public let threads: Int

  /// Makes a reader.
  public init(format: FragmentTableFormat, threads: Int = 1) {
    precondition(threads >= 1, "threads \(threads)")
    self.format = format
    self.threads = threads
  }

  /// Reads one table from one or more files.
  ///
  /// An empty count field, or one of the format's missing tokens, is "not observed", which is not
  /// zero. Rows with a sequence may lack their placement, or only start and end.
  ///
  /// - Throws: ``GenomicsIOError`` when format and file do not fit together, when a file is empty,
  ///   damaged or truncated, at the first bad row unless the format skips them, and when no row
  ///   can be used.
  /// - Complexity: O(bytes); memory is that of the table and, while it is read, about 40 MB.
  public func read(
    _ paths: [String]
  ) throws(GenomicsIOError) -> (table: FragmentTable, summary: FragmentTableSummary) {
    try format.validate()
    var builder = FragmentTableBuilder(format: format)
    for path in paths { try append(path, to: &builder) }
    guard builder.rowCount > 0 else {
      throw .noUsableRows(
        paths: paths, rowsRead: builder.summary.rowsRead,
        rejected: builder.summary.rejectedByReason)
    }
    return builder.finish()
  }

  /// The column names of a file, quotes taken off.
  ///
  /// - Throws: ``GenomicsIOError`` when the file cannot be read.
  public static func header(
    of path: String, separator: FragmentTableFormat.Separator = .automatic
  ) throws(GenomicsIOError) -> [String] {
    let reader = try open(path, separator: separator, hasHeader: true, threads: 1)
    return names(of: reader)
  }

  private func append(
    _ path: String, to builder: inout FragmentTableBuilder
  ) throws(GenomicsIOError) {
    let reader = try Self.open(
      path, separator: format.separator, hasHeader: format.hasHeader, threads: threads)
    let header = format.hasHeader ? Self.names(of: reader) : nil
    let map = try ColumnMap(format, path: path, header: header, columns: reader.fieldCount)
    let compression = reader.lines.compression
    var rowsRead = 0
    if !format.hasHeader {
      try builder.read(reader, map)
      rowsRead += 1
    }
    let blocks = FragmentTableBlocks(format: format, map: map, separator: reader.separator)
    rowsRead += try blocks.append(consume reader, to: &builder, threads: threads)
    builder.summary.files.append(
      .init(path: path, compression: compression, rowsRead: rowsRead))
  }

  /// Opens a file and moves to its first row, which is the header when there is one.
  ///
  /// - Parameter comments: lines before the header that start with one of them are skipped; the "# " of
  ///   remarks is told from the "#chrom" of a header.
  static func open(
    _ path: String, separator: FragmentTableFormat.Separator, hasHeader: Bool, threads: Int,
    comments: [String] = ["##", "# "]
  ) throws(GenomicsIOError) -> DelimitedLineReader {
    var lines = try LineReader(path: path, threads: threads)
    repeat {
      guard try lines.advance() else { throw .emptyFile(path: path) }
    } while lines.line.isEmpty
      || (hasHeader && comments.contains { lines.buffer[lines.line].starts(with: $0.utf8) })
    let byte: UInt8
    switch separator {
    case .tab: byte = DelimitedLineReader.tab
    case .comma: byte = DelimitedLineReader.comma
    case .automatic:
      let first = lines.buffer[lines.line]
      let isComma =
        !first.contains(DelimitedLineReader.tab)
        && first.contains(DelimitedLineReader.comma)
      byte = isComma ? DelimitedLineReader.comma : DelimitedLineReader.tab
    }
    var reader = DelimitedLineReader(lines, separator: byte)
    try reader.splitCurrentLine()
    return reader
  }

  /// The fields of the header; a "#" before the first name, as in "#chrom", is taken off.
  static func names(of reader: borrowing DelimitedLineReader) -> [String] {
    (0..<reader.fieldCount).map { field in
      let name = reader.text(field) ?? reader.shownText(field)
      return field == 0 && name.hasPrefix("#") ? String(name.dropFirst()) : name
    }
  }
}
