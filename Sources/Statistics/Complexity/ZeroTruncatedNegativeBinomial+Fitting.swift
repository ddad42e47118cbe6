import Foundation

/// A fitted library model, or the reason why there is none.
public enum ComplexityFit: Hashable, Sendable {
  /// The model of largest likelihood.
  case model(ZeroTruncatedNegativeBinomial)
  /// No such model: ``UndefinedReason/noCounts``, ``UndefinedReason/allSingletons``,
  /// ``UndefinedReason/oneCountValue`` or ``UndefinedReason/noFiniteComplexity``.
  case undefined(UndefinedReason)

  /// The model, when there is one.
  public var model: ZeroTruncatedNegativeBinomial? {
    if case .model(let model) = self { return model }
    return nil
  }

  /// The reason, when there is no model.
  public var reason: UndefinedReason? {
    if case .undefined(let reason) = self { return reason }
    return nil
  }
}

extension ZeroTruncatedNegativeBinomial {
  /// Fits the model to n_k by maximum likelihood, given that every thing was seen (Sanathanan 1972,
  /// doi 10.1214/aoms/1177692709).
  ///
  /// At fixed dispersion φ the mean solves N/U = m/(1 − P₀); along that ridge the derivative of the
  /// likelihood by φ is D(φ) = Σ_j T_j·j/(1 + jφ) − (N/m)·[φm − ln(1 + φm)]/φ², where T_j is how
  /// many things were read more than j times. Both are solved by bracketing, so the fit cannot
  /// diverge. Where D(0) ≤ 0 the counts vary no more than Poisson counts and φ is 0.
  ///
  /// Undefined when nothing was counted, everything once, everything equally often, or when the
  /// likelihood still rises at φ = 10⁴ (a = 10⁻⁴): then no finite complexity fits. Accuracy about
  /// 1e-9 relative; the same input gives the same value.
  ///
  /// - Complexity: about 40 passes over the distinct counts; independent of the number of reads.
  public static func fitted(to counts: CountOfCounts) -> ComplexityFit {
    guard let last = counts.values.last else { return .undefined(.noCounts) }
    if last == 1 { return .undefined(.allSingletons) }
    if counts.values.count == 1 { return .undefined(.oneCountValue) }
    let ridge = LikelihoodRidge(counts)
    let (smallest, largest) = logDispersions
    guard ridge.slope(at: exp(smallest)) > 0 else {
      return .model(model(counts, ridge, dispersion: 0))
    }
    guard ridge.slope(at: exp(largest)) < 0 else { return .undefined(.noFiniteComplexity) }
    var (low, high) = (0.0, 0.0)
    if ridge.slope(at: 1) > 0 {
      while ridge.slope(at: exp(high)) > 0 { (low, high) = (high, min(largest, high + 1.5)) }
    } else {
      while ridge.slope(at: exp(low)) <= 0 { (low, high) = (max(smallest, low - 1.5), low) }
    }
    let root = bracketedRoot(from: low, to: high) { ridge.slope(at: exp($0)) }
    return .model(model(counts, ridge, dispersion: exp(root)))
  }

  /// ln 10⁻⁹ and ln 10⁴: below, the counts are Poisson; above, no finite complexity fits.
  private static let logDispersions = (-20.7, 9.21)

  private static func model(
    _ counts: CountOfCounts, _ ridge: LikelihoodRidge, dispersion: Double
  ) -> ZeroTruncatedNegativeBinomial {
    ZeroTruncatedNegativeBinomial(
      mean: ridge.mean(at: dispersion), dispersion: dispersion, distinct: counts.distinct,
      reads: counts.total, uncertainty: ridge.uncertainty(at: dispersion))
  }
}

/// The likelihood of zero-truncated counts with the mean at its best for each dispersion.
struct LikelihoodRidge {
  private let values: [Int]
  /// Things counted at least as often as each of `values`.
  private let atLeast: [Double]
  private let distinct: Double
  private let reads: Double
  /// N/U − 1, from integers: exact where it is small.
  private let excess: Double

