/// What tables of barcodes have in common.
public struct BarcodeTableOptions: Hashable, Sendable {
  /// What separates fields.
  public var separator: FragmentTableFormat.Separator = .automatic
  /// Whether the first line names the columns; nil to see for itself: it does when one of its
  /// fields is the usual name of a barcode column, or when none is a number or made of bases.
  public var hasHeader: Bool?
  /// Bases of every barcode; nil for the length that has most reads. Rows with another length are
  /// left out and counted as `barcode_length`.
  public var barcodeLength: Int?
  /// What a row that cannot be used leads to. Barcodes with an N are always left out and counted as
  /// `barcode_has_N`.
  public var badRows: FragmentTableFormat.BadRows = .stop
  /// Threads that decompress BGZF; the table is the same for any number.
  public var threads = 1

  /// The defaults.
  public init() {}
}

/// What takes the rows of a table of barcodes.
protocol BarcodeRowSink {
  /// Finds the columns of a file; the reader stands on the first row with data, if there is one.
  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError)
  /// Takes a row, or leaves no trace of it and says why it cannot be used.
  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem)
}

extension BarcodeTableOptions {
  /// Usual names of a column of barcodes, in lower case.
  static let barcodeNames = ["barcode", "barcodes", "bc", "tag", "tags"]
  /// Usual names of a column of counts, in lower case; where UMIs were counted, molecules are the count.
  static let countNames = ["molecules", "count", "counts", "reads", "read_count", "n_reads", "n"]

  /// Reads files, one after the other, into one sink.
  func scan(
    _ paths: [String], into sink: inout some BarcodeRowSink
  ) throws(GenomicsIOError) -> FragmentTableSummary {
    var summary = FragmentTableSummary()
    for path in paths {
      var row = try FragmentTableReader.open(
        path, separator: separator, hasHeader: hasHeader ?? false, threads: threads)
      let isHeader = hasHeader ?? Self.looksLikeHeader(row)
      let header = isHeader ? FragmentTableReader.names(of: row) : nil
      let columns = row.fieldCount
      var hasRow = true
      if isHeader { hasRow = try row.advance() }
      try sink.begin(
        KnownColumns(path: path, header: header, columns: columns), firstRow: row)
      var rowsRead = 0
      while hasRow {
        rowsRead += 1
        do throws(RowProblem) {
          guard row.fieldCount == columns else {
            throw .fieldCount(expected: columns, found: row.fieldCount)
          }
          try sink.append(row)
        } catch {
          try summary.reject(
            RejectedRow(path: path, line: row.lineNumber, problem: error), badRows)
        }
        hasRow = try row.advance()
      }
      summary.files.append(
        .init(path: path, compression: row.lines.compression, rowsRead: rowsRead))
    }
    return summary
  }

  /// Usual names speak for a header, numbers and then bases against it. "tag" is made of bases, and
  /// so is no more than a hint.
  private static func looksLikeHeader(_ row: borrowing DelimitedLineReader) -> Bool {
    var (hasCount, hasBases, hasNameOfBases) = (false, false, false)
    for field in 0..<row.fieldCount {
      let hasUsualName = barcodeNames.contains(row.shownText(field).lowercased())
      let isBases = row.looksLikeBarcode(field)
      if hasUsualName, !isBases { return true }
      hasNameOfBases = hasNameOfBases || hasUsualName
      hasBases = hasBases || isBases
      hasCount = hasCount || row.looksLikeCount(field)
    }
    if hasCount { return false }
    return hasNameOfBases || !hasBases
  }
}

extension FragmentTableSummary {
  /// Counts a row that cannot be used, or throws it.
  mutating func reject(
    _ row: RejectedRow, _ badRows: FragmentTableFormat.BadRows
  ) throws(GenomicsIOError) {
    guard case .skip(let listing) = badRows else { throw .badRow(row) }
    rejectedByReason[row.reason, default: 0] += 1
    if rejected.count < listing { rejected.append(row) }
  }
}

extension DelimitedLineReader {
  /// Whether a field has letters and all of them are A, C, G, T or N.
  func looksLikeBarcode(_ field: Int) -> Bool {
    if isEmpty(field) { return false }
    let letters = Set("ACGTNacgtn".utf8)
    return lines.buffer[starts[field]..<ends[field]].allSatisfy { letters.contains($0) }
  }

  /// A field as a count that must be there.
  func requiredCount(_ field: Int, column: String) throws(RowProblem) -> UInt32 {
    if isEmpty(field) { throw .barcode(.missingCount(column: column)) }
    return try count(field, column: column)
  }

  /// Whether a field is a whole number.
  func looksLikeCount(_ field: Int) -> Bool {
    if case .value = NumberText.wholeNumber(
      lines.buffer, starts[field], ends[field], limit: Int(UInt32.max))
    {
      return true
    }
    return false
  }
}

/// Columns of one file, found by the reference given for them or by their usual names.
struct KnownColumns {
  let path: String
  /// Names of the columns; nil when the file has no header.
  let header: [String]?
  let columns: Int

  /// Name of a column for messages.
  func name(_ position: Int) -> String { header?[position] ?? "#\(position + 1)" }

  /// The position of a column, nil when none is given and none has a usual name.
  func find(
    _ reference: ColumnReference?, role: String, known: [String]
  ) throws(GenomicsIOError) -> Int? {
    let resolver = ColumnResolver(path: path, header: header, columns: columns)
    if let reference { return try resolver.position(of: reference, role: role) }
    guard let header else { return nil }
    let lowercased = header.map { $0.lowercased() }
    for name in known {
      if let position = lowercased.firstIndex(of: name) { return position }
    }
    return nil
  }

  /// The position of a column that must be there.
  func require(
    _ reference: ColumnReference?, role: String, known: [String]
  ) throws(GenomicsIOError) -> Int {
    if let position = try find(reference, role: role, known: known) { return position }
    throw .noBarcodeColumn(path: path, role: role, present: header ?? [], known: known)
  }
}
