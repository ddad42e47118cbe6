import Glibc
import Statistics

/// A merged peak with its rates.
public struct ReproduciblePeak: Hashable, Sendable {
  /// The peak.
  public let peak: MergedPeak
  /// Score of each replicate; 0 where a missing peak was kept.
  public let scores: [Double]
  /// The scores of the replicates, combined.
  public let score: Double
  /// Probability that it is noise, 1e-6 to 1.
  public let localIDR: Double
  /// Expected share of noise among this peak and all more reproducible ones.
  public let globalIDR: Double

  /// Makes a row.
  public init(
    peak: MergedPeak, scores: [Double], score: Double, localIDR: Double, globalIDR: Double
  ) {
    self.peak = peak
    self.scores = scores
    self.score = score
    self.localIDR = localIDR
    self.globalIDR = globalIDR
  }

  /// The global rate as a whole number from 0 to 1000: −125·log2(rate + 1e-12), cut towards 0; 0.05
  /// gives 540.
  public var browserScore: Int {
    max(0, min(1000, Int(-125 * log2(globalIDR + 1e-12))))
  }

  /// −log10 of a rate, from 0 to 5.
  public static func capped(_ rate: Double) -> Double {
    rate >= 1 ? 0 : min(5, -log10(rate))
  }
}

/// The reproducibility of the peaks of two or more replicates.
public struct ReproduciblePeaks: Sendable {
  /// How peaks are merged and compared.
  public struct Options: Hashable, Sendable {
    /// How scores of one replicate, and then of replicates, become one.
    public var combination = ScoreCombination.sum
    /// Whether a peak that a replicate lacks is kept, with the score 0 for it.
    public var keepsIncomplete = false
    /// Whether scores below 0 are allowed.
    public var allowsNegative = false
    /// How rows are compared.
    public var rows = RowReproducibility.Options()

    /// Sums, peaks of all replicates, no negative scores.
    public init() {}
  }

  /// By combined score, the highest first; equal ones by place.
  public let peaks: [ReproduciblePeak]
  /// Fits and counts.
  public let comparison: RowReproducibility

  /// Judges merged peaks.
  ///
  /// - Parameters:
  ///   - merged: from ``PeakMerging``, in its order.
  ///   - replicates: a name for each part.
  /// - Throws: ``PeakReproducibilityError``.
  public init(
    _ merged: [MergedPeak], replicates: [String], options: Options = Options(), threads: Int = 1
  ) throws {
    let scores = replicates.indices.map { replicate in
      merged.map { $0.parts[replicate]?.score }
    }
    let scored = try ScoredRows(
      replicates: replicates, scores: scores, identities: merged.map(\.place),
      allowsNegative: options.allowsNegative)
    var rowOptions = options.rows
    rowOptions.missingIsZero = options.keepsIncomplete
    let comparison = try RowReproducibility(scored, options: rowOptions, threads: threads)
    let rows = comparison.rows.enumerated().map { place, row in
      let own = merged[row].parts.map { $0?.score ?? 0 }
      return ReproduciblePeak(
        peak: merged[row], scores: own, score: options.combination.combined(own),
        localIDR: comparison.rates.local[place], globalIDR: comparison.rates.global[place])
    }
    // Rows come by place, and the sort keeps their order.
    let order = ascendingOrder(rows.map { -$0.score })
    peaks = order.map { rows[$0] }
    self.comparison = comparison
  }
}
