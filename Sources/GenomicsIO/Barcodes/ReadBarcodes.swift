public import GenomicTypes

/// The barcode of each read of an alignment file, from a table of read names and barcodes.
///
/// Names are kept as their `NameHash`; see `ReadBarcodeTable` for memory and the chance of a collision.
///
/// ```swift
/// // @read/1 1:N:0  ACGT
/// let barcodes = try ReadBarcodes(readingFiles: ["barcodes.tsv.gz"])
/// barcodes.barcode(ofRead: Array("read".utf8))  // 27
/// ```
public struct ReadBarcodes: Sendable {
  /// Rows read, kept and rejected.
  public let summary: FragmentTableSummary
  /// The barcodes by the hash of the name.
  public let table: ReadBarcodeTable

  /// Reads tables of two columns, read name and barcode, with or without a header.
  ///
  /// A name counts up to its first space and without a leading "@" and a trailing "/1" or "/2", as
  /// aligners write it. A read without a barcode of the length of most has none.
  ///
  /// - Throws: ``GenomicsIOError`` when a file cannot be read, at the first bad row (or a name with
  ///   two barcodes) unless they are skipped, when the barcodes have no common length, and when no
  ///   row can be used.
  public init(
    readingFiles paths: [String], options: BarcodeTableOptions = BarcodeTableOptions()
  ) throws(GenomicsIOError) {
    var sink = ReadNameSink()
    var summary = try options.scan(paths, into: &sink)
    if sink.column.barcodes.isEmpty {
      throw .noUsableRows(
        paths: paths, rowsRead: summary.rowsRead, rejected: summary.rejectedByReason)
    }
    let ones = [UInt32](repeating: 1, count: sink.column.barcodes.count)
    let choice = try sink.column.settle(
      paths: paths, wanted: options.barcodeLength, reads: ones)
    summary.add(
      sink.column.losses(choice, reads: ones, kept: choice.selecting(ones)).rows)
    self.summary = summary
    table = sink.table(of: choice.length)
  }

  /// Bases of every barcode.
  public var length: Int { table.length }

  /// The barcode of a read, nil when the table has none of the right length for it.
  ///
  /// - Parameter name: the name as the alignment file has it, without a terminating zero.
  /// - Complexity: O(length of the name).
  public func barcode(ofRead name: some Sequence<UInt8>) -> UInt64? {
    table[NameHash.of(name)]
  }
}

/// Takes the rows of a table of read names.
private struct ReadNameSink: BarcodeRowSink {
  var column = BarcodeColumnBuilder()
  private var indices = NameTable()
  private var name = 0
  private var barcode = 1
  private var columnNames: [String] = []

  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    columnNames = (0..<columns.columns).map(columns.name)
    guard columns.columns >= 2 else {
      throw .format(
        .columnOutOfRange(
          path: columns.path, role: "the barcode", number: 2, columns: columns.columns))
    }
    let isFirst =
      columns.header.map { BarcodeTableOptions.barcodeNames.contains($0[0].lowercased()) }
      ?? (firstRow.looksLikeBarcode(0) && !firstRow.looksLikeBarcode(1))
    (name, barcode) = isFirst ? (1, 0) : (0, 1)
  }

  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem) {
    let field = try BarcodeColumnBuilder.field(row, barcode, column: columnNames[barcode])
    let range = row.readName(name)
    if range.isEmpty { throw .barcode(.missingName(column: columnNames[name])) }
    let hash = NameHash.of(row.lines.buffer[range])
    if let known = indices.value(of: hash) {
      if case .packed(let bits, _) = field, column.barcodes[Int(known)] == bits { return }
      throw .barcode(
        .conflictingName(column: columnNames[name], name: row.shownText(name)))
    }
    let index = UInt64(column.barcodes.count)
    if column.append(field, reads: 1) { indices.insert(hash, index) }
  }

  /// The barcodes of one length by name.
  func table(of length: Int) -> ReadBarcodeTable {
    ReadBarcodeTable(
      length: length,
      barcodes: indices.mapValues { index in
        Int(column.lengths[Int(index)]) == length ? column.barcodes[Int(index)] : nil
      })
  }
}

extension DelimitedLineReader {
  /// Where the name of a read lies in a field.
  fileprivate func readName(_ field: Int) -> Range<Int> {
    let bytes = lines.buffer
    var start = starts[field]
    var end = bytes[start..<ends[field]].firstIndex(of: 0x20) ?? ends[field]
    if start < end, bytes[start] == UInt8(ascii: "@") { start += 1 }
    if end - start > 2, bytes[end - 2] == UInt8(ascii: "/"),
      bytes[end - 1] == UInt8(ascii: "1") || bytes[end - 1] == UInt8(ascii: "2")
    {
      end -= 2
    }
    return start..<end
  }
}
