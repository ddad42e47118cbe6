public import GenomicTypes

/// Peaks of several replicates that are one: they overlap, or one peak of a reference list chose
/// them.
public struct MergedPeak: Hashable, Sendable {
  /// What one replicate contributes.
  public struct Part: Hashable, Sendable {
    /// From the first to the last base of the replicate's peaks.
    public let interval: GenomicInterval
    /// Their scores, combined.
    public let score: Double
    /// Summit of the one with the highest score, 0-based; nil when it has none.
    public let summit: Int?

    /// Makes a part.
    public init(interval: GenomicInterval, score: Double, summit: Int?) {
      self.interval = interval
      self.score = score
      self.summit = summit
    }
  }

  /// From the first to the last base of all, or the interval of the reference peak.
  public let interval: GenomicInterval
  /// Strand of all.
  public let strand: Strand
  /// One for each replicate; nil where a replicate has no peak.
  public let parts: [Part?]
  /// The reference peak; nil when peaks were merged with each other.
  public let reference: Peak?

  /// Makes a merged peak.
  public init(interval: GenomicInterval, strand: Strand, parts: [Part?], reference: Peak? = nil) {
    self.interval = interval
    self.strand = strand
    self.parts = parts
    self.reference = reference
  }

  /// The summit: that of the reference peak, else the mean of the parts that have one, rounded down;
  /// nil without any.
  public var summit: Int? {
    if let reference { return reference.summit }
    let summits = parts.compactMap { $0?.summit }
    return summits.isEmpty ? nil : summits.reduce(0, +) / summits.count
  }

  /// "chr1:99-200", with the strand when there is one.
  public var place: String {
    strand == .unstranded ? "\(interval)" : "\(interval)(\(strand.symbol))"
  }

  /// Chromosome, position and strand, in this order.
  static func precedes(_ left: MergedPeak, _ right: MergedPeak) -> Bool {
    let (a, b) = (left.interval, right.interval)
    if a.chromosome != b.chromosome { return a.chromosome < b.chromosome }
    return (a.start, a.end, left.strand.rawValue) < (b.start, b.end, right.strand.rawValue)
  }
}

/// How the scores of several peaks become one.
public enum ScoreCombination: String, CaseIterable, Hashable, Sendable {
  case sum
  case mean = "avg"
  case min, max

  /// The combined score.
  ///
  /// ```swift
  /// ScoreCombination.mean.combined([1, 4])  // 2.5
  /// ```
  ///
  /// - Precondition: there is at least one.
  public func combined(_ scores: [Double]) -> Double {
    precondition(!scores.isEmpty, "no scores")
    switch self {
    case .sum: return scores.reduce(0, +)
    case .mean: return scores.reduce(0, +) / Double(scores.count)
    case .min: return scores.reduce(.infinity, Swift.min)
    case .max: return scores.reduce(-.infinity, Swift.max)
    }
  }
}
