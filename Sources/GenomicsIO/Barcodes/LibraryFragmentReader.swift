public import GenomicTypes

/// Reads the fragments of a library with their barcodes: the iPCR tables of SuRE, the `.ipcr`
/// files of CeD, and what `cupel count alignments` writes.
///
/// A file is CeD's when its header, or its 16 or more columns without a header, say so: the
/// fragment then runs from the start of the mate on the + strand to the end of the mate on the −
/// strand, its strand is that of read 1, and its mapping quality the lower of the two. Otherwise it
/// is SuRE's, with or without the columns about SNPs: `seqname start end strand barcode count
/// MAPQ`, found by name. Both are 1-based and closed in the file. The table of
/// `cupel count alignments` has `reads` or, with UMIs, `molecules`; it is 0-based and half-open. A
/// mapping quality of 255 (not available) is read as 0.
///
/// ```swift
/// // seqname  start  end  length  strand  barcode  count  end.intr  start.intr  MAPQ
/// // chr1     101    250  150     -       ACGT     7      140       210         42
/// let table = try LibraryFragmentReader().read(["chr1.bedpe.gz"])
/// // table.placements[0] chr1 100..<250 reverse, table.reads [7], table.mappingQualities [42]
/// ```
public struct LibraryFragmentReader: Sendable {
  /// What tables of barcodes have in common.
  public var options = BarcodeTableOptions()

  /// Makes a reader.
  public init(options: BarcodeTableOptions = BarcodeTableOptions()) { self.options = options }

  /// Whether the first line of a file is that of such a table, with a header or with CeD's columns.
  ///
  /// - Throws: ``GenomicsIOError`` when the file cannot be read.
  public static func recognizes(_ path: String) throws(GenomicsIOError) -> Bool {
    let fields = try FragmentTableReader.header(of: path).map { $0.lowercased() }
    let isCeDWithoutHeader = fields.count >= 16 && Int(fields[3]) != nil
    if fields.contains("readonestart") || isCeDWithoutHeader { return true }
    return ["start", "end", "strand", "barcode", "count"].allSatisfy(fields.contains)
      || isOwnHeader(fields)
  }

  /// Whether these are the columns of `cupel count alignments`.
  static func isOwnHeader(_ fields: [String]) -> Bool {
    ["chrom", "start", "end", "strand", "reads", "mapping_quality", "barcode"]
      .allSatisfy(fields.contains)
  }

  /// Reads the files of one library.
  ///
  /// - Throws: ``GenomicsIOError`` when a file cannot be read or has no such columns, at the first
  ///   bad row unless they are skipped, when the barcodes have no common length, and when no row
  ///   can be used.
  public func read(_ paths: [String]) throws -> LibraryFragmentTable {
    var sink = LibrarySink()
    var summary = try options.scan(paths, into: &sink)
    if sink.reads.isEmpty {
      throw GenomicsIOError.noUsableRows(
        paths: paths, rowsRead: summary.rowsRead, rejected: summary.rejectedByReason)
    }
    let choice = try sink.column.settle(
      paths: paths, wanted: options.barcodeLength, reads: sink.reads)
    let reads = choice.selecting(sink.reads)
    let losses = sink.column.losses(choice, reads: sink.reads, kept: reads)
    summary.add(losses.rows)
    return LibraryFragmentTable(
      chromosomeNames: sink.chromosomes.names, placements: choice.selecting(sink.placements),
      length: choice.length, barcodes: choice.selecting(sink.column.barcodes), reads: reads,
      mappingQualities: choice.selecting(sink.qualities), summary: summary,
      attrition: [try summary.attrition(unit: "row"), try losses.readNode()])
  }
}

/// The fragments of a library with their barcodes, in the order of the file.
///
/// What sorts and sums them is
/// `CountedFragments(summing:reads:mappingQualities:chromosomeNames:barcodeLength:barcodes:)`.
public struct LibraryFragmentTable: Sendable {
  /// Names that the placements index, by first appearance.
  public let chromosomeNames: [String]
  /// Where each row lies.
  public let placements: [FragmentPlacement]
  /// Bases of every barcode.
  public let length: Int
  /// Barcode of each row in the numbering of `PackedBarcode`.
  public let barcodes: [UInt64]
  /// Reads, or read pairs, of each row.
  public let reads: [UInt32]
  /// Mapping quality of each row, 0 where it is not available.
  public let mappingQualities: [UInt8]
  /// Rows read, kept and rejected.
  public let summary: FragmentTableSummary
  /// What happened to the rows, then to their reads.
  public let attrition: [AttritionNode]
}

/// Takes the rows of a table of fragments with barcodes.
private struct LibrarySink: BarcodeRowSink {
  var column = BarcodeColumnBuilder()
  private(set) var placements: [FragmentPlacement] = []
  private(set) var reads: [UInt32] = []
  private(set) var qualities: [UInt8] = []
  private(set) var chromosomes = ChromosomeNames()
  private var fields = LibraryFields.empty

  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    fields = try LibraryFields(columns)
  }

  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem) {
    let names = fields.names
    let barcode = try BarcodeColumnBuilder.field(
      row, fields.barcode, column: names[fields.barcode])
    let count = try row.requiredCount(fields.count, column: names[fields.count])
    if row.isMissing(fields.chromosome) {
      throw .missingPlacement(column: names[fields.chromosome])
    }
    let place = try fields.place(row)
    guard chromosomes.stage(row, fields.chromosome) else {
      throw .notText(column: names[fields.chromosome])
    }
    guard column.append(barcode, reads: count) else { return }
    placements.append(
      FragmentPlacement(
        chromosome: chromosomes.commit(), interval: place.interval, strand: place.strand))
    reads.append(count)
    qualities.append(place.quality)
  }
}
