public import Statistics

/// A second population of rarely read things: the counts rise again towards 1 below a valley.
///
/// Sequencing errors and template switches of an over-amplified cDNA make many barcodes that are
/// read once or a few times, beside the real ones that are read often. In doubling bins of the
/// count (1, 2–3, 4–7, …) such a sample has a valley between two peaks; a sample without it has one
/// peak.
///
/// ```swift
/// // 900 things read once, 100 read 2–3 times, 400 read 4–7 times
/// LowCountRise(CountOfCounts(frequencies: [1: 900, 2: 100, 5: 400]))?.valley  // 2
/// ```
public struct LowCountRise: Hashable, Codable, Sendable {
  /// Smallest count of the bin at the bottom of the valley.
  public let valley: Int
  /// Share of things read less often than that.
  public let fractionBelow: Double
  /// Share of reads those things hold.
  public let readsBelow: Double

  /// Looks for a valley; nil when there is none.
  ///
  /// The valley is the emptiest bin between the first bin and the fullest later one; it counts when
  /// both peaks stand above it by more than four standard errors of the difference of two Poisson
  /// counts and by a tenth of the lower peak.
  public init?(_ counts: CountOfCounts) {
    let bins = counts.doublingBins
    guard bins.count >= 3 else { return nil }
    var best: (valley: Int, depth: Int)?
    for valley in 1..<(bins.count - 1) {
      let left = bins[..<valley].max() ?? 0
      let right = bins[(valley + 1)...].max() ?? 0
      let peak = min(left, right)
      let depth = peak - bins[valley]
      let noise = 4 * Double(peak + bins[valley]).squareRoot()
      guard Double(depth) > max(noise, 0.1 * Double(peak)) else { continue }
      if depth > best?.depth ?? 0 { best = (valley, depth) }
    }
    guard let best else { return nil }
    valley = 1 << best.valley
    var (things, reads) = (0, 0)
    for (value, frequency) in zip(counts.values, counts.frequencies) where value < valley {
      things += frequency
      reads += value * frequency
    }
    fractionBelow = Double(things) / Double(counts.distinct)
    readsBelow = Double(reads) / Double(counts.total)
  }
}
