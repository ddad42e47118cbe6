import Glibc

/// The distribution of the pseudo-value of one replicate: a mixture of two normals, inverted by
/// Newton steps that cannot leave their bracket.
struct IDRMarginal {
  private let mean: Double
  private let deviation: Double
  private let share: Double
  private let inverseDeviation: Double

  private static let inverseRootTwo = 0.5.squareRoot()
  private static let inverseRootTwoPi = 1 / (2 * Double.pi).squareRoot()

  init(_ model: IDRModel) {
    mean = model.mean
    deviation = model.deviation
    share = model.signalShare
    inverseDeviation = 1 / model.deviation
  }

  /// The logarithm of the density at `z`, finite also where the density underflows.
  func logDensity(_ z: Double) -> Double {
    let x = (z - mean) * inverseDeviation
    let signal = log(share * inverseDeviation * Self.inverseRootTwoPi) - 0.5 * x * x
    let noise = log((1 - share) * Self.inverseRootTwoPi) - 0.5 * z * z
    return max(signal, noise) + log1p(exp(-abs(signal - noise)))
  }

  /// A place of the distribution.
  struct Place {
    /// The value.
    var z: Double
    /// The density there.
    var density: Double
    /// The derivative of the logarithm of the density there.
    var slope: Double
    /// The derivative of the slope there.
    var bend: Double
  }

  /// A probability and the normal quantile that belongs to it.
  struct Level {
    /// Φ⁻¹ of the probability.
    let quantile: Double
    /// The probability below, exact where it is the smaller.
    let below: Double
    /// The probability above, exact where it is the smaller.
    let above: Double
  }

  /// How far the probability below `z` exceeds that of the level, and the density at `z`.
  func excess(_ z: Double, over level: Level) -> (excess: Double, place: Place) {
    let x = (z - mean) * inverseDeviation
    let signal = share * inverseDeviation * Self.inverseRootTwoPi * exp(-0.5 * x * x)
    let noise = (1 - share) * Self.inverseRootTwoPi * exp(-0.5 * z * z)
    let density = signal + noise
    let scaled = x * inverseDeviation
    let slope = -(signal * scaled + noise * z) / density
    let second =
      (signal * (scaled * scaled - inverseDeviation * inverseDeviation) + noise * (z * z - 1))
      / density
    let excess: Double
    // The smaller tail keeps all its digits.
    if level.quantile <= 0 {
      excess =
        0.5
        * (share * erfc(-x * Self.inverseRootTwo)
          + (1 - share) * erfc(-z * Self.inverseRootTwo)) - level.below
    } else {
      excess =
        level.above - 0.5
        * (share * erfc(x * Self.inverseRootTwo)
          + (1 - share) * erfc(z * Self.inverseRootTwo))
    }
    return (
      excess, Place(z: z, density: density, slope: slope, bend: second - slope * slope)
    )
  }

  /// The value whose cumulative probability is that of the level.
  ///
  /// The quantiles of the two components at the level are a bracket. A Halley step that leaves it,
  /// or does not halve it in the long run, is replaced by bisection; a step below 1e-6 leaves an
  /// error of the order of its cube.
  ///
  /// - Parameter start: a guess, from which one step is usually enough.
  func solve(_ level: Level, from start: Double) -> Place {
    let signalQuantile = mean + deviation * level.quantile
    var low = min(level.quantile, signalQuantile)
    var high = max(level.quantile, signalQuantile)
    var z = min(max(start, low), high)
    for iteration in 0..<200 {
      let (excess, place) = excess(z, over: level)
      if excess > 0 { high = z } else { low = z }
      if excess == 0 || high - low <= 1e-15 * max(1, abs(z)) { return place }
      let newton = excess / place.density
      let halley = newton / (1 - max(-0.5, min(0.5, 0.5 * newton * place.slope)))
      let next = z - halley
      if next >= low, next <= high, iteration < 60 {
        // Small against the scale on which the density changes: what is left is below 1e-15.
        if abs(halley) * (1 + abs(place.slope)) < 1e-6 {
          return moved(place, to: next)
        }
        z = next
      } else {
        z = low + (high - low) / 2
      }
    }
    return excess(z, over: level).place
  }

  /// The place after a very small step, to first order.
  private func moved(_ place: Place, to z: Double) -> Place {
    let step = z - place.z
    return Place(
      z: z, density: place.density * (1 + place.slope * step),
      slope: place.slope + place.bend * step, bend: place.bend)
  }
}
