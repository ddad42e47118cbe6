public import GenomicTypes

/// Reads tables with one row per oligo and comma-joined lists of its tags (barcodes) and of their
/// counts in one sample: `ID Sequence Tags Counts`, as published for Sharpr-MPRA.
///
/// Every tag becomes a row; a count of 0 is an observation.
///
/// ```swift
/// // ID       Sequence  Tags       Counts
/// // oligo_1  ACGTAC    AAAA,ACGT  12,0
/// let table = try TagTableReader().read(["rep1.counts.txt.gz"])
/// // table.barcodes [0, 27], table.oligos [0, 0], table.counts [12, 0]
/// ```
public struct TagTableReader: Sendable {
  /// What tables of barcodes have in common; a header is always expected.
  public var options = BarcodeTableOptions()

  /// Makes a reader.
  public init(options: BarcodeTableOptions = BarcodeTableOptions()) {
    self.options = options
    self.options.hasHeader = true
  }

  /// Reads the files of one sample.
  ///
  /// - Throws: ``GenomicsIOError`` when a file cannot be read or has no such columns, at the first
  ///   bad row unless they are skipped, when the tags have no common length, and when no row can be
  ///   used.
  public func read(_ paths: [String]) throws(GenomicsIOError) -> TagTable {
    var sink = TagSink()
    let summary = try options.scan(paths, into: &sink)
    if sink.counts.isEmpty {
      throw .noUsableRows(
        paths: paths, rowsRead: summary.rowsRead, rejected: summary.rejectedByReason)
    }
    let choice = try sink.column.settle(
      paths: paths, wanted: options.barcodeLength, reads: sink.counts)
    let counts = choice.selecting(sink.counts)
    return TagTable(
      length: choice.length, barcodes: choice.selecting(sink.column.barcodes),
      oligos: choice.selecting(sink.oligos), counts: counts, names: sink.names,
      sequences: sink.sequences.collection(), summary: summary,
      droppedTags: sink.column.losses(choice, reads: sink.counts, kept: counts).rows)
  }
}

/// Tags with their oligos and counts, in the order of the file.
public struct TagTable: Sendable {
  /// Bases of every tag.
  public let length: Int
  /// Each tag in the numbering of `PackedBarcode`.
  public let barcodes: [UInt64]
  /// Oligo of each tag, as an index into `names`.
  public let oligos: [Int32]
  /// Count of each tag.
  public let counts: [UInt32]
  /// Names of the oligos, one per row of the file.
  public let names: [String]
  /// Sequences of the oligos.
  public let sequences: SequenceCollection
  /// Rows of the file read, kept and rejected.
  public let summary: FragmentTableSummary
  /// Tags left out, by reason: `barcode_length`, `barcode_has_N`.
  public let droppedTags: [String: Int]
}

/// Takes the rows of a table of tags.
private struct TagSink: BarcodeRowSink {
  var column = BarcodeColumnBuilder()
  private(set) var oligos: [Int32] = []
  private(set) var counts: [UInt32] = []
  private(set) var names: [String] = []
  private(set) var sequences = PackedBaseBuilder()
  private var fields = (name: 0, sequence: 1, tags: 2, counts: 3)
  private var columnNames: [String] = []

  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    fields = (
      try columns.require(nil, role: "the oligo", known: ["id", "name", "oligo"]),
      try columns.require(nil, role: "the sequence", known: ["sequence"]),
      try columns.require(nil, role: "the tags", known: ["tags"]),
      try columns.require(nil, role: "the counts", known: ["counts"])
    )
    columnNames = (0..<columns.columns).map(columns.name)
  }

  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem) {
    if row.isEmpty(fields.name) {
      throw .barcode(.missingName(column: columnNames[fields.name]))
    }
    guard let name = row.text(fields.name) else {
      throw .notText(column: columnNames[fields.name])
    }
    let sequence = row.starts[fields.sequence]..<row.ends[fields.sequence]
    if sequence.isEmpty { throw .missingSequence(column: columnNames[fields.sequence]) }
    if let bad = BaseLetters.firstInvalid(row.lines.buffer, sequence) {
      throw .badBase(
        column: columnNames[fields.sequence],
        letter: String(decoding: [row.lines.buffer[bad]], as: UTF8.self),
        position: bad - sequence.lowerBound + 1)
    }
    let tags = row.list(fields.tags)
    let numbers = row.list(fields.counts)
    guard tags.count == numbers.count else {
      throw .barcode(.unevenLists(tags: tags.count, counts: numbers.count))
    }
    var parsed: [(BarcodeColumnBuilder.Field, UInt32)] = []
    for (tag, number) in zip(tags, numbers) {
      let field = try BarcodeColumnBuilder.parse(
        row.lines.buffer, tag, column: columnNames[fields.tags])
      parsed.append((field, try row.count(number, column: columnNames[fields.counts])))
    }
    for (field, count) in parsed where column.append(field, reads: count) {
      oligos.append(Int32(names.count))
      counts.append(count)
    }
    names.append(name)
    sequences.append(letters: row.lines.buffer, sequence)
  }
}

extension DelimitedLineReader {
  /// The parts of a comma-joined field; none when it is empty.
  fileprivate func list(_ field: Int) -> [Range<Int>] {
    if isEmpty(field) { return [] }
    return lines.buffer[starts[field]..<ends[field]]
      .split(separator: Self.comma, omittingEmptySubsequences: false)
      .map { $0.startIndex..<$0.endIndex }
  }
}
