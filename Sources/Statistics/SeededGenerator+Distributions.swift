import Glibc

extension SeededGenerator {
  /// A uniform draw from (0, 1): never 0, so its logarithm is finite.
  public mutating func openUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// True with the given probability; one uniform draw.
  ///
  /// - Precondition: 0 ≤ probability ≤ 1.
  public mutating func bernoulli(_ probability: Double) -> Bool {
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    return uniform() < probability
  }

  /// A draw from the normal distribution with mean 0 and variance 1.
  ///
  /// Polar method (Marsaglia and Bray 1964, doi 10.1137/1006063). The second deviate of each pair
  /// is dropped, so that a generator has no state beside its four words.
  public mutating func standardNormal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * log(square) / square).squareRoot()
      }
    }
  }

  /// A draw from the log-normal distribution: e to the power of a normal draw.
  ///
  /// - Parameters:
  ///   - logMean: mean of the natural logarithm.
  ///   - logDeviation: standard deviation of the natural logarithm, ≥ 0.
  public mutating func logNormal(logMean: Double, logDeviation: Double) -> Double {
    precondition(logDeviation >= 0, "standard deviation \(logDeviation)")
    return exp(logMean + logDeviation * standardNormal())
  }

  /// A draw from the exponential distribution.
  ///
  /// - Precondition: mean ≥ 0.
  public mutating func exponential(mean: Double) -> Double {
    precondition(mean >= 0, "mean \(mean)")
    return -mean * log(openUniform())
  }

  /// A draw from the gamma distribution with mean shape · scale and variance shape · scale².
  ///
  /// Marsaglia and Tsang 2000 (doi 10.1145/358407.358414); for a shape below 1 the draw for
  /// shape + 1 is multiplied by U^(1/shape), as the paper gives it.
  ///
  /// - Precondition: shape > 0 and scale ≥ 0, both finite.
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "shape \(shape)")
    precondition(scale >= 0 && scale.isFinite, "scale \(scale)")
    let boost = shape < 1 ? pow(openUniform(), 1 / shape) : 1
    let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = standardNormal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = openUniform()
      let square = x * x
      if u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v)) {
        return boost * d * v * scale
      }
    }
  }

  /// An index drawn with probability proportional to its weight; one uniform draw.
  ///
  /// ```swift
  /// generator.categorical([0, 1, 3])  // never 0; 2 three times as often as 1
  /// ```
  ///
  /// - Precondition: the weights are finite, not negative, and not all zero.
  /// - Complexity: O(weights).
  public mutating func categorical(_ weights: [Double]) -> Int {
    var total = 0.0
    for weight in weights {
      precondition(weight >= 0 && weight.isFinite, "weight \(weight)")
      total += weight
    }
    precondition(total > 0, "no weight above zero in \(weights)")
    let target = uniform() * total
    var cumulative = 0.0
    var lastPossible = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      cumulative += weight
      lastPossible = index
      if target < cumulative { return index }
    }
    return lastPossible
  }
}
