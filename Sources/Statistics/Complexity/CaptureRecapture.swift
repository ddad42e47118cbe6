/// The size of a set by two random samples of it: n₁·n₂/m, where m things are in both (Lincoln
/// 1930, Petersen 1896). Biased upwards for small m; undefined for m = 0.
///
/// ```swift
/// lincolnPetersen(first: 60, second: 40, shared: 12)  // 200
/// ```
///
/// - Precondition: 0 ≤ shared ≤ first and second.
public func lincolnPetersen(first: Int, second: Int, shared: Int) -> Estimate {
  precondition(shared >= 0 && shared <= min(first, second), "\(shared) of \(first), \(second)")
  guard shared > 0 else { return .undefined(.nothingShared) }
  return .defined(Double(first) * Double(second) / Double(shared))
}

/// The size of a set by two random samples, nearly unbiased and with its standard error.
///
/// Chapman 1951: Ĉ = (n₁ + 1)(n₂ + 1)/(m + 1) − 1; variance by Seber 1970:
/// (n₁ + 1)(n₂ + 1)(n₁ − m)(n₂ − m)/[(m + 1)²(m + 2)]. Both samples must be of the same set and
/// independent; abundances that vary make it too small.
///
/// ```swift
/// ChapmanEstimate(first: 60, second: 40, shared: 12).value  // 61·41/13 − 1 = 191.3846
/// ```
public struct ChapmanEstimate: Hashable, Codable, Sendable {
  /// Estimated size of the set.
  public let value: Double
  /// Its standard error.
  public let standardError: Double

  /// Makes the estimate.
  ///
  /// - Precondition: 0 ≤ shared ≤ first and second.
  public init(first: Int, second: Int, shared: Int) {
    precondition(shared >= 0 && shared <= min(first, second), "\(shared) of \(first), \(second)")
    let (n1, n2, m) = (Double(first), Double(second), Double(shared))
    value = (n1 + 1) * (n2 + 1) / (m + 1) - 1
    standardError =
      ((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2))).squareRoot()
  }
}

extension CountOfCounts {
  /// A lower bound of the number of things in the library, seen or not, whatever their abundances:
  /// U + n₁(n₁ − 1)/[2(n₂ + 1)] (Chao 1984, bias-corrected). Nil when nothing was counted.
  ///
  /// ```swift
  /// CountOfCounts(frequencies: [1: 4, 2: 1]).complexityLowerBound  // 5 + 4·3/4 = 8
  /// ```
  public var complexityLowerBound: Double? {
    guard !isEmpty else { return nil }
    let (once, twice) = (Double(frequency(of: 1)), Double(frequency(of: 2)))
    return Double(distinct) + once * (once - 1) / (2 * (twice + 1))
  }
}
