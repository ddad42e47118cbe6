/// The distribution of activity over fragments: one gamma distribution or a mixture of a few.
///
/// Activity λ is the RNA count expected of one unit of exposure. Component k has the share πₖ, the
/// shape αₖ and the rate βₖ; its mean is αₖ/βₖ and its variance αₖ/βₖ².
public struct GammaPrior: Hashable, Codable, Sendable {
  /// One gamma distribution and its share.
  public struct Component: Hashable, Codable, Sendable {
    /// Share of the fragments, > 0; the shares add up to 1.
    public let share: Double
    /// α.
    public let shape: Double
    /// β = α/μ, in units of exposure.
    public let rate: Double

    /// μ = α/β.
    public var mean: Double { shape / rate }

    /// Makes a component.
    ///
    /// - Precondition: all three are finite and > 0.
    public init(share: Double = 1, shape: Double, rate: Double) {
      precondition(
        share > 0 && shape > 0 && rate > 0 && shape.isFinite && rate.isFinite,
        "share \(share), shape \(shape), rate \(rate)")
      self.share = share
      self.shape = shape
      self.rate = rate
    }
  }

  /// The components, ascending in their means.
  public let components: [Component]

  /// A mixture.
  ///
  /// - Precondition: at least one component, and shares that add up to 1 within 1e-9.
  public init(components: [Component]) {
    precondition(
      abs(components.reduce(0) { $0 + $1.share } - 1) < 1e-9, "shares of \(components)")
    self.components = components.sorted { ($0.mean, $0.shape) < ($1.mean, $1.shape) }
  }

  /// One gamma distribution with this mean and shape.
  public init(mean: Double, shape: Double) {
    self.init(components: [Component(shape: shape, rate: shape / mean)])
  }

  /// Mean activity.
  public var mean: Double { components.reduce(0) { $0 + $1.share * $1.mean } }

  /// Variance of activity.
  public var variance: Double {
    let centre = mean
    return components.reduce(0) { sum, component in
      let distance = component.mean - centre
      return sum + component.share * (component.mean / component.rate + distance * distance)
    }
  }

  /// B = x/(β + x), with β = mean/variance: the share of the variance of R/x at exposure x that is
  /// variance of activity, and so the reliability of R/x. It depends on the exposure alone.
  ///
  /// For one gamma distribution it is also Var(E[λ|R])/Var(λ), the reliability of the posterior
  /// mean, and the weight of the data in it: E[λ|R] = (1 − B)·μ + B·R/x.
  ///
  /// ```swift
  /// GammaPrior(mean: 1, shape: 2).reliability(atExposure: 6)  // β = 2: 6/8 = 0.75
  /// ```
  public func reliability(atExposure exposure: Double) -> Double {
    exposure / (mean / variance + exposure)
  }
}
