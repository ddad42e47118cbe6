import GenomicTypes
import Glibc

/// GC of a fragment in which bases near the 3′ end may weigh more.
///
/// The last base of a fragment weighs 1, the one `halvingDistance` bases before it ½; a factor
/// common to all weights cancels.
struct CompositionWeights: Sendable {
  /// Weight by distance from the last base; nil: all 1.
  private let weights: [Double]?

  /// - Parameter longest: length of the longest fragment that will be asked for.
  init(halvingDistance: Double?, longest: Int) {
    weights = halvingDistance.map { halving in
      (0..<longest).map { exp2(-Double($0) / halving) }
    }
  }

  /// Weighted share of G and C among the known bases; nil without known bases.
  ///
  /// - Complexity: O(interval).
  func gcFraction(of codes: [UInt8], in interval: Range<Int>, strand: Strand) -> Double? {
    var gc = 0.0
    var known = 0.0
    for position in interval where codes[position] < 4 {
      let distance =
        strand == .reverse ? position - interval.lowerBound : interval.upperBound - 1 - position
      let weight = weights.map { $0[distance] } ?? 1
      known += weight
      if codes[position] == 1 || codes[position] == 2 { gc += weight }
    }
    return known > 0 ? gc / known : nil
  }
}
