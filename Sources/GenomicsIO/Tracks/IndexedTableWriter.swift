public import GenomicTypes

/// Writes a table of genomic intervals, BGZF with a tabix index beside it.
///
/// The first three columns are chromosome, start and end, 0-based half-open; rows come sorted (see
/// ``GenomicOrder``). Comment lines and the header start with `#`. An index of an earlier table is
/// removed before the new table appears, so that no index is ever of another table.
///
/// ```swift
/// var writer = try IndexedTableWriter(
///   path: "fragments.tsv.gz", columns: ["name", "DNA"], comments: ["counts are raw reads"])
/// writer.start(GenomicInterval(chromosome: "chr1", start: 9, end: 30))
/// writer.row.append("tile_1")
/// writer.row.append(12)
/// try writer.endRow()
/// let index = try writer.finish()  // "fragments.tsv.gz.tbi"
/// // # counts are raw reads
/// // #chrom  start  end  name    DNA
/// // chr1    9      30   tile_1  12
/// ```
public struct IndexedTableWriter: ~Copyable {
  private var writer: DelimitedTextWriter
  private let path: String
  private let longestChromosome: Int
  private var largestEnd = 0

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - columns: names of the columns after the interval.
  ///   - comments: lines above the header, without `#`.
  ///   - hasHeader: whether there are comments and column names at all; BED has none.
  ///   - longestChromosome: length of the longest chromosome when it is known; otherwise the
  ///     largest end counts.
  /// - Throws: ``GenomicsIOError`` when the file cannot be made.
  public init(
    path: String, columns: [String], comments: [String] = [], hasHeader: Bool = true,
    longestChromosome: Int = 0, threads: Int = 1
  ) throws(GenomicsIOError) {
    self.path = path
    self.longestChromosome = longestChromosome
    writer = try DelimitedTextWriter(
      path: path, columns: ["#chrom", "start", "end"] + columns,
      comments: hasHeader ? comments.map { "# \($0)" } : [], hasHeader: hasHeader,
      compression: .bgzf, threads: threads)
  }

  /// The fields after the interval are appended here.
  public var row: DelimitedRows {
    _read { yield writer.row }
    _modify { yield &writer.row }
  }

  /// Starts a row with its interval.
  public mutating func start(_ interval: GenomicInterval) {
    writer.row.append(interval.chromosome)
    writer.row.append(interval.start)
    writer.row.append(interval.end)
    largestEnd = max(largestEnd, interval.end)
  }

  /// Ends the row.
  ///
  /// - Throws: ``GenomicsIOError`` as `DelimitedTextWriter.endRow()`.
  public mutating func endRow() throws(GenomicsIOError) { try writer.endRow() }

  /// Moves the table to its place and indexes it.
  ///
  /// - Returns: the path of the index.
  /// - Throws: ``GenomicsIOError`` when the disk refuses or the rows were not sorted.
  @discardableResult
  public consuming func finish() throws(GenomicsIOError) -> String {
    let (path, longest) = (path, max(longestChromosome, largestEnd))
    TabixIndex.remove(for: path)
    try writer.finish()
    return try TabixIndex.build(for: path, longestChromosome: longest)
  }
}
