public import GenomicTypes

/// Reads which oligo, or which named and placed fragment, a barcode belongs to.
///
/// Tables without a header are those of IGVF (`barcode oligo`) and MPRAsnakeflow
/// (`barcode oligo … reads/total`): the oligo follows the barcode, and the last of three or more
/// columns is the support when it is a number or `reads/total`. With a header, columns are found by
/// the references below or by usual names, in any order. Chromosome, start and end may be empty in
/// single rows. Rows with one name and one place are one oligo.
///
/// ```swift
/// // barcode  name    chrom  start  end  strand
/// // ACGT     tile_1  chr1   100    250  -
/// let table = try BarcodeOligoReader().read(["index.tsv"])
/// // table.barcodes [27], table.oligos [0], table.names ["tile_1"], table.reads [1]
/// ```
public struct BarcodeOligoReader: Sendable {
  /// What tables of barcodes have in common.
  public var options = BarcodeTableOptions()
  /// The column of the barcodes; nil to find it.
  public var barcode: ColumnReference?
  /// The column of the oligo names; nil to find it.
  public var oligo: ColumnReference?
  /// The column of the reads that support a row; nil to find it. Without one a row counts 1.
  public var support: ColumnReference?
  /// The column of the chromosomes; nil to find it.
  public var chromosome: ColumnReference?
  /// The column of the starts; nil to find it.
  public var start: ColumnReference?
  /// The column of the ends; nil to find it.
  public var end: ColumnReference?
  /// The column of the strands; nil to find it.
  public var strand: ColumnReference?
  /// What start and end mean.
  public var coordinates = FragmentTableFormat.Coordinates.zeroBasedHalfOpen

  /// Makes a reader.
  public init(options: BarcodeTableOptions = BarcodeTableOptions()) { self.options = options }

  /// Reads the files of one library.
  ///
  /// - Throws: ``GenomicsIOError`` when a file cannot be read or has no such columns, at the first
  ///   bad row unless they are skipped, when the barcodes have no common length, and when no row
  ///   can be used.
  public func read(_ paths: [String]) throws -> BarcodeOligoTable {
    var sink = OligoSink(reader: self)
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
    return BarcodeOligoTable(
      length: choice.length, barcodes: choice.selecting(sink.column.barcodes),
      oligos: choice.selecting(sink.oligos), reads: reads,
      otherReads: sink.otherReads.map(choice.selecting), names: sink.names,
      chromosomeNames: sink.chromosomes.names,
      placements: sink.hasPlacements ? sink.placements : nil, summary: summary,
      attrition: [try summary.attrition(unit: "row"), try losses.readNode()])
  }
}

/// Barcodes with the oligos they were read with, in the order of the file.
public struct BarcodeOligoTable: Sendable {
  /// Bases of every barcode.
  public let length: Int
  /// Barcode of each row in the numbering of `PackedBarcode`; one may come several times.
  public let barcodes: [UInt64]
  /// Oligo of each row, as an index into `names`.
  public let oligos: [Int32]
  /// Reads that support each row; 1 where the table does not say.
  public let reads: [UInt32]
  /// Reads of the row's barcode with other oligos, where the table says "reads/total"; nil where it
  /// does not.
  public let otherReads: [UInt32]?
  /// Names of the oligos, by first appearance.
  public let names: [String]
  /// Names that the placements index.
  public let chromosomeNames: [String]
  /// Where each oligo lies, nil for one without a place; nil when the table has no such columns.
  public let placements: [FragmentPlacement?]?
  /// Rows read, kept and rejected.
  public let summary: FragmentTableSummary
  /// What happened to the rows, then to the reads that support them.
  public let attrition: [AttritionNode]
}
