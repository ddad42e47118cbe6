import Foundation
import Statistics

/// What the methods `gamma-poisson` and `beta-binomial` know of the activity of fragments besides its log2 mean, one
/// entry per row; nil where the activity is not defined.
///
/// A count R is Poisson with mean λ·x: models that learn from counts take `exposure` as offset.
public struct ActivityPosterior: Sendable {
  /// E[λ], the mean activity as a ratio RNA/DNA of normalised counts; nil where it is infinite, which
  /// it can be with `beta-binomial`.
  public private(set) var mean: [Double?]
  /// Var[log2 λ]; not a weight, because it depends on RNA.
  public private(set) var log2Variance: [Double?]
  /// Lower end of the equal-tailed interval, log2.
  public private(set) var lower: [Double?]
  /// Upper end of the equal-tailed interval, log2.
  public private(set) var upper: [Double?]
  /// The reliability, the weight for training. With `gamma-poisson` B = x/(β + x), which depends on DNA
  /// alone; with `beta-binomial` N/(a + b + N), which depends on RNA through N = R + D.
  public private(set) var weight: [Double?]
  /// x, the RNA count expected at activity 1; nil without DNA.
  public private(set) var exposure: [Double?]

  init(rowCount: Int) {
    mean = Array(repeating: nil, count: rowCount)
    log2Variance = mean
    lower = mean
    upper = mean
    weight = mean
    exposure = mean
  }

  mutating func set(_ posterior: GammaPosterior, exposure x: Double, at row: Int) {
    mean[row] = posterior.mean
    log2Variance[row] = posterior.log2Variance
    lower[row] = posterior.log2Lower
    upper[row] = posterior.log2Upper
    weight[row] = posterior.weight
    exposure[row] = x
  }

  mutating func set(_ posterior: BetaBinomialPosterior, exposure x: Double, at row: Int) {
    mean[row] = posterior.mean
    log2Variance[row] = posterior.log2Variance
    lower[row] = posterior.log2Lower
    upper[row] = posterior.log2Upper
    weight[row] = posterior.weight
    exposure[row] = x > 0 ? x : nil
  }

  /// Activities divided by 2 to the power of `centre`, exposures multiplied by it.
  func centred(at centre: Double) -> ActivityPosterior {
    var shifted = self
    let factor = exp2(centre)
    shifted.mean = mean.map { $0.map { $0 / factor } }
    shifted.lower = lower.map { $0.map { $0 - centre } }
    shifted.upper = upper.map { $0.map { $0 - centre } }
    shifted.exposure = exposure.map { $0.map { $0 * factor } }
    return shifted
  }
}
