public import GenomicTypes

/// Writes the fragments of a library with their barcodes as other programs expect them: the iPCR
/// table of SuRE or the `.ipcr` file of CeD. Both are 1-based and closed in the file.
///
/// A counted fragment no longer knows the reads it was counted from. What the formats say about
/// single reads is therefore written as "not available": names and CIGAR strings as `*` in `.ipcr`,
/// MD, XS, sequence and CIGAR columns as `NA` in SuRE's table. Each mate is given the whole fragment
/// (as if the two had been merged), so that start, end, strand, mapping quality, barcode and count
/// read back as they were; inner ends do not.
///
/// ```swift
/// var writer = try LibraryFragmentWriter(path: "chr1.bedpe.gz", layout: .sure)
/// try writer.write(
///   LibraryFragmentWriter.Row(
///     chromosome: Array("chr1".utf8), interval: 100..<250, strand: .reverse,
///     barcode: Array("ACGT".utf8), reads: 7, mappingQuality: 42))
/// try writer.finish()
/// // seqname start end length strand barcode count end.intr start.intr MAPQ ...
/// // chr1    101   250 150    -      ACGT    7     250      101        42   NA ...
/// ```
public struct LibraryFragmentWriter: ~Copyable {
  /// Which program's columns.
  public enum Layout: String, Hashable, Sendable, CaseIterable {
    /// The bedpe-like table of the SuRE pipeline.
    case sure = "sure-ipcr"
    /// The 16 columns of CeD, and one for each sample.
    case ceD = "ipcr"
  }

  /// A fragment with one barcode.
  public struct Row: Sendable {
    /// Name of the chromosome, without a tab.
    public var chromosome: [UInt8]
    /// 0-based half-open.
    public var interval: Range<Int32>
    /// Strand of read 1; an unstranded fragment is written as forward in `.ipcr`, which has no other
    /// word.
    public var strand: Strand
    /// Letters of the barcode.
    public var barcode: [UInt8]
    /// Reads, or read pairs; nil is not observed, an empty cell.
    public var reads: UInt32?
    /// The lower mapping quality of the mates.
    public var mappingQuality: UInt8
    /// Counts of the samples; nil is not observed, an empty cell.
    public var samples: [UInt32?]

    /// Makes a row.
    public init(
      chromosome: [UInt8], interval: Range<Int32>, strand: Strand, barcode: [UInt8],
      reads: UInt32?, mappingQuality: UInt8, samples: [UInt32?] = []
    ) {
      self.chromosome = chromosome
      self.interval = interval
      self.strand = strand
      self.barcode = barcode
      self.reads = reads
      self.mappingQuality = mappingQuality
      self.samples = samples
    }
  }

  private let layout: Layout
  private var writer: DelimitedTextWriter

  private static let sureColumns = [
    "seqname", "start", "end", "length", "strand", "barcode", "count", "end.intr", "start.intr",
    "MAPQ", "MD.1", "MD.2", "alt.1", "alt.2", "seq.1", "seq.2", "cigar.1", "cigar.2",
  ]
  /// The order of the columns of `.ipcr`, also in files without a header.
  static let ceDColumns = [
    "barcode", "readName", "chromosome", "readOneStart", "readOneEnd", "readTwoStart",
    "readTwoEnd", "readOneFlag", "readTwoFlag", "readOneMQ", "readTwoMQ", "readOneCigar",
    "readTwoCigar", "readOneStrand", "readTwoStrand", "ipcrCount",
  ]

  /// Starts a table with a header, BGZF when the name ends in ".gz" or ".bgz".
  ///
  /// - Parameter samples: names of the count columns after those of the layout.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made or a name cannot be written.
  public init(
    path: String, layout: Layout, samples: [String] = [], threads: Int = 1
  ) throws(GenomicsIOError) {
    self.layout = layout
    writer = try DelimitedTextWriter(
      path: path, columns: (layout == .sure ? Self.sureColumns : Self.ceDColumns) + samples,
      compression: TextFileWriter.Compression(path: path), threads: threads)
  }

  /// Appends one row.
  ///
  /// - Throws: ``GenomicsIOError`` when the samples are not as many as named, or the disk refuses.
  public mutating func write(_ row: Row) throws(GenomicsIOError) {
    Self.append(row, as: layout, to: &writer.row)
    try writer.endRow()
  }

  /// Appends many rows, which several threads format.
  public mutating func write(_ count: Int, _ row: @Sendable (Int) -> Row) throws {
    let layout = layout
    try writer.appendRows(count) { index, cells in Self.append(row(index), as: layout, to: &cells) }
  }

  /// Writes what is left, syncs the file and moves it to its place.
  public consuming func finish() throws(GenomicsIOError) { try writer.finish() }

  private static func append(_ row: Row, as layout: Layout, to cells: inout DelimitedRows) {
    let (start, end) = (Int(row.interval.lowerBound) + 1, Int(row.interval.upperBound))
    switch layout {
    case .sure:
      cells.append(plain: row.chromosome)
      cells.append(start)
      cells.append(end)
      cells.append(row.interval.count)
      cells.append(row.strand.symbol)
      cells.append(plain: row.barcode)
      append(row.reads, to: &cells)
      cells.append(end)
      cells.append(start)
      cells.append(Int(row.mappingQuality))
      for _ in 0..<8 { cells.append("NA") }
    case .ceD:
      let isReverse = row.strand == .reverse
      cells.append(plain: row.barcode)
      cells.append("*")
      cells.append(plain: row.chromosome)
      for _ in 0..<2 {
        cells.append(start)
        cells.append(end)
      }
      // Proper pairs, first and second in pair; 16 and 32 are the strands of the read and its mate.
      cells.append(isReverse ? 83 : 99)
      cells.append(isReverse ? 163 : 147)
      for _ in 0..<2 { cells.append(Int(row.mappingQuality)) }
      for _ in 0..<2 { cells.append("*") }
      cells.append(isReverse ? "-" : "+")
      cells.append(isReverse ? "+" : "-")
      append(row.reads, to: &cells)
    }
    for count in row.samples { append(count, to: &cells) }
  }

  private static func append(_ count: UInt32?, to cells: inout DelimitedRows) {
    if let count { cells.append(count) } else { cells.append("") }
  }
}