  init(_ counts: CountOfCounts) {
    values = counts.values
    var remaining = counts.distinct
    atLeast = counts.frequencies.map { frequency in
      defer { remaining -= frequency }
      return Double(remaining)
    }
    distinct = Double(counts.distinct)
    reads = Double(counts.total)
    excess = Double(counts.total - counts.distinct) / Double(counts.distinct)
  }

  /// The m that solves m/(1 − P₀) = N/U.
  func mean(at dispersion: Double) -> Double {
    var (low, high) = (log(excess) - log1p(dispersion) - 1, log1p(excess))
    while Self.excess(mean: exp(low), dispersion: dispersion) > excess { low -= 1 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if Self.excess(mean: exp(middle), dispersion: dispersion) < excess {
        low = middle
      } else {
        high = middle
      }
    }
    return exp((low + high) / 2)
  }

  /// m/(1 − P₀) − 1, by its series where the difference would cancel.
  private static func excess(mean m: Double, dispersion φ: Double) -> Double {
    if m * (1 + φ) < 1e-4 {
      let third = m * (1 + 3 * φ) / 4
      let e = m * (1 + φ) / 2 * (1 - m * (1 + 2 * φ) / 3 * (1 - third))
      return e / (1 - e)
    }
    let seen = -expm1(ZeroTruncatedNegativeBinomial.logUnseen(mean: m, dispersion: φ))
    return (m - seen) / seen
  }

  /// D(φ), the derivative of the log-likelihood by φ along the ridge.
  func slope(at dispersion: Double) -> Double {
    let m = mean(at: dispersion)
    var sum = 0.0
    var start = 0
    for (value, things) in zip(values, atLeast) {
      sum += things * Self.sum(from: start, to: value, dispersion: dispersion)
      start = value
    }
    return sum - reads * m * Self.shortfall(dispersion * m)
  }

  /// Σ j/(1 + jφ) over start ≤ j < end: term by term, long stretches by Euler and Maclaurin.
  private static func sum(from start: Int, to end: Int, dispersion φ: Double) -> Double {
    if end - start <= 128 || start < 64 {
      let direct = start < 64 ? min(end, 192) : end
      var sum = 0.0
      for j in start..<max(start, direct) { sum += Double(j) / (1 + Double(j) * φ) }
      return direct < end ? sum + Self.sum(from: direct, to: end, dispersion: φ) : sum
    }
    let (p, q) = (Double(start), Double(end))
    let integral = q * q * shortfall(q * φ) - p * p * shortfall(p * φ)
    let (up, uq) = (1 / (1 + p * φ), 1 / (1 + q * φ))
    let ends = (q * uq - p * up) / 2
    let slopes = (uq * uq - up * up) / 12
    let third = 6 * φ * φ * (uq * uq * uq * uq - up * up * up * up) / 720
    return integral - ends + slopes - third
  }

  /// [x − ln(1 + x)]/x², ½ at 0.
  static func shortfall(_ x: Double) -> Double {
    if x < 0.02 {
      return 0.5 - x
        * (1.0 / 3 - x * (1.0 / 4 - x * (1.0 / 5 - x * (1.0 / 6 - x * (1.0 / 7 - x / 8)))))
    }
    return (x - log1p(x)) / (x * x)
  }

  /// The inverse information at the maximum; nil when the likelihood is flat there.
  func uncertainty(at dispersion: Double) -> ZeroTruncatedNegativeBinomial.Uncertainty? {
    let m = mean(at: dispersion)
    let growth = 1 + dispersion * m
    let seen = -expm1(ZeroTruncatedNegativeBinomial.logUnseen(mean: m, dispersion: dispersion))
    let information =
      (reads / (m * m) - distinct * (1 - seen) / (seen * seen * growth)) / growth
    guard information > 0 else { return nil }
    guard dispersion > 0 else {
      return .init(meanVariance: 1 / information, dispersionVariance: 0, meanSlope: 0)
    }
    let step = 1e-3
    let (low, high) = (dispersion * exp(-step), dispersion * exp(step))
    let curvature = (slope(at: low) - slope(at: high)) / (high - low)
    guard curvature > 0 else { return nil }
    return .init(
      meanVariance: 1 / information, dispersionVariance: 1 / curvature,
      meanSlope: (mean(at: high) - mean(at: low)) / (high - low))
  }
}
