import Glibc
import Statistics

/// Log-normal fragment lengths between two limits, with a mean that is kept in spite of them.
///
/// The mean of a log-normal variable with parameters (μ, σ) between a and b is
/// e^(μ + σ²/2) · [Φ(β − σ) − Φ(α − σ)] / [Φ(β) − Φ(α)], α = (ln a − μ)/σ, β = (ln b − μ)/σ. It
/// rises with μ, which is found by bisection.
struct TruncatedLogNormal: Sendable {
  private let logMean: Double
  private let logDeviation: Double
  private let minimum: Int
  private let maximum: Int

  /// The distribution of random fragments; nil when no μ gives the mean, or when fewer than one
  /// draw in a thousand would lie between the limits.
  init?(_ parameters: FragmentParameters) {
    minimum = parameters.minimumLength
    maximum = parameters.maximumLength
    logDeviation = parameters.logLengthDeviation
    let low = log(Double(minimum) - 0.5)
    let high = log(Double(maximum) + 0.5)
    var bracket = (low - 5 * logDeviation, high + 5 * logDeviation)
    for _ in 0..<80 {
      let middle = (bracket.0 + bracket.1) / 2
      let moments = Self.moments(middle, logDeviation, low, high)
      if (moments.mean ?? exp(middle)) < parameters.meanLength {
        bracket.0 = middle
      } else {
        bracket.1 = middle
      }
    }
    logMean = (bracket.0 + bracket.1) / 2
    let moments = Self.moments(logMean, logDeviation, low, high)
    guard let mean = moments.mean, moments.mass > 1e-3, abs(mean - parameters.meanLength) < 0.01
    else { return nil }
  }

  /// Probability between the limits and the mean there; no mean where the probability vanishes.
  private static func moments(
    _ logMean: Double, _ deviation: Double, _ low: Double, _ high: Double
  ) -> (mass: Double, mean: Double?) {
    let alpha = (low - logMean) / deviation
    let beta = (high - logMean) / deviation
    let mass = StandardNormal.cumulative(beta) - StandardNormal.cumulative(alpha)
    if mass < 1e-9 { return (mass, nil) }
    let shifted =
      StandardNormal.cumulative(beta - deviation) - StandardNormal.cumulative(alpha - deviation)
    return (mass, exp(logMean + deviation * deviation / 2) * shifted / mass)
  }

  /// A length in bases, drawn again until it is within the limits.
  func draw(_ generator: inout SeededGenerator) -> Int {
    while true {
      let length = generator.logNormal(logMean: logMean, logDeviation: logDeviation).rounded()
      if length >= Double(minimum), length <= Double(maximum) { return Int(length) }
    }
  }
}
