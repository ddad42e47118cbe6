import Foundation

/// What is known of one fragment's activity after its counts were seen.
public struct GammaPosterior: Hashable, Sendable {
  /// E[λ].
  public let mean: Double
  /// E[log2 λ].
  public let log2Mean: Double
  /// Var[log2 λ]. It depends on the RNA count and hardly on DNA, so it is not a weight: it would
  /// weight by the outcome.
  public let log2Variance: Double
  /// log2 of the lower end of the equal-tailed interval.
  public let log2Lower: Double
  /// log2 of its upper end.
  public let log2Upper: Double
  /// B, the reliability at this exposure: the weight for training.
  public let weight: Double
}

/// Posterior distributions of activity under a gamma prior or a mixture of gammas.
///
/// Under one gamma the posterior is Gamma(α + R, β + x). Under a mixture it is the mixture of the
/// components' posteriors with responsibilities ∝ πₖ·NB(R; αₖ, μₖx). With over-dispersion κ > 1
/// between replicates R/κ and x/κ take the places of R and x: a power likelihood (Bissiri, Holmes
/// and Walker 2016, doi 10.1111/rssb.12158).
///
/// Functions that depend on the count alone are computed once for counts below 1,024.
///
/// ```swift
/// let posteriors = GammaPosteriors(prior: GammaPrior(mean: 1, shape: 2), level: 0.95)
/// posteriors.posterior(count: 3, exposure: 6).mean    // (2 + 3)/(2 + 6) = 0.625
/// posteriors.posterior(count: 3, exposure: 6).weight  // 6/(2 + 6) = 0.75
/// ```
public struct GammaPosteriors: Sendable {
  /// The prior.
  public let prior: GammaPrior
  /// Probability between the ends of an interval.
  public let level: Double
  /// κ.
  public let overdispersion: Double
  /// For each component, what depends on the count alone.
  private let known: [[CountFunctions]]
  private let priorRate: Double

  /// Prepares the functions of small counts.
  ///
  /// - Parameter largestCount: largest count that occurs, to compute no more than is needed.
  /// - Precondition: 0 < level < 1 and κ ≥ 1.
  public init(
    prior: GammaPrior, level: Double, overdispersion: Double = 1, largestCount: Int = 1023
  ) {
    precondition(level > 0 && level < 1, "level \(level)")
    precondition(overdispersion >= 1 && overdispersion.isFinite, "\(overdispersion)")
    self.prior = prior
    self.level = level
    self.overdispersion = overdispersion
    priorRate = prior.mean / prior.variance
    known = prior.components.map { component in
      (0...min(max(largestCount, 0), 1023)).map {
        CountFunctions(shape: component.shape, count: Double($0) / overdispersion, level: level)
      }
    }
  }

  /// The posterior of a fragment with this count and exposure.
  ///
  /// - Precondition: count ≥ 0 and exposure ≥ 0, finite; no count without exposure, which the model
  ///   makes impossible. Exposure 0 gives the prior.
  public func posterior(count: Int, exposure: Double) -> GammaPosterior {
    precondition(
      count >= 0 && exposure.isFinite && (exposure > 0 || (exposure == 0 && count == 0)),
      "count \(count), exposure \(exposure)")
    let x = exposure / overdispersion
    let weight = x / (priorRate + x)
    if prior.components.count == 1 {
      let component = prior.components[0]
      let part = functions(0, count)
      let rate = component.rate + x
      let log2Rate = log2(rate)
      return GammaPosterior(
        mean: part.shape / rate, log2Mean: part.log2Mean - log2Rate,
        log2Variance: part.log2Variance, log2Lower: part.log2Lower - log2Rate,
        log2Upper: part.log2Upper - log2Rate, weight: weight)
    }
    return mixed(count: count, exposure: x, weight: weight)
  }

  private func functions(_ component: Int, _ count: Int) -> CountFunctions {
    count < known[component].count
      ? known[component][count]
      : CountFunctions(
        shape: prior.components[component].shape, count: Double(count) / overdispersion,
        level: level)
  }

  private func mixed(count: Int, exposure: Double, weight: Double) -> GammaPosterior {
    let parts = prior.components.indices.map { functions($0, count) }
    let rates = prior.components.map { $0.rate + exposure }
    let r = Double(count) / overdispersion
    let logs = prior.components.indices.map { place in
      let component = prior.components[place]
      return log(component.share) + parts[place].logRising
        + component.shape * log(component.rate / rates[place])
        + (r > 0 ? r * log(exposure / rates[place]) : 0)
    }
    let highest = logs.max() ?? 0
    let masses = logs.map { exp($0 - highest) }
    let total = masses.reduce(0, +)
    let shares = masses.map { $0 / total }
    var (mean, log2Mean, square) = (0.0, 0.0, 0.0)
    for place in shares.indices {
      let centre = parts[place].log2Mean - log2(rates[place])
      mean += shares[place] * parts[place].shape / rates[place]
      log2Mean += shares[place] * centre
      square += shares[place] * (parts[place].log2Variance + centre * centre)
    }
    let mixture = MixedGammas(shares: shares, shapes: parts.map(\.shape), rates: rates)
    let lowers = parts.indices.map { parts[$0].log2Lower - log2(rates[$0]) }
    let uppers = parts.indices.map { parts[$0].log2Upper - log2(rates[$0]) }
    return GammaPosterior(
      mean: mean, log2Mean: log2Mean, log2Variance: max(0, square - log2Mean * log2Mean),
      log2Lower: mixture.log2Quantile((1 - level) / 2, among: lowers),
      log2Upper: mixture.log2Quantile((1 + level) / 2, among: uppers), weight: weight)
  }
}

/// What the posterior of a component takes from the count: functions of α + R.
private struct CountFunctions: Sendable {
  let shape: Double
  let log2Mean: Double
  let log2Variance: Double
  let log2Lower: Double
  let log2Upper: Double
  /// ln Γ(α + R) − ln Γ(α).
  let logRising: Double

  init(shape prior: Double, count: Double, level: Double) {
    let ln2 = log(2.0)
    shape = prior + count
    log2Mean = digamma(shape) / ln2
    log2Variance = trigamma(shape) / (ln2 * ln2)
    log2Lower = logGammaQuantile(probability: (1 - level) / 2, shape: shape) / ln2
    log2Upper = logGammaQuantile(probability: (1 + level) / 2, shape: shape) / ln2
    logRising = logGamma(shape) - logGamma(prior)
  }
}

/// A mixture of gamma distributions whose quantiles are asked for.
private struct MixedGammas {
  let shares: [Double]
  let shapes: [Double]
  let rates: [Double]

  /// log2 of the quantile; it lies between those of the components.
  func log2Quantile(_ probability: Double, among quantiles: [Double]) -> Double {
    let (low, high) = (quantiles.min() ?? 0, quantiles.max() ?? 0)
    if high - low < 1e-9 { return low }
    func excess(_ place: Double) -> Double {
      var sum = 0.0
      for index in shares.indices where shares[index] > 1e-300 {
        let gamma = regularizedIncompleteGamma(shape: shapes[index], at: exp2(place) * rates[index])
        sum += shares[index] * (probability <= 0.5 ? gamma.lower : -gamma.upper)
      }
      return sum - (probability <= 0.5 ? probability : probability - 1)
    }
    // Rounding may put the root a hair outside of the bracket.
    let (atLow, atHigh) = (excess(low), excess(high))
    if atLow >= 0 { return low }
    if atHigh <= 0 { return high }
    return bracketedRoot(from: low, to: high, excess)
  }
}
