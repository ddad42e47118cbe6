import Foundation

/// Activity when DNA counts are Poisson too: R of N = R + D reads is binomial with p = θ/(1 + θ), and
/// p ~ Beta(a, b), so θ ~ beta-prime(a, b). θ is activity times the RNA-to-DNA ratio of library sizes.
///
/// A fragment enters only when D ≥ 1, so the likelihood is divided by 1 − B(a + N, b)/B(a, b). N is
/// taken as ancillary, which is approximate because N depends on θ.
public struct BetaBinomialFit: Hashable, Codable, Sendable {
  /// a, the weight of RNA.
  public let a: Double
  /// b, the weight of DNA.
  public let b: Double
  /// Standard error of ln(a/b), from the observed information.
  public let logOddsError: Double?
  /// Standard error of ln(a + b); nil at its bounds.
  public let logWeightError: Double?
  /// ℓ at the maximum, without the binomial coefficients.
  public let logLikelihood: Double
  /// Whether a + b ended at its largest value 10⁶: the counts vary no more than binomial counts.
  public let isBinomial: Bool
  /// How the iteration ended.
  public let convergence: Convergence

  /// The prior of the share of RNA.
  public var prior: BetaPrior { BetaPrior(a: a, b: b) }

  /// Posterior mean and variance of log2 θ: [ψ(a + R) − ψ(b + D)]/ln 2 and
  /// [ψ′(a + R) + ψ′(b + D)]/ln² 2. Subtract log2 of the library ratio for the activity.
  ///
  /// ```swift
  /// // a = b = 1, R = D = 1: mean 0, variance 2·ψ′(2)/ln² 2 = 2.6846
  /// ```
  ///
  /// - Precondition: counts ≥ 0.
  public func log2Posterior(rna: Int, dna: Int) -> (mean: Double, variance: Double) {
    precondition(rna >= 0 && dna >= 0, "R \(rna), D \(dna)")
    let ln2 = log(2.0)
    let (above, below) = (a + Double(rna), b + Double(dna))
    return (
      (digamma(above) - digamma(below)) / ln2, (trigamma(above) + trigamma(below)) / (ln2 * ln2)
    )
  }

  /// Fits a and b to distinct pairs of counts by safeguarded Newton steps in (ln(a/b), ln(a + b)).
  ///
  /// - Parameters:
  ///   - rna: R of each pair.
  ///   - dna: D of each pair, ≥ 1.
  ///   - multiplicities: rows with each pair.
  /// - Returns: nil without rows or without any RNA.
  /// - Complexity: O(pairs) for each step.
  public static func fitted(
    rna: [Int], dna: [Int], multiplicities: [Int]
  ) -> BetaBinomialFit? {
    precondition(rna.count == dna.count && rna.count == multiplicities.count, "\(rna.count) pairs")
    precondition(dna.allSatisfy { $0 >= 1 } && rna.allSatisfy { $0 >= 0 }, "D ≥ 1, R ≥ 0")
    let likelihood = BetaBinomialLikelihood(rna: rna, dna: dna, multiplicities: multiplicities)
    guard likelihood.rnaTotal > 0 else { return nil }
    let start = log(likelihood.rnaTotal / likelihood.dnaTotal)
    let bounds = log(1e-2)...log(1e6)
    let maximum = PlaneMaximum(from: (start, log(4)), yBounds: bounds) {
      likelihood.point(logOdds: $0, logWeight: $1)
    }
    let isHeld = maximum.y >= bounds.upperBound || maximum.y <= bounds.lowerBound
    let errors = maximum.standardErrors(isHeld: isHeld)
    let share = 1 / (1 + exp(-maximum.x))
    return BetaBinomialFit(
      a: exp(maximum.y) * share, b: exp(maximum.y) * (1 - share), logOddsError: errors.x,
      logWeightError: errors.y, logLikelihood: maximum.point.value,
      isBinomial: maximum.y >= bounds.upperBound, convergence: maximum.convergence)
  }
}

/// The zero-truncated beta-binomial likelihood of pairs of counts.
private struct BetaBinomialLikelihood {
  private let rna: WeightedCounts
  private let dna: WeightedCounts
  private let sums: WeightedCounts

  init(rna: [Int], dna: [Int], multiplicities: [Int]) {
    self.rna = WeightedCounts(rna, multiplicities)
    self.dna = WeightedCounts(dna, multiplicities)
    sums = WeightedCounts(zip(rna, dna).map { $0 + $1 }, multiplicities)
  }

  var rnaTotal: Double { rna.total }
  var dnaTotal: Double { dna.total }

  func point(logOdds: Double, logWeight: Double) -> PlanePoint {
    let weight = exp(logWeight)
    let share = 1 / (1 + exp(-logOdds))
    let (a, b) = (weight * share, weight * (1 - share))
    let (ra, db, ab) = (rna.rising(a), dna.rising(b), sums.rising(weight))
    var value = ra.value + db.value - ab.value
    var (ga, gb) = (ra.first - ab.first, db.first - ab.first)
    var (haa, hab, hbb) = (ra.second - ab.second, -ab.second, db.second - ab.second)
    // −ln(1 − eᵗ) with t = ln B(a + N, b)/B(a, b)
    for (count, rows) in zip(sums.counts, sums.rows) {
      let (whole, part) = (RisingFactorial(count, at: weight), RisingFactorial(count, at: a))
      let t = part.value - whole.value
      let (ta, tb) = (part.first - whole.first, -whole.first)
      let (taa, tbb) = (part.second - whole.second, -whole.second)
      let odds = 1 / expm1(-t)
      value -= rows * log(-expm1(t))
      ga += rows * odds * ta
      gb += rows * odds * tb
      haa += rows * odds * (taa + (1 + odds) * ta * ta)
      hab += rows * odds * (tbb + (1 + odds) * ta * tb)
      hbb += rows * odds * (tbb + (1 + odds) * tb * tb)
    }
    // a = Sπ, b = S(1 − π); by η = ln(a/b) and ζ = ln S
    let u = weight * share * (1 - share)
    let bend = u * (1 - 2 * share)
    return PlanePoint(
      value: value, gradient: (u * (ga - gb), a * ga + b * gb),
      hessian: (
        u * u * (haa - 2 * hab + hbb) + bend * (ga - gb),
        u * (a * (haa - hab) + b * (hab - hbb)) + u * (ga - gb),
        a * a * haa + 2 * a * b * hab + b * b * hbb + a * ga + b * gb
      ))
  }
}

/// Distinct counts with their numbers of rows.
private struct WeightedCounts {
  let counts: [Double]
  let rows: [Double]

  init(_ counts: [Int], _ multiplicities: [Int]) {
    var sums: [Int: Int] = [:]
    for (count, rows) in zip(counts, multiplicities) { sums[count, default: 0] += rows }
    let sorted = sums.sorted { $0.key < $1.key }
    self.counts = sorted.map { Double($0.key) }
    rows = sorted.map { Double($0.value) }
  }

  var total: Double { zip(counts, rows).reduce(0) { $0 + $1.0 * $1.1 } }

  func rising(_ z: Double) -> RisingFactorial {
    var sum = RisingFactorial()
    for (count, rows) in zip(counts, rows) {
      let term = RisingFactorial(count, at: z)
      sum.value += rows * term.value
      sum.first += rows * term.first
      sum.second += rows * term.second
    }
    return sum
  }
}
