public import GenomicTypes

/// The bootstrap blocks of evaluated rows.
///
/// - Rows with an interval: stretches of the chromosome (default 500 kb), by the middle of the
///   fragment. The stretch must be far longer than the fragments; try 100 kb and 2 Mb as well.
/// - Rows with only a chromosome: whole chromosomes when these rows name at least 20, otherwise
///   as rows without any place.
/// - Rows without a place: rows are blocks of their own, dealt in turn into at most 1,000 blocks.
///   Nothing is known of overlaps among them, so their intervals can be too narrow.
///
/// Make the blocks of exactly the rows that are evaluated.
///
/// ```swift
/// // chr1:499,900-500,200 has its middle at 500,050: the second stretch of chr1
/// EvaluationBlocks(placements: placements, length: 500_000).labels
/// ```
public struct EvaluationBlocks: Hashable, Sendable {
  /// A label per row; rows with equal labels form one block.
  public let labels: [Int]
  /// Rows in blocks by stretches of a chromosome.
  public let rowsByStretch: Int
  /// Rows in blocks by whole chromosomes.
  public let rowsByChromosome: Int
  /// Rows in blocks without a place.
  public let rowsWithoutPlace: Int

  /// Chromosomes that rows without an interval must name to be blocked by chromosome.
  public static let chromosomesNeeded = 20
  /// Most blocks of rows without a place.
  public static let unplacedBlockLimit = 1_000

  /// Assigns blocks.
  ///
  /// - Parameters:
  ///   - placements: one per evaluated row.
  ///   - length: bases of a stretch, ≥ 1.
  public init(placements: [FragmentPlacement?], length: Int = 500_000) {
    precondition(length >= 1, "block length \(length)")
    let loose = placements.compactMap { $0 }.filter { $0.interval == nil }.map(\.chromosome)
    let byChromosome = Set(loose).count >= Self.chromosomesNeeded
    var counts = (stretch: 0, chromosome: 0, unplaced: 0)
    labels = placements.map { placement in
      if let placement, let interval = placement.interval {
        counts.stretch += 1
        let middle = (Int(interval.lowerBound) + Int(interval.upperBound)) / 2
        return Int(placement.chromosome) << 33 | middle / length
      }
      if let placement, byChromosome {
        counts.chromosome += 1
        return Int(placement.chromosome) << 33 | 1 << 32
      }
      counts.unplaced += 1
      return 1 << 62 | (counts.unplaced - 1) % Self.unplacedBlockLimit
    }
    (rowsByStretch, rowsByChromosome, rowsWithoutPlace) = (
      counts.stretch, counts.chromosome, counts.unplaced
    )
  }

  /// Number of distinct blocks.
  public var count: Int { Set(labels).count }
}
