/// Where a fragment lies: its chromosome, and its interval and strand as far as they are known.
///
/// The chromosome is an index into the `chromosomeNames` of the table that holds the placement.
/// Designed libraries often name only the chromosome of an element, hence the optional interval.
public struct FragmentPlacement: Hashable, Sendable {
  /// Index into the table's list of chromosome names.
  public var chromosome: Int32
  /// First base, 0-based, and one past the last; nil when only the chromosome is known.
  public var interval: Range<Int32>?
  /// Strand, `unstranded` when not known.
  public var strand: Strand

  /// Makes a placement.
  public init(chromosome: Int32, interval: Range<Int32>?, strand: Strand) {
    self.chromosome = chromosome
    self.interval = interval
    self.strand = strand
  }
}
