public import GenomicTypes

/// A row of a table of reproducible peaks.
public struct ReproduciblePeakRow: Hashable, Sendable {
  /// What one replicate contributes.
  public struct Replicate: Hashable, Sendable {
    /// Its peaks there; nil when it has none.
    public let interval: GenomicInterval?
    /// Its score there.
    public let score: Double
    /// The summit of its strongest peak, 0-based; nil when there is none.
    public let summit: Int?

    /// Makes the part of a replicate.
    public init(interval: GenomicInterval?, score: Double, summit: Int?) {
      self.interval = interval
      self.score = score
      self.summit = summit
    }
  }

  /// Where it lies.
  public var interval: GenomicInterval
  /// Its strand.
  public var strand: Strand
  /// From 0 to 1000.
  public var browserScore: Int
  /// The signal column; nil writes −1.
  public var signal: Double?
  /// The column of p-values; nil writes −1.
  public var pValue: Double?
  /// The column of q-values; nil writes −1.
  public var qValue: Double?
  /// The summit, 0-based; nil writes −1.
  public var summit: Int?
  /// −log10 of the local rate.
  public var local: Double
  /// −log10 of the global rate.
  public var global: Double
  /// The replicates, in order.
  public var replicates: [Replicate]

  /// Makes a row without signal, p-value, q-value and summit.
  public init(
    interval: GenomicInterval, strand: Strand, browserScore: Int, local: Double, global: Double,
    replicates: [Replicate]
  ) {
    self.interval = interval
    self.strand = strand
    self.browserScore = browserScore
    self.local = local
    self.global = global
    self.replicates = replicates
  }
}
