import Foundation

/// Whether counts are distributed as a prior says: rows without RNA, and rows in the upper tail.
///
/// The tail of a row are the counts above the smallest c with Pr(R ≤ c) ≥ 99.9 % at its exposure, so
/// what is expected of it is known exactly although counts are discrete. With over-dispersion κ the
/// variance of a component at mean m is taken as κ·m + m²/α.
public struct CountModelCheck: Hashable, Codable, Sendable {
  /// Number of rows.
  public private(set) var rows = 0
  /// Rows with count 0.
  public private(set) var observedZeros = 0
  /// Rows with count 0 that the model expects.
  public private(set) var expectedZeros = 0.0
  /// Rows in their tail.
  public private(set) var observedTail = 0
  /// Rows in their tail that the model expects, at most 0.1 % of all.
  public private(set) var expectedTail = 0.0

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

  /// Of no rows.
  init() {}

  /// Adds rows that share one distribution.
  mutating func add(
    _ group: some Sequence<(count: Int, rows: Int)>, expecting tail: CountTail
  ) {
    var here = 0
    for (count, rows) in group {
      here += rows
      if count == 0 { observedZeros += rows }
      if count > tail.limit { observedTail += rows }
    }
    rows += here
    expectedZeros += Double(here) * tail.zero
    expectedTail += Double(here) * tail.beyond
  }
}

/// Where the tail of a distribution of counts begins.
struct CountTail {
  /// Pr(R = 0).
  let zero: Double
  /// The smallest c with Pr(R ≤ c) ≥ 99.9 %.
  let limit: Int
  /// Pr(R > c).
  let beyond: Double
}
