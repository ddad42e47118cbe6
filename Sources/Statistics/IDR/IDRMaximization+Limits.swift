import Glibc

/// The maximisation step inside the limits.
///
/// At a fixed point of this step no parameter can be moved inside its limits so that the likelihood
/// grows, which is where the coordinate ascent of the published rounds ends too.
extension IDRModel {
  /// The parameters within the limits that maximise the expected log-likelihood for sums taken at
  /// `model`; those at a limit are exactly there. nil when no row has any probability of being
  /// signal, or a sum is not finite.
  ///
  /// With e the probability of signal, W = Σe, A = ΣeV/W and B = Σe(S − nμ)²/(nW), the part of one
  /// signal row is −n ln σ − ½[(n − 1) ln(1 − ρ) + ln(1 + (n − 1)ρ)] − A/(2σ²(1 − ρ)) −
  /// B/(2σ²(1 + (n − 1)ρ)). It is convex in the logarithms of σ²(1 − ρ) and σ²(1 + (n − 1)ρ), between
  /// which limits of ρ are straight lines; so the best place is the free one, else that with ρ at
  /// its limit, else that with σ at its limit. μ and p are independent of these and only cut off.
  ///
  /// - Complexity: O(1).
  static func maximizing(
    _ sums: IDRExpectation, at model: IDRModel, rows: Int, replicates: Int
  ) -> IDRModel? {
    guard sums.weight > 0 else { return nil }
    let n = Double(replicates)
    let mean = cut(model.mean + sums.distance / (n * sums.weight), to: meanBounds)
    let shift = n * (mean - model.mean)
    let squared = sums.squaredDistance - 2 * shift * sums.distance + shift * shift * sums.weight
    let part = IDRSignalPart(
      replicates: n, scatter: sums.scatter / sums.weight,
      distance: max(0, squared) / (n * sums.weight))
    var correlation = cut(part.freeCorrelation, to: correlationBounds)
    var deviation = part.deviation(correlation)
    guard mean.isFinite, deviation.isFinite else { return nil }
    if deviation < deviationBounds.lowerBound {
      deviation = deviationBounds.lowerBound
      correlation = part.bestCorrelation(deviation: deviation)
    }
    return IDRModel(
      mean: mean, deviation: min(deviation, deviationBounds.upperBound), correlation: correlation,
      signalShare: cut(sums.weight / Double(rows), to: shareBounds))
  }

  /// Which of μ, σ, ρ and p are exactly at a limit.
  var atLimits: SIMDMask<SIMD4<Int64>> {
    var mask = SIMDMask<SIMD4<Int64>>(repeating: false)
    for (index, value) in [mean, deviation, correlation, signalShare].enumerated() {
      let limits = Self.limits[index]
      mask[index] = value == limits.lowerBound || value == limits.upperBound
    }
    return mask
  }

  /// Limits of μ, σ, ρ and p.
  static let limits = [meanBounds, deviationBounds, correlationBounds, shareBounds]

  static func cut(_ value: Double, to limits: ClosedRange<Double>) -> Double {
    min(max(value, limits.lowerBound), limits.upperBound)
  }
}

extension IDRRows {
  /// The maximisation step for sums taken at `model`; nil when a parameter leaves its limits and is
  /// not to be held there.
  func step(
    _ sums: IDRExpectation, at model: IDRModel, holdsLimits: Bool
  ) -> IDRModel? {
    let free = IDRProposal(sums, at: model, rows: count, replicates: replicates)
    if let next = free?.model { return next }
    guard holdsLimits else { return nil }
    return IDRModel.maximizing(sums, at: model, rows: count, replicates: replicates)
  }
}

/// What the expected log-likelihood of signal rows says about σ and ρ.
private struct IDRSignalPart {
  /// n.
  let replicates: Double
  /// A.
  let scatter: Double
  /// B.
  let distance: Double

  /// ρ where neither σ nor ρ has limits; 0 when the signal has no spread at all.
  var freeCorrelation: Double {
    let total = distance + scatter
    return total > 0
      ? ((replicates - 1) * distance - scatter) / ((replicates - 1) * total) : 0
  }

  /// The best σ for some ρ.
  func deviation(_ correlation: Double) -> Double {
    ((scatter / (1 - correlation) + distance / (1 + (replicates - 1) * correlation))
      / replicates).squareRoot()
  }

  /// The best ρ within its limits for some σ: the best of 64 places, then bisection of the slope
  /// between its neighbours.
  func bestCorrelation(deviation: Double) -> Double {
    let limits = IDRModel.correlationBounds
    let variance = deviation * deviation
    let places = (0...64).map { step in
      limits.lowerBound + (limits.upperBound - limits.lowerBound) * Double(step) / 64
    }
    let values = places.map { value($0, variance) }
    let best = values.indices.max { values[$0] < values[$1] } ?? 0
    var low = places[max(0, best - 1)]
    var high = places[min(64, best + 1)]
    if slope(low, variance) <= 0 { return low }
    if slope(high, variance) >= 0 { return high }
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if slope(middle, variance) > 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  private func value(_ rho: Double, _ variance: Double) -> Double {
    let inflation = 1 + (replicates - 1) * rho
    return -0.5
      * ((replicates - 1) * log(1 - rho) + log(inflation) + scatter / (variance * (1 - rho))
        + distance / (variance * inflation))
  }

  /// The derivative of ``value(_:_:)`` in ρ.
  private func slope(_ rho: Double, _ variance: Double) -> Double {
    let inflation = 1 + (replicates - 1) * rho
    let own = 1 - rho
    return 0.5
      * ((replicates - 1) / own - (replicates - 1) / inflation - scatter / (variance * own * own)
        + (replicates - 1) * distance / (variance * inflation * inflation))
  }
}
