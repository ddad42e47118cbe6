public import GenomicTypes

/// Writes the SuRE count table: `chr start end strand`, five columns about SNPs, `iPCR`, one column
/// per cDNA or plasmid sample, four more about SNPs; 1-based closed in the file.
///
/// cupel does not annotate SNPs: those columns hold what is handed in, else nothing. Programs that go by
/// the position of a column find every column where they expect it.
///
/// ```swift
/// var writer = try SuRECountsWriter(path: "SuRE-counts_chr1.txt.gz", samples: ["K562_1"])
/// try writer.write(
///   GenomicInterval(chromosome: "chr1", start: 100, end: 250), strand: .forward, library: 3,
///   samples: [12])
/// try writer.finish()
/// // chr   start  end  strand  SNPrelpos ... iPCR  K562_1  SNPbaseInf ...
/// // chr1  101    250  +                     3     12
/// ```
public struct SuRECountsWriter: ~Copyable {
  /// The columns about SNPs, in the order of the file; the first five come before the counts.
  public static let snpColumns = [
    "SNPrelpos", "SNPbase", "SNPvar", "SNPabspos", "SNPidx", "SNPbaseInf", "SNPvarInf", "SNP_ID",
    "PAT_MAT",
  ]
  private static let leading = 5
  /// Name of the column of the library.
  public static let libraryColumn = "iPCR"

  private var writer: DelimitedTextWriter

  /// Starts a table, BGZF when the name ends in ".gz".
  ///
  /// - Parameter samples: names of the sample columns.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made or a name cannot be written.
  public init(path: String, samples: [String], threads: Int = 1) throws(GenomicsIOError) {
    writer = try DelimitedTextWriter(
      path: path,
      columns: ["chr", "start", "end", "strand"] + Self.snpColumns[..<Self.leading]
        + [Self.libraryColumn] + samples + Self.snpColumns[Self.leading...],
      compression: TextFileWriter.Compression(path: path), threads: threads)
  }

  /// Appends a fragment.
  ///
  /// - Parameters:
  ///   - library: the iPCR count; nil is not observed, an empty cell.
  ///   - samples: one count per sample, nil alike.
  ///   - snps: values of ``snpColumns``, or none.
  /// - Throws: ``GenomicsIOError`` when the samples are not as many as named, a text cannot be
  ///   written, or the disk refuses.
  public mutating func write(
    _ interval: GenomicInterval, strand: Strand, library: UInt32?, samples: [UInt32?],
    snps: [String] = []
  ) throws(GenomicsIOError) {
    precondition(snps.isEmpty || snps.count == Self.snpColumns.count, "\(snps)")
    let snps = snps.isEmpty ? Array(repeating: "", count: Self.snpColumns.count) : snps
    writer.row.append(interval.chromosome)
    writer.row.append(interval.start + 1)
    writer.row.append(interval.end)
    writer.row.append(strand.symbol)
    for text in snps[..<Self.leading] { writer.row.append(text) }
    for count in [library] + samples {
      if let count { writer.row.append(count) } else { writer.row.append("") }
    }
    for text in snps[Self.leading...] { writer.row.append(text) }
    try writer.endRow()
  }

  /// Writes what is left, syncs the file and moves it to its place.
  public consuming func finish() throws(GenomicsIOError) { try writer.finish() }
}
