import Foundation

/// A gamma prior fitted to counts by marginal maximum likelihood, or the reason why there is none.
public enum GammaPoissonOutcome: Hashable, Sendable {
  /// The prior of largest likelihood.
  case fit(GammaPoissonFit)
  /// No prior: ``UndefinedReason/tooFewRows`` without rows, ``UndefinedReason/noCounts`` when every
  /// count is 0.
  case undefined(UndefinedReason)

  /// The fit, when there is one.
  public var fit: GammaPoissonFit? {
    if case .fit(let fit) = self { return fit }
    return nil
  }

  /// The reason, when there is no fit.
  public var reason: UndefinedReason? {
    if case .undefined(let reason) = self { return reason }
    return nil
  }
}

/// Activity of fragments as a gamma distribution, estimated from all of their counts: given λ a
/// count is Poisson with mean λx, so R is negative binomial with mean μx and variance m + m²/α
/// (Greenwood and Yule 1920, doi 10.2307/2341080; regression form Lawless 1987, doi 10.2307/3314912).
public struct GammaPoissonFit: Hashable, Codable, Sendable {
  /// Where the shape ended.
  public enum Limit: String, Hashable, Codable, Sendable {
    /// Within its bounds.
    case none
    /// At its largest value: the counts vary no more than Poisson counts of equal activity, and
    /// every fragment is shrunk to the mean.
    case poisson
    /// At its smallest value: nearly all counts are in very few fragments.
    case smallestShape = "smallest_shape"
  }

  /// μ: mean activity.
  public let mean: Double
  /// α: shape of the prior, size of the negative binomial.
  public let shape: Double
  /// Standard error of ln μ, from the observed information.
  public let logMeanError: Double?
  /// Standard error of ln α; nil at a limit.
  public let logShapeError: Double?
  /// ℓ at the maximum, constants included.
  public let logLikelihood: Double
  /// Whether the shape is at a bound.
  public let limit: Limit
  /// Rows that were fitted.
  public let rows: Int
  /// κ: what counts and exposures were divided by; 1 for Poisson replicates.
  public let overdispersion: Double
  /// How the iteration ended.
  public let convergence: Convergence

  /// β = α/μ, in units of exposure.
  public var rate: Double { shape / mean }

  /// The prior itself.
  public var prior: GammaPrior { GammaPrior(mean: mean, shape: shape) }

  /// The bounds of α.
  public static let shapes = 1e-3...1e4

  /// Fits μ and α to the counts of a table.
  ///
  /// Newton's method in (ln μ, ln α) from the moments μ = ΣR/Σx, α = μ²Σx²/Σ[(R − μx)² − μx], every
  /// step safeguarded; α stays within 10⁻³…10⁴. Where the likelihood still rises at 10⁴ there is no
  /// over-dispersion, and the fit says so (``Limit/poisson``).
  ///
  /// ```swift
  /// // exposure 1; counts 0, 0, 0, 4: mean 1, α = 0.1583
  /// ```
  ///
  /// - Parameters:
  ///   - table: counts and exposures; rows without RNA belong in it.
  ///   - overdispersion: κ ≥ 1; counts and exposures are divided by it, so that the prior describes
  ///     activity and not the scatter between replicates.
  ///   - threads: upper bound on concurrency; the values do not depend on it.
  /// - Complexity: a few passes over distinct counts and distinct exposures, never over rows.
  public static func fitted(
    to table: CountExposureTable, overdispersion: Double = 1, threads: Int
  ) throws -> GammaPoissonOutcome {
    precondition(overdispersion >= 1 && overdispersion.isFinite, "\(overdispersion)")
    if table.counts.isEmpty { return .undefined(.tooFewRows) }
    let likelihood = NegativeBinomialLikelihood(table, dividedBy: overdispersion)
    let totals = likelihood.totals
    if totals.count == 0 { return .undefined(.noCounts) }
    let mean = totals.count / totals.exposure
    let maximum = try likelihood.maximum(
      from: (mean, likelihood.momentShape(mean: mean, table)), threads: threads)
    let shape = exp(maximum.y)
    let limit: Limit =
      shape >= shapes.upperBound * (1 - 1e-6)
      ? .poisson : shape <= shapes.lowerBound * (1 + 1e-6) ? .smallestShape : .none
    let errors = maximum.standardErrors(isHeld: limit != .none)
    return .fit(
      GammaPoissonFit(
        mean: exp(maximum.x),
        shape: limit == .none
          ? shape : limit == .poisson ? shapes.upperBound : shapes.lowerBound,
        logMeanError: errors.x, logShapeError: errors.y,
        logLikelihood: maximum.point.value + likelihood.constant, limit: limit,
        rows: table.rowCount, overdispersion: overdispersion, convergence: maximum.convergence))
  }
}

extension NegativeBinomialLikelihood {
  /// The maximum by (ln μ, ln α) from a start (μ, α).
  func maximum(
    from start: (mean: Double, shape: Double), maximumIterations: Int = 100, threads: Int
  ) throws -> PlaneMaximum {
    let bounds = GammaPoissonFit.shapes
    return try PlaneMaximum(
      from: (log(start.mean), log(start.shape)),
      yBounds: log(bounds.lowerBound)...log(bounds.upperBound),
      maximumIterations: maximumIterations
    ) { try point(logMean: $0, logSize: $1, threads: threads) }
  }

  /// α by moments; 100 where the counts vary no more than Poisson counts.
  func momentShape(mean: Double, _ table: CountExposureTable) -> Double {
    var (excess, squares) = (0.0, 0.0)
    for pair in 0..<table.counts.count {
      let m = mean * exposures[Int(exposureOfPair[pair])]
      let weight = Double(table.multiplicities[pair])
      let deviation = counts[Int(countOfPair[pair])] - m
      excess += weight * (deviation * deviation - m)
      squares += weight * m * m
    }
    return excess > 0 ? min(max(squares / excess, 0.01), 100) : 100
  }
}
