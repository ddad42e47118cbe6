/// The Pearson correlation of two replicates with equal exposures that Poisson noise alone would
/// leave, under one gamma prior. An observed correlation far below says over-dispersion, one far
/// above an error that both replicates share.
///
/// Of the ratios R/x it is 1/(1 + β·E[1/x]), of the posterior means E[B²]/E[B].
///
/// ```swift
/// // β = 2; exposures 2 and 6: E[1/x] = 1/3, B = 1/2 and 3/4
/// correlation.ofRatios         // 1/(1 + 2/3) = 0.6
/// correlation.ofPosteriorMeans // (1/4 + 9/16)/(1/2 + 3/4) = 0.65
/// ```
public struct ExpectedReplicateCorrelation: Hashable, Codable, Sendable {
  /// Of R/x.
  public let ofRatios: Double
  /// Of the posterior means.
  public let ofPosteriorMeans: Double

  /// Takes the exposures of one replicate with their numbers of rows; nil without rows.
  ///
  /// - Precondition: exposures > 0 and a prior with a variance.
  public init?(prior: GammaPrior, exposures: [Double], multiplicities: [Int]) {
    precondition(exposures.count == multiplicities.count, "\(exposures.count) exposures")
    let rate = prior.mean / prior.variance
    var (rows, inverses, weights, squares) = (0.0, 0.0, 0.0, 0.0)
    for (exposure, multiplicity) in zip(exposures, multiplicities) {
      precondition(exposure > 0, "exposure \(exposure)")
      let (n, weight) = (Double(multiplicity), exposure / (rate + exposure))
      rows += n
      inverses += n / exposure
      weights += n * weight
      squares += n * weight * weight
    }
    guard rows > 0 else { return nil }
    ofRatios = 1 / (1 + rate * inverses / rows)
    ofPosteriorMeans = squares / weights
  }
}
