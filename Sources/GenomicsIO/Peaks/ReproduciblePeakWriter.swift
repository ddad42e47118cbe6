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
      compression: path.hasSuffix(".gz") ? .bgzf : .plain, threads: threads)
    for row in rows {
      writer.append(row.interval.chromosome)
      writer.append(row.interval.start)
      writer.append(row.interval.end)
      writer.append(".")
      writer.append(row.browserScore)
      writer.append(row.strand.symbol)
      if format != .bed {
        for value in [row.signal, row.pValue, row.qValue] { append(value, to: &writer) }
      }
      if format == .narrowPeak {
        writer.append(row.summit.map { $0 - row.interval.start } ?? -1)
      }
      writer.append(row.local, decimals: 6)
      writer.append(row.global, decimals: 6)
      for replicate in row.replicates {
        writer.append(replicate.interval?.start ?? -1)
        writer.append(replicate.interval?.end ?? -1)
        append(replicate.score, to: &writer)
        if format == .narrowPeak { writer.append(replicate.summit ?? -1) }
      }
      try writer.endRow()
    }
    try writer.finish()
  }

  /// A number, −1 when there is none.
  private static func append(_ value: Double?, to writer: inout DelimitedTextWriter) {
    if let value { writer.append(value) } else { writer.append(-1) }
  }
}
