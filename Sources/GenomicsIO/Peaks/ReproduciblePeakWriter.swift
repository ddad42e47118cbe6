import GenomicTypes

/// Writes tables of reproducible peaks with the columns of idr 2.0.3, for any number of replicates.
///
/// No header. 0-based half-open coordinates. First chrom, start, end, name ("."), score and strand;
/// for narrowPeak and broadPeak signal, p-value and q-value; for narrowPeak the offset of the
/// summit; then −log10 of the local and of the global rate with six decimals; then for each replicate
/// start, end, score and, for narrowPeak, the position of its summit. That is 20, 17 and 14 columns
/// for two replicates of narrowPeak, broadPeak and BED. −1 stands for what there is not.
///
/// ```swift
/// try ReproduciblePeakWriter.columns(.narrowPeak, replicates: 2).count  // 20
/// ```
public enum ReproduciblePeakWriter {
  /// The names of the columns.
  public static func columns(_ format: PeakFileFormat, replicates: Int) -> [String] {
    var columns = ["chrom", "start", "end", "name", "score", "strand"]
    if format != .bed { columns += ["signalValue", "pValue", "qValue"] }
    if format == .narrowPeak { columns.append("summit") }
    columns += ["localIDR", "globalIDR"]
    for replicate in 1...max(1, replicates) {
      columns += ["start", "end", "score"].map { "rep\(replicate)_\($0)" }
      if format == .narrowPeak { columns.append("rep\(replicate)_summit") }
    }
    return columns
  }

  /// Writes the rows, in order; BGZF when the path ends in ".gz".
  ///
  /// - Throws: ``GenomicsIOError`` when a name cannot be written or the disk refuses.
  /// - Precondition: every row has the same number of replicates.
  public static func write(
    _ rows: [ReproduciblePeakRow], as format: PeakFileFormat, replicates: Int, to path: String,
    threads: Int = 1
  ) throws(GenomicsIOError) {
    var writer = try DelimitedTextWriter(
      path: path, columns: columns(format, replicates: replicates), hasHeader: false,
      compression: TextFileWriter.Compression(path: path), threads: threads)
    for row in rows {
      writer.row.append(row.interval.chromosome)
      writer.row.append(row.interval.start)
      writer.row.append(row.interval.end)
      writer.row.append(".")
      writer.row.append(row.browserScore)
      writer.row.append(row.strand.symbol)
      if format != .bed {
        for value in [row.signal, row.pValue, row.qValue] { append(value, to: &writer.row) }
      }
      if format == .narrowPeak {
        writer.row.append(row.summit.map { $0 - row.interval.start } ?? -1)
      }
      writer.row.append(row.local, decimals: 6)
      writer.row.append(row.global, decimals: 6)
      for replicate in row.replicates {
        writer.row.append(replicate.interval?.start ?? -1)
        writer.row.append(replicate.interval?.end ?? -1)
        append(replicate.score, to: &writer.row)
        if format == .narrowPeak { writer.row.append(replicate.summit ?? -1) }
      }
      try writer.endRow()
    }
    try writer.finish()
  }

  /// A number, −1 when there is none.
  private static func append(_ value: Double?, to cells: inout DelimitedRows) {
    if let value { cells.append(value) } else { cells.append(-1) }
  }
}
