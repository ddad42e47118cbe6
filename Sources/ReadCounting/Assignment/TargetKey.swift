import GenomicTypes

/// A position or an oligo as two words whose order is the order in which ties are resolved: by
/// chromosome, start, end and strand, or by the name of the oligo.
struct TargetKey: Hashable, Comparable {
  let first: UInt64
  let second: UInt64

  init(_ placement: FragmentPlacement) {
    let interval = placement.interval ?? 0..<0
    first =
      UInt64(UInt32(bitPattern: placement.chromosome)) << 32
      | UInt64(UInt32(bitPattern: interval.lowerBound))
    second =
      UInt64(UInt32(bitPattern: interval.upperBound)) << 8 | UInt64(placement.strand.rawValue)
  }

  init(rank: Int32) {
    first = UInt64(rank)
    second = 0
  }

  static func < (a: TargetKey, b: TargetKey) -> Bool {
    a.first != b.first ? a.first < b.first : a.second < b.second
  }

  private var chromosome: UInt64 { first >> 32 }
  private var start: Int64 { Int64(first & 0xFFFF_FFFF) }
  private var end: Int64 { Int64(second >> 8) }
  private var strand: UInt64 { second & 0xFF }

  /// Whether two positions lie on one strand and their starts and ends differ by at most
  /// `tolerance`.
  func isWithin(_ tolerance: Int64, of other: TargetKey) -> Bool {
    chromosome == other.chromosome && strand == other.strand
      && abs(start - other.start) <= tolerance && abs(end - other.end) <= tolerance
  }

  /// A cell of the grid of starts; positions within `tolerance` are in it or in a neighbour.
  func cell(tolerance: Int64, neighbour: Int64 = 0) -> TargetCell {
    TargetCell(
      chromosome: chromosome, strand: strand, cell: start / (tolerance + 1) + neighbour)
  }
}

/// A stretch of a strand.
struct TargetCell: Hashable {
  let chromosome: UInt64
  let strand: UInt64
  let cell: Int64
}
