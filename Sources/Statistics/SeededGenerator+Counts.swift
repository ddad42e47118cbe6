import Glibc

extension SeededGenerator {
  /// A draw from the Poisson distribution.
  ///
  /// Below a mean of 10 by sequential inversion with one uniform draw, above by transformed
  /// rejection with squeeze, PTRS (Hörmann 1993, doi 10.1016/0167-6687(93)90997-4).
  ///
  /// - Precondition: mean is finite, ≥ 0 and below 10¹⁵.
  /// - Complexity: O(1) expected.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean < 1e15, "mean \(mean)")
    return mean < 10 ? poissonByInversion(mean: mean) : poissonByRejection(mean: mean)
  }

  private mutating func poissonByInversion(mean: Double) -> Int {
    var remaining = uniform()
    var probability = exp(-mean)
    var count = 0
    while remaining >= probability {
      remaining -= probability
      count += 1
      probability *= mean / Double(count)
      if probability < 1e-300 { break }
    }
    return count
  }

  private mutating func poissonByRejection(mean: Double) -> Int {
    let logMean = log(mean)
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let distance = 0.5 - abs(u)
      if distance <= 0 { continue }
      let count = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07, v <= squeeze { return Int(count) }
      if count < 0 || (distance < 0.013 && v > distance) { continue }
      let acceptance = log(v * inverseAlpha / (a / (distance * distance) + b))
      if acceptance <= count * logMean - mean - Self.logFactorial(count) { return Int(count) }
    }
  }

  /// A draw from the negative binomial distribution with variance mean + mean² / size.
  ///
  /// A Poisson draw whose mean is gamma-distributed. An infinite size is the Poisson distribution.
  ///
  /// - Precondition: mean ≥ 0 and size > 0.
  public mutating func negativeBinomial(mean: Double, size: Double) -> Int {
    precondition(mean >= 0 && size > 0, "mean \(mean), size \(size)")
    if mean == 0 || size.isInfinite { return poisson(mean: mean) }
    return poisson(mean: gamma(shape: size, scale: mean / size))
  }

  /// A draw from the negative binomial distribution with variance mean + dispersion · mean².
  ///
  /// Dispersion 0 is the Poisson distribution; dispersion is 1 / size.
  ///
  /// - Precondition: mean ≥ 0 and dispersion ≥ 0.
  public mutating func negativeBinomial(mean: Double, dispersion: Double) -> Int {
    precondition(dispersion >= 0, "dispersion \(dispersion)")
    return negativeBinomial(mean: mean, size: 1 / dispersion)
  }

  /// A draw from the binomial distribution.
  ///
  /// By sequential inversion where the smaller of the two expected counts is below 10, else by
  /// transformed rejection with squeeze, BTRS (Hörmann 1993, doi 10.1080/00949659308811496).
  ///
  /// - Precondition: trials ≥ 0 and 0 ≤ probability ≤ 1.
  /// - Complexity: O(1) expected.
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    precondition(trials >= 0, "trials \(trials)")
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    if probability > 0.5 {
      return trials - binomial(trials: trials, probability: 1 - probability)
    }
    return Double(trials) * probability < 10
      ? binomialByInversion(trials: trials, probability: probability)
      : binomialByRejection(trials: Double(trials), probability: probability)
  }

  private mutating func binomialByInversion(trials: Int, probability: Double) -> Int {
    let odds = probability / (1 - probability)
    var remaining = uniform()
    var mass = exp(Double(trials) * log1p(-probability))
    var count = 0
    while remaining >= mass, count < trials {
      remaining -= mass
      mass *= odds * Double(trials - count) / Double(count + 1)
      count += 1
      if mass < 1e-300 { break }
    }
    return count
  }

  private mutating func binomialByRejection(trials: Double, probability: Double) -> Int {
    let deviation = (trials * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let squeeze = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let logOdds = log(probability / (1 - probability))
    let mode = ((trials + 1) * probability).rounded(.down)
    let logModeMass = -Self.logFactorial(mode) - Self.logFactorial(trials - mode)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let distance = 0.5 - abs(u)
      if distance <= 0 { continue }
      let count = ((2 * a / distance + b) * u + trials * probability + 0.5).rounded(.down)
      if count < 0 || count > trials { continue }
      if distance >= 0.07, v <= squeeze { return Int(count) }
      let acceptance = log(v * alpha / (a / (distance * distance) + b))
      let logMass = -Self.logFactorial(count) - Self.logFactorial(trials - count)
      if acceptance <= logMass - logModeMass + (count - mode) * logOdds { return Int(count) }
    }
  }

  /// ln(k!) of a whole number k ≥ 0; Stirling's series above 10, absolute error below 10⁻⁹.
  private static func logFactorial(_ k: Double) -> Double {
    if k < 10 { return smallLogFactorials[Int(k)] }
    let x = k + 1
    let inverse = 1 / x
    let square = inverse * inverse
    let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series
  }

  private static let smallLogFactorials: [Double] = {
    var values = [0.0]
    for k in 1..<10 { values.append(values[k - 1] + log(Double(k))) }
    return values
  }()
}
