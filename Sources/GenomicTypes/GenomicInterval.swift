/// A stretch of a chromosome, 0-based and half-open: the only coordinate convention inside cupel.
///
/// `start` is the first base, `end` is one past the last; `length` is `end - start`. Readers
/// convert 1-based text on the way in, writers on the way out.
///
/// ```swift
/// let interval = GenomicInterval(chromosome: "chr1", start: 99, end: 200)
/// // the bases a 1-based closed format calls 100…200; length 101
/// ```
public struct GenomicInterval: Hashable, Sendable {
  /// Name of the chromosome exactly as in the input.
  public let chromosome: String
  /// First base, 0-based.
  public let start: Int
  /// One past the last base, 0-based.
  public let end: Int

  /// Makes an interval.
  ///
  /// - Precondition: 0 ≤ start ≤ end.
  public init(chromosome: String, start: Int, end: Int) {
    precondition(0 <= start && start <= end, "start \(start), end \(end)")
    self.chromosome = chromosome
    self.start = start
    self.end = end
  }

  /// Number of bases.
  public var length: Int { end - start }

  /// Whether the two intervals share at least one base. Touching intervals do not.
  public func overlaps(_ other: GenomicInterval) -> Bool {
    chromosome == other.chromosome && start < other.end && other.start < end
  }
}

extension GenomicInterval: CustomStringConvertible {
  /// "chr1:99-200", 0-based half-open.
  public var description: String { "\(chromosome):\(start)-\(end)" }
}
