import Foundation

/// Whether counts are distributed as a prior says: rows without RNA, and rows in the upper tail.
///
/// The tail of a row are the counts above the smallest c with Pr(R ≤ c) ≥ 99.9 % at its exposure, so
/// what is expected of it is known exactly although counts are discrete. With over-dispersion κ the
/// variance of a component at mean m is taken as κ·m + m²/α.
public struct CountModelCheck: Hashable, Codable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Rows with count 0.
  public let observedZeros: Int
  /// Rows with count 0 that the model expects.
  public let expectedZeros: Double
  /// Rows in their tail.
  public let observedTail: Int
  /// Rows in their tail that the model expects, at most 0.1 % of all.
  public let expectedTail: Double

  /// Observed over expected zeros; nil when none are expected.
  public var zeroRatio: Double? {
    expectedZeros > 0 ? Double(observedZeros) / expectedZeros : nil
  }

  /// Observed over expected rows in the tail; nil when none are expected.
  public var tailRatio: Double? {
    expectedTail > 0 ? Double(observedTail) / expectedTail : nil
  }

  /// Whether zeros or tail are off by more than 10 % and by more than 3√(expected + 1), so that few
  /// rows do not speak against a model by chance.
  public var isPoor: Bool {
    func isOff(_ observed: Int, _ expected: Double) -> Bool {
      let distance = abs(Double(observed) - expected)
      return distance > 0.1 * expected && distance > 3 * (expected + 1).squareRoot()
    }
    return isOff(observedZeros, expectedZeros) || isOff(observedTail, expectedTail)
  }

  init(
    rows: Int, zeros: (observed: Int, expected: Double), tail: (observed: Int, expected: Double)
  ) {
    self.rows = rows
    observedZeros = zeros.observed
    expectedZeros = zeros.expected
    observedTail = tail.observed
    expectedTail = tail.expected
  }

  /// Compares the rows of a table with a prior.
  ///
  /// - Complexity: O(components × counts up to the 99.9th percentile, at most 4,096) for each distinct
  ///   exposure.
  public init(of table: CountExposureTable, prior: GammaPrior, overdispersion: Double = 1) {
    var (zeros, expectedZeros, tail, expectedTail, rows) = (0, 0.0, 0, 0.0, 0)
    var pair = 0
    while pair < table.counts.count {
      let exposure = table.exposures[pair]
      let limit = TailLimit(prior: prior, exposure: exposure, overdispersion: overdispersion)
      var here = 0
      while pair < table.counts.count, table.exposures[pair] == exposure {
        let multiplicity = table.multiplicities[pair]
        here += multiplicity
        if table.counts[pair] == 0 { zeros += multiplicity }
        if table.counts[pair] > limit.count { tail += multiplicity }
        pair += 1
      }
      rows += here
      expectedZeros += Double(here) * limit.zero
      expectedTail += Double(here) * limit.beyond
    }
    self.init(
      rows: rows, zeros: (zeros, expectedZeros), tail: (tail, expectedTail))
  }
}

/// Where the tail of a row begins.
private struct TailLimit {
  /// Pr(R = 0).
  let zero: Double
  /// The smallest c with Pr(R ≤ c) ≥ 99.9 %.
  let count: Int
  /// Pr(R > c).
  let beyond: Double

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

  init(prior: GammaPrior, exposure: Double, overdispersion: Double) {
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
      count = k
      beyond = max(0, 1 - cumulative)
    } else {
      (count, beyond) = Self.search(terms, from: k)
    }
  }

  /// The limit by doubling and bisection of Pr(R > c) = Σ π·I_{m/(size + m)}(c + 1, size).
  private static func search(_ terms: [Term], from start: Int) -> (count: Int, beyond: Double) {
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
