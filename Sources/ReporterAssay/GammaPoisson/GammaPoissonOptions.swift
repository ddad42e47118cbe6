/// What the method `gamma-poisson` may do besides its definition.
public struct GammaPoissonOptions: Hashable, Codable, Sendable {
  /// The distribution of activity over fragments.
  public enum Prior: Hashable, Codable, Sendable {
    /// One gamma distribution; what it does not fit is reported.
    case gamma
    /// A mixture of this many gammas, from 2 to 4.
    case mixture(components: Int)
    /// One gamma, unless zeros or tail are off by more than 10 %: then a mixture with the number of
    /// components of the smallest BIC. Every fit is judged by its own counts: that of each replicate
    /// and that of the pooled counts may differ in their numbers of components.
    case automatic
  }

  /// A property of fragments on which counts may depend beside activity.
  public enum Covariate: String, Hashable, Codable, Sendable, CaseIterable {
    /// Share of G and C among the known bases.
    case gc
    /// Length in base pairs, of the sequence or of the interval.
    case length
  }

  /// The distribution of activity.
  public let prior: Prior
  /// Probability between the ends of the posterior intervals.
  public let intervalLevel: Double
  /// Whether scatter between replicates beyond Poisson, κ > 1, widens the posteriors.
  public let usesOverdispersion: Bool
  /// Properties whose parabolic effect on ln counts multiplies the exposures. Whatever activity
  /// truly depends on them is taken out too.
  public let covariates: [Covariate]

  /// Makes options.
  ///
  /// - Throws: ``ReporterAssayError/parameter(name:found:expected:)`` for a value out of range.
  public init(
    prior: Prior = .gamma, intervalLevel: Double = 0.95, usesOverdispersion: Bool = true,
    covariates: [Covariate] = []
  ) throws(ReporterAssayError) {
    guard intervalLevel > 0, intervalLevel < 1 else {
      throw .parameter(
        name: "interval_level", found: "\(intervalLevel)", expected: "a number between 0 and 1")
    }
    if case .mixture(let components) = prior, !(2...4).contains(components) {
      throw .parameter(
        name: "prior_components", found: "\(components)", expected: "2, 3 or 4")
    }
    self.init(
      checked: prior, intervalLevel: intervalLevel, usesOverdispersion: usesOverdispersion,
      covariates: Covariate.allCases.filter { covariates.contains($0) })
  }

  private init(
    checked prior: Prior, intervalLevel: Double, usesOverdispersion: Bool,
    covariates: [Covariate]
  ) {
    self.prior = prior
    self.intervalLevel = intervalLevel
    self.usesOverdispersion = usesOverdispersion
    self.covariates = covariates
  }

  /// One gamma, 95 % intervals, over-dispersion used, no covariates.
  public static let standard = GammaPoissonOptions(
    checked: .gamma, intervalLevel: 0.95, usesOverdispersion: true, covariates: [])
}
