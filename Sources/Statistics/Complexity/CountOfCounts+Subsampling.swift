import Foundation

extension CountOfCounts {
  /// E[U(p)] = Σ n_k·[1 − (1 − p)^k]: the number of things expected to be seen when each read is
  /// kept independently with probability `p`. Exact; no simulation.
  ///
  /// ```swift
  /// CountOfCounts(frequencies: [1: 2, 2: 1]).expectedDistinct(keeping: 0.5)  // 2·½ + ¾ = 1.75
  /// ```
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  /// - Complexity: O(distinct counts).
  public func expectedDistinct(keeping p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "probability \(p)")
    if p == 1 { return Double(distinct) }
    let logMissed = log1p(-p)
    var sum = 0.0
    for (value, frequency) in zip(values, frequencies) {
      sum -= Double(frequency) * expm1(Double(value) * logMissed)
    }
    return sum
  }

  /// Σ n_k·[1 − C(N − k, s)/C(N, s)]: the number of things expected in a random subset of exactly
  /// `reads` of the N reads (hypergeometric; Hurlbert 1971, doi 10.2307/1934145).
  ///
  /// ```swift
  /// // reads a, a, b: of the three pairs, aa shows one thing, ab and ab two
  /// CountOfCounts(frequencies: [1: 1, 2: 1]).expectedDistinct(inReads: 2)  // 5/3
  /// ```
  ///
  /// - Precondition: 0 ≤ reads ≤ N.
  /// - Complexity: O(largest count), less when a few reads suffice to see everything frequent.
  public func expectedDistinct(inReads reads: Int) -> Double {
    let all = total
    precondition(reads >= 0 && reads <= all, "\(reads) of \(all) reads")
    var sum = 0.0
    // The chance that k given reads are all left out, built up factor by factor.
    var missed = 1.0
    var factors = 0
    for (value, frequency) in zip(values, frequencies) {
      while factors < value, missed > 1e-18 {
        missed *= Double(max(0, all - reads - factors)) / Double(all - factors)
        factors += 1
      }
      sum += Double(frequency) * (1 - missed)
    }
    return sum
  }
}
