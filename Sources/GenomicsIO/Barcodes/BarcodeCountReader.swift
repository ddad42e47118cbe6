public import GenomicTypes

/// Reads how often each barcode of a sample was read: tables of `count barcode` (SuRE) or
/// `barcode count`, with or without a header.
///
/// A table with `molecules` beside `reads`, as `cupel count barcodes` writes it with UMIs, gives its
/// molecules. Without a header the first row says which column is which. Several files are lanes of one
/// sample: their rows are appended. A barcode may come in several rows; what sums them is
/// `CountedBarcodes(summing:reads:length:)`. Rows with a count of 0 are kept.
///
/// ```swift
/// // 3  ACGT
/// // 1  ACNT
/// let table = try BarcodeCountReader().read(["rna.txt.gz"])
/// // table.barcodes [27], table.counts [3], table.attrition[0].dropped ["barcode_has_N": 1]
/// ```
public struct BarcodeCountReader: Sendable {
  /// What tables of barcodes have in common.
  public var options = BarcodeTableOptions()
  /// The column of the barcodes; nil to find it.
  public var barcode: ColumnReference?
  /// The column of the counts; nil to find it.
  public var count: ColumnReference?

  /// Makes a reader.
  public init(options: BarcodeTableOptions = BarcodeTableOptions()) { self.options = options }

  /// Reads the files of one sample.
  ///
  /// - Throws: ``GenomicsIOError`` when a file cannot be read or has no such columns, at the first
  ///   bad row unless they are skipped, when the barcodes have no common length, and when no row
  ///   can be used.
  public func read(_ paths: [String]) throws -> BarcodeCountTable {
    var sink = CountSink(barcodeReference: barcode, countReference: count)
    var summary = try options.scan(paths, into: &sink)
    if sink.counts.isEmpty {
      throw GenomicsIOError.noUsableRows(
        paths: paths, rowsRead: summary.rowsRead, rejected: summary.rejectedByReason)
    }
    let choice = try sink.column.settle(
      paths: paths, wanted: options.barcodeLength, reads: sink.counts)
    let counts = choice.selecting(sink.counts)
    let losses = sink.column.losses(choice, reads: sink.counts, kept: counts)
    summary.add(losses.rows)
    return BarcodeCountTable(
      length: choice.length, barcodes: choice.selecting(sink.column.barcodes), counts: counts,
      summary: summary,
      attrition: [try summary.attrition(unit: "row"), try losses.readNode()])
  }
}

/// The barcodes of one sample with their counts, in the order of the file.
public struct BarcodeCountTable: Sendable {
  /// Bases of every barcode.
  public let length: Int
  /// Barcode of each row in the numbering of `PackedBarcode`; one may come several times.
  public let barcodes: [UInt64]
  /// Count of each row.
  public let counts: [UInt32]
  /// Rows read, kept and rejected.
  public let summary: FragmentTableSummary
  /// What happened to the rows, then to their reads; the reads of rejected rows are not known and
  /// do not enter.
  public let attrition: [AttritionNode]
}

/// What a choice of length took out of a table.
struct BarcodeLosses {
  let rows: [String: Int]
  let reads: [String: Int]
  let readsLeft: Int

  func readNode() throws(AttritionImbalance) -> AttritionNode {
    try AttritionNode(
      step: "read", unit: "read", entered: readsLeft + reads.values.reduce(0, +), left: readsLeft,
      dropped: reads)
  }
}

extension BarcodeColumnBuilder {
  /// What was taken out, by reason.
  func losses(
    _ choice: BarcodeLengthChoice, reads: [UInt32], kept: [UInt32]
  ) -> BarcodeLosses {
    let all = reads.reduce(0) { $0 + Int($1) }
    let left = kept.reduce(0) { $0 + Int($1) }
    return BarcodeLosses(
      rows: ["barcode_length": choice.dropped, "barcode_has_N": rowsWithUnknownBase]
        .filter { $0.value > 0 },
      reads: ["barcode_length": all - left, "barcode_has_N": readsWithUnknownBase]
        .filter { $0.value > 0 },
      readsLeft: left)
  }
}

extension FragmentTableSummary {
  /// Counts rows that left after they were read.
  mutating func add(_ reasons: [String: Int]) {
    rejectedByReason.merge(reasons, uniquingKeysWith: +)
  }
}

private struct CountSink: BarcodeRowSink {
  let barcodeReference: ColumnReference?
  let countReference: ColumnReference?
  var column = BarcodeColumnBuilder()
  var counts: [UInt32] = []
  private var barcodeField = 0
  private var countField = 1
  private var barcodeName = ""
  private var countName = ""

  init(barcodeReference: ColumnReference?, countReference: ColumnReference?) {
    self.barcodeReference = barcodeReference
    self.countReference = countReference
  }

  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    let (barcodeNames, countNames) = (
      BarcodeTableOptions.barcodeNames, BarcodeTableOptions.countNames
    )
    var barcode = try columns.find(
      barcodeReference, role: "the barcode", known: barcodeNames)
    var count = try columns.find(countReference, role: "the count", known: countNames)
    for field in 0..<min(columns.columns, firstRow.fieldCount) {
      if barcode == nil, field != count, firstRow.looksLikeBarcode(field) { barcode = field }
      if count == nil, field != barcode, firstRow.looksLikeCount(field) { count = field }
    }
    guard let barcode else {
      throw .noBarcodeColumn(
        path: columns.path, role: "the barcode", present: columns.header ?? [],
        known: barcodeNames)
    }
    guard let count else {
      throw .noBarcodeColumn(
        path: columns.path, role: "the count", present: columns.header ?? [], known: countNames)
    }
    (barcodeField, countField) = (barcode, count)
    (barcodeName, countName) = (columns.name(barcode), columns.name(count))
  }

  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem) {
    let field = try BarcodeColumnBuilder.field(row, barcodeField, column: barcodeName)
    let count = try row.requiredCount(countField, column: countName)
    if column.append(field, reads: count) { counts.append(count) }
  }
}
