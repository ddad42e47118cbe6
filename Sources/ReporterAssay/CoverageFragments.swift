public import GenomicTypes
import Sharding

/// Which fragments enter a coverage track.
public enum CoverageStrand: String, Hashable, Sendable, CaseIterable {
  /// Every fragment, also those of unknown strand.
  case all
  /// Fragments on the forward strand.
  case plus
  /// Fragments on the reverse strand.
  case minus

  func includes(_ strand: Strand) -> Bool {
    switch self {
    case .all: true
    case .plus: strand == .forward
    case .minus: strand == .reverse
    }
  }
}

/// Fragments sorted into chromosomes, of which coverage tracks are made one chromosome at a time.
///
/// Rows without an interval, or on another strand, are left out.
///
/// ```swift
/// // chr1: 0-10 with count 2, 5-15 with count 3, 20-30 with count 0
/// let fragments = CoverageFragments(table, strand: .all)
/// fragments.track(on: 0, of: table.counts)
/// // 0-5: 2, 5-10: 5, 10-15: 3, 20-30: 0; 15-20 has no value
/// fragments.track(on: 0, of: table.counts, isFlat: true)
/// // 0-5: 1, 5-10: 2, 10-15: 1, 20-30: 0
/// ```
public struct CoverageFragments: Sendable {
  /// Names of the chromosomes, in the order of the table.
  public let chromosomeNames: [String]
  private let placements: [FragmentPlacement?]
  /// Rows by chromosome; those of chromosome c are `rows[offsets[c]..<offsets[c + 1]]`.
  private let rows: [Int32]
  private let offsets: [Int]

  /// Sorts the rows of a table into chromosomes.
  ///
  /// - Complexity: O(rows), 4 bytes per row.
  public init(_ table: FragmentTable, strand: CoverageStrand = .all) {
    chromosomeNames = table.chromosomeNames
    placements = table.placements
    var sizes = [Int](repeating: 0, count: chromosomeNames.count)
    for row in 0..<placements.count {
      if let chromosome = Self.chromosome(of: placements[row], strand) { sizes[chromosome] += 1 }
    }
    var offsets = [0]
    for size in sizes { offsets.append(offsets[offsets.count - 1] + size) }
    var next = offsets
    var rows = [Int32](repeating: 0, count: offsets[offsets.count - 1])
    for row in 0..<placements.count {
      guard let chromosome = Self.chromosome(of: placements[row], strand) else { continue }
      rows[next[chromosome]] = Int32(row)
      next[chromosome] += 1
    }
    self.rows = rows
    self.offsets = offsets
  }

  private static func chromosome(
    of placement: FragmentPlacement?, _ strand: CoverageStrand
  ) -> Int? {
    guard let placement, let interval = placement.interval, !interval.isEmpty,
      strand.includes(placement.strand)
    else { return nil }
    return Int(placement.chromosome)
  }

  /// Number of fragments on a chromosome.
  public func fragmentCount(on chromosome: Int) -> Int {
    offsets[chromosome + 1] - offsets[chromosome]
  }

  /// Largest end of any fragment on a chromosome, 0 without one.
  public func largestEnd(on chromosome: Int) -> Int {
    rows[offsets[chromosome]..<offsets[chromosome + 1]].reduce(0) {
      max($0, Int(placements[Int($1)]?.interval?.upperBound ?? 0))
    }
  }

  /// Makes the tracks of several chromosomes, one per shard.
  ///
  /// - Throws: what `make` throws.
  public static func tracks(
    on chromosomes: [Int], threads: Int, _ make: @Sendable (Int) throws -> ChromosomeTrack
  ) throws -> [ChromosomeTrack] {
    try shardedMap(shards: chromosomes.count, threads: threads) { try make(chromosomes[$0]) }
  }

  /// Calls `body` for every stretch between neighbouring starts and ends that a fragment covers,
  /// with the sums of two weights over the fragments that cover it.
  ///
  /// - Complexity: O(n log n) for n fragments on the chromosome, 40 bytes per fragment.
  func sweep(
    chromosome: Int, weights: (Int) -> SIMD2<Int64>,
    _ body: (_ stretch: Range<Int32>, _ sums: SIMD2<Int64>) -> Void
  ) {
    let rows = rows[offsets[chromosome]..<offsets[chromosome + 1]]
    let weightOf = rows.map { weights(Int($0)) }
    var starts: [(position: Int32, place: Int32)] = []
    var ends: [(position: Int32, place: Int32)] = []
    starts.reserveCapacity(rows.count)
    ends.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() {
      guard let interval = placements[Int(row)]?.interval else { continue }
      starts.append((interval.lowerBound, Int32(place)))
      ends.append((interval.upperBound, Int32(place)))
    }
    starts.sort { $0.position < $1.position }
    ends.sort { $0.position < $1.position }
    var (nextStart, nextEnd) = (0, 0)
    var covering = 0
    var sums = SIMD2<Int64>.zero
    var last: Int32 = 0
    while nextEnd < ends.count {
      let position =
        nextStart < starts.count
        ? min(starts[nextStart].position, ends[nextEnd].position) : ends[nextEnd].position
      if covering > 0 { body(last..<position, sums) }
      while nextEnd < ends.count, ends[nextEnd].position == position {
        sums &-= weightOf[Int(ends[nextEnd].place)]
        covering -= 1
        nextEnd += 1
      }
      while nextStart < starts.count, starts[nextStart].position == position {
        sums &+= weightOf[Int(starts[nextStart].place)]
        covering += 1
        nextStart += 1
      }
      last = position
    }
  }
}
