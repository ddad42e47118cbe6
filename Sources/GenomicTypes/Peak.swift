/// A peak that a peak caller reported in one replicate.
public struct Peak: Hashable, Sendable {
  /// Where it lies, 0-based and half-open.
  public let interval: GenomicInterval
  /// Its strand; `unstranded` for most assays.
  public let strand: Strand
  /// The value that peaks are ranked by; higher is better.
  public let rank: Double
  /// Value of the signal column; nil in formats without one, or when it is −1.
  public let signal: Double?
  /// −log10 of the p-value; nil when there is none.
  public let pValue: Double?
  /// −log10 of the q-value; nil when there is none.
  public let qValue: Double?
  /// The summit, 0-based; nil when it was not called.
  public let summit: Int?

  /// Makes a peak.
  public init(
    interval: GenomicInterval, strand: Strand, rank: Double, signal: Double? = nil,
    pValue: Double? = nil, qValue: Double? = nil, summit: Int? = nil
  ) {
    self.interval = interval
    self.strand = strand
    self.rank = rank
    self.signal = signal
    self.pValue = pValue
    self.qValue = qValue
    self.summit = summit
  }
}
