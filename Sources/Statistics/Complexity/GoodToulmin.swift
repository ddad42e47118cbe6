import Foundation

/// How many new things deeper reading is expected to show, without a model of the abundances.
public struct GoodToulminEstimate: Hashable, Codable, Sendable {
  /// U(t) − U: things not yet seen that would be.
  public let added: Double
  /// Its standard error, √(Σ c_k²·n_k) with c_k the coefficient of n_k.
  public let standardError: Double
}

/// The number of new things at `depth` times the present depth by Good and Toulmin 1956
/// (doi 10.1093/biomet/43.1-2.45): U(t) − U = Σ_k (−1)^(k+1)·(t − 1)^k·n_k.
///
/// The sum holds for 1 ≤ t ≤ 2; beyond, its terms grow without bound and the plain form is nil.
/// `smoothed` weights the term of k with the probability that a binomial variable is at least k,
/// with ⌊½·log₃(N·s²/(s − 1))⌋ trials of probability 2/(2 + s) for s = t − 1 (Orlitsky, Suresh and
/// Wu 2016, doi 10.1073/pnas.1607774113), which is usable up to s = ln N; nil beyond. For t ≤ 2
/// smoothing changes nothing. Nil when nothing was counted. The value can be negative where
/// singletons are rare.
///
/// ```swift
/// // n₁ 4, n₂ 1, twice the depth: 4 − 1 = 3 new things, standard error √5
/// goodToulmin(CountOfCounts(frequencies: [1: 4, 2: 1]), depth: 2)
/// ```
///
/// - Precondition: depth ≥ 1.
/// - Complexity: O(distinct counts).
public func goodToulmin(
  _ counts: CountOfCounts, depth: Double, smoothed: Bool = false
) -> GoodToulminEstimate? {
  precondition(depth >= 1, "depth \(depth)")
  guard !counts.isEmpty else { return nil }
  let further = depth - 1
  if further > 1 {
    guard smoothed, further <= log(Double(counts.total)) else { return nil }
  }
  let weights = further > 1 ? smoothingWeights(counts, further: further) : nil
  var (added, squares) = (0.0, 0.0)
  for (value, frequency) in zip(counts.values, counts.frequencies) {
    var coefficient = pow(further, Double(value))
    if let weights {
      guard value < weights.count else { break }
      coefficient *= weights[value]
    }
    if coefficient == 0 { break }
    added += (value % 2 == 1 ? coefficient : -coefficient) * Double(frequency)
    squares += coefficient * coefficient * Double(frequency)
  }
  return GoodToulminEstimate(added: added, standardError: squares.squareRoot())
}

/// Pr(L ≥ k) for k = 0, 1, …, trials.
private func smoothingWeights(_ counts: CountOfCounts, further: Double) -> [Double] {
  let spread = Double(counts.total) * further * further / (further - 1)
  let trials = Int((log(spread) / log(3.0) / 2).rounded(.down))
  let probability = 2 / (2 + further)
  let odds = probability / (1 - probability)
  var masses = [pow(1 - probability, Double(trials))]
  for k in 0..<max(0, trials) {
    masses.append(masses[k] * odds * Double(trials - k) / Double(k + 1))
  }
  var tail = 0.0
  for k in masses.indices.reversed() {
    tail += masses[k]
    masses[k] = min(1, tail)
  }
  return masses
}
