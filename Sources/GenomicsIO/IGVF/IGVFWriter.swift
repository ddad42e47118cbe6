/// A row of an IGVF table, written by ``IGVFWriter``.
public protocol IGVFRow: Sendable {
  /// The format of tables of such rows.
  static var format: IGVFFormat { get }
  /// Adds the cells of the row, in the order of the format, without ending it.
  func append(to row: inout DelimitedRows)
}

/// Writes a table in an IGVF format: tab-separated, numbers with four decimals, values that are not
/// known empty, BGZF when the name ends in `.gz`.
///
/// ```swift
/// var writer = try IGVFWriter<IGVFElement>(path: "reporter_element.tsv")
/// try writer.write(
///   IGVFElement(name: "tile_1", log2FoldChange: 1.5, inputCount: 20, outputCount: 56.5))
/// try writer.finish()
/// // oligo_name  log2FoldChange  inputCount  outputCount  minusLog10PValue  minusLog10QValue
/// // tile_1      1.5000          20.0000     56.5000
/// ```
public struct IGVFWriter<Row: IGVFRow>: ~Copyable {
  private var writer: DelimitedTextWriter

  /// Starts a table, which appears whole when `finish` returns.
  ///
  /// - Parameter samples: names of the count columns of `reporter_experiment_barcode`, such as
  ///   `dna_count_1`; empty for the other formats.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made.
  public init(path: String, samples: [String] = [], threads: Int = 1) throws(GenomicsIOError) {
    precondition((Row.format == .experimentBarcode) == !samples.isEmpty, "samples \(samples)")
    writer = try DelimitedTextWriter(
      path: path, columns: Row.format.columnNames + samples, hasHeader: Row.format.hasHeader,
      compression: TextFileWriter.Compression(path: path), threads: threads)
  }

  /// Appends a row. Genomic formats want them sorted by chromosome, start and end.
  ///
  /// - Throws: ``GenomicsIOError`` when a name holds a tab or line break, or the disk refuses.
  public mutating func write(_ row: Row) throws(GenomicsIOError) {
    row.append(to: &writer.row)
    try writer.endRow()
  }

  /// Writes what is left, syncs the file and moves it to its place.
  public consuming func finish() throws(GenomicsIOError) { try writer.finish() }
}

extension DelimitedRows {
  /// Adds a number with the four decimals of IGVF tables, nothing when it is not known.
  mutating func appendIGVF(_ number: Double?) {
    if let number { append(number, decimals: 4) } else { append("") }
  }
}
