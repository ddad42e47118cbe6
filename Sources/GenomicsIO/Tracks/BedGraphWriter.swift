public import GenomicTypes

/// Writes a track as bedGraph: chromosome, start, end, value, 0-based half-open, without a header.
///
/// A name that ends in `.gz` gives BGZF with a tabix index beside it; any other plain text. Whole
/// numbers are written without a point, others in the shortest form that reads back as the same.
///
/// ```swift
/// var track = ChromosomeTrack(chromosome: "chr1")
/// track.append(start: 10, end: 20, value: 3)
/// var writer = try BedGraphWriter(path: "dna.bedgraph")
/// try writer.append(track)
/// try writer.finish()
/// // chr1  10  20  3
/// ```
public struct BedGraphWriter: ~Copyable {
  private var plain: DelimitedTextWriter?
  private var indexed: IndexedTableWriter?

  /// Starts a file.
  ///
  /// - Parameter longestChromosome: length of the longest chromosome when it is known.
  /// - Throws: ``GenomicsIOError/system(path:step:reason:)`` when the file cannot be made.
  public init(
    path: String, longestChromosome: Int = 0, threads: Int = 1
  ) throws(GenomicsIOError) {
    if TextFileWriter.Compression(path: path) == .bgzf {
      plain = nil
      indexed = try IndexedTableWriter(
        path: path, columns: ["value"], hasHeader: false, longestChromosome: longestChromosome,
        threads: threads)
    } else {
      plain = try DelimitedTextWriter(
        path: path, columns: ["chrom", "start", "end", "value"], hasHeader: false)
      indexed = nil
    }
  }

  /// Appends the track of one chromosome. Tracks come in byte order of their names.
  ///
  /// - Throws: ``GenomicsIOError`` when the disk refuses.
  public mutating func append(_ track: ChromosomeTrack) throws(GenomicsIOError) {
    for index in 0..<track.count {
      let text = Self.text(track.values[index])
      let (start, end) = (Int(track.starts[index]), Int(track.ends[index]))
      if plain != nil {
        plain?.row.append(track.chromosome)
        plain?.row.append(start)
        plain?.row.append(end)
        plain?.row.append(text)
        try plain?.endRow()
      } else {
        indexed?.start(
          GenomicInterval(chromosome: track.chromosome, start: start, end: end))
        indexed?.row.append(text)
        try indexed?.endRow()
      }
    }
  }

  /// Writes what is left, moves the file to its place and indexes it when it is BGZF.
  public consuming func finish() throws(GenomicsIOError) {
    if let plain = plain.take() { try plain.finish() }
    if let indexed = indexed.take() { try indexed.finish() }
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
