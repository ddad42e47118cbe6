public import GenomicTypes

/// A place where a motif is occupied, planted or by accident.
public struct MotifInstance: Hashable, Sendable {
  /// First base, 0-based, on the forward strand of whatever was scanned.
  public let start: Int32
  /// Number of bases.
  public let width: Int16
  /// Index into the motifs of the grammar.
  public let motif: Int16
  /// Strand on which the motif reads; unstranded when both strands score the same.
  public let strand: Strand
  /// Occupancy, 0…1, from the better strand.
  public let occupancy: Double

  /// One past the last base, 0-based.
  public var end: Int32 { start + Int32(width) }
}
