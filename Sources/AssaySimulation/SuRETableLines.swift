import GenomicTypes

/// The fragments of one chromosome as lines of a SuRE count table, without line breaks.
///
/// Tab-separated, coordinates 1-based closed as in the published tables:
///
///     chr  start  end  strand  iPCR  SuRE cellA cDNA, Biorep1, PCRrep1  …  plasmid library, PCR rep1
///
/// The first sample of the input DNA is the iPCR column, further ones are the plasmid library.
/// Lines are made as they are asked for, so tables of any size can be streamed part by part.
public struct SuRETableLines: Sequence, IteratorProtocol, Sendable {
  private let name: String
  private let rows: [(interval: Range<Int32>, strand: Strand)]
  private let columns: [[UInt32]]
  private var row = 0

  /// Lines of the part of one chromosome, without the header.
  public init(_ part: SimulatedLibraryPart) {
    name = part.chromosome.name
    rows = part.placements.compactMap { placement in
      placement.interval.map { ($0, placement.strand) }
    }
    let merged = part.counts.merged(fragments: part.placements.count)
    columns =
      merged.dna.prefix(1) + merged.rna.flatMap(\.self) + merged.dna.dropFirst()
  }

  /// The header of the table of all parts.
  public static func header(_ parameters: SimulationParameters) -> String {
    let rna = parameters.grammar.cellTypes.flatMap { cellType in
      (1...parameters.counts.replicates).map {
        "SuRE \(cellType.name) cDNA, Biorep\($0), PCRrep1"
      }
    }
    let plasmid = (1..<parameters.counts.dnaSamples).map { "plasmid library, PCR rep\($0)" }
    return (["chr", "start", "end", "strand", "iPCR"] + rna + plasmid).joined(separator: "\t")
  }

  /// The next line, nil after the last.
  public mutating func next() -> String? {
    if row >= rows.count { return nil }
    let (interval, strand) = rows[row]
    var line = "\(name)\t\(interval.lowerBound + 1)\t\(interval.upperBound)\t\(strand.symbol)"
    for column in columns { line += "\t\(column[row])" }
    row += 1
    return line
  }
}
