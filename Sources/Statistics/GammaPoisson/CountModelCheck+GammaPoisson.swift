import Foundation

/// Whether RNA counts are distributed as a mixture of gamma priors says, given the exposure of each row.
extension CountModelCheck {
  /// Compares the rows of a table with a prior.
  ///
  /// - Complexity: O(components × counts up to the 99.9th percentile, at most 4,096) for each distinct
  ///   exposure.
  public init(of table: CountExposureTable, prior: GammaPrior, overdispersion: Double = 1) {
    self.init()
    var first = 0
    while first < table.counts.count {
      let exposure = table.exposures[first]
      let next =
        table.exposures[first...].firstIndex { $0 != exposure } ?? table.exposures.count
      add(
        (first..<next).lazy.map { (table.counts[$0], table.multiplicities[$0]) },
        expecting: CountTail(prior: prior, exposure: exposure, overdispersion: overdispersion))
      first = next
    }
  }
}

extension CountTail {
  private struct Term {
    let share: Double
    let mean: Double
    let size: Double
    let odds: Double
    var mass: Double

    /// Pr(R > c) of this component.
    func beyond(_ count: Int) -> Double {
      regularizedIncompleteBeta(
        x: odds, complement: size / (size + mean), Double(count) + 1, size)
    }
  }

  /// Counts that are added up one by one; further out the tail function finds the limit.
  private static let summedCounts = 4096

  /// Of counts whose mean has a prior, at one exposure.
  fileprivate init(prior: GammaPrior, exposure: Double, overdispersion: Double) {
    var terms = prior.components.map { component in
      let m = component.mean * exposure
      let size = 1 / (1 / component.shape + (overdispersion - 1) / m)
      return Term(
        share: component.share, mean: m, size: size, odds: m / (size + m),
        mass: exp(-size * log1p(m / size)))
    }
    var cumulative = terms.reduce(0) { $0 + $1.share * $1.mass }
    zero = cumulative
    var k = 0
    // Of large means the masses of small counts are too small for a number.
    let isSummable = terms.allSatisfy { $0.mass > 1e-290 }
    while isSummable, cumulative < 0.999, k < Self.summedCounts {
      for place in terms.indices {
        terms[place].mass *= terms[place].odds * (terms[place].size + Double(k)) / Double(k + 1)
        cumulative += terms[place].share * terms[place].mass
      }
      k += 1
    }
    if cumulative >= 0.999 {
      limit = k
      beyond = max(0, 1 - cumulative)
    } else {
      (limit, beyond) = Self.search(terms, from: k)
    }
  }

  /// The limit by doubling and bisection of Pr(R > c) = Σ π·I_{m/(size + m)}(c + 1, size).
  private static func search(_ terms: [Term], from start: Int) -> (limit: Int, beyond: Double) {
    func tail(_ count: Int) -> Double {
      terms.reduce(0) { $0 + $1.share * $1.beyond(count) }
    }
    var (low, high) = (start - 1, max(start, 1024))
    var atHigh = tail(high)
    while atHigh > 0.001, high < 1 << 60 {
      (low, high) = (high, 2 * high)
      atHigh = tail(high)
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let atMiddle = tail(middle)
      if atMiddle <= 0.001 { (high, atHigh) = (middle, atMiddle) } else { low = middle }
    }
    return (high, atHigh)
  }
}
