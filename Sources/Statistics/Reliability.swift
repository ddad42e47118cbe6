/// The reliability of a measurement `factor` times as long: k·r/(1 + (k − 1)·r)
/// (Spearman 1910, Brown 1910). With r the correlation of two replicates and k = n it is the
/// reliability of the mean of n replicates.
///
/// Nil when the denominator is not positive.
///
/// ```swift
/// spearmanBrown(0.5, factor: 2)  // 2·0.5/1.5 = 0.6667
/// ```
///
/// - Precondition: `factor` > 0.
public func spearmanBrown(_ correlation: Double, factor: Double) -> Double? {
  precondition(factor > 0, "factor \(factor)")
  let denominator = 1 + (factor - 1) * correlation
  return denominator > 0 ? factor * correlation / denominator : nil
}

/// The reliability ρ_n = n·r/(1 + (n − 1)·r) of the mean of n equally good replicates whose errors
/// are independent and which correlate with r pairwise.
///
/// Undefined for r ≤ 0.
///
/// ```swift
/// reliabilityOfMean(replicateCorrelation: 0.34, replicates: 2)  // 0.68/1.34 = 0.5075
/// ```
///
/// - Precondition: `replicates` ≥ 1.
public func reliabilityOfMean(replicateCorrelation r: Double, replicates: Int) -> Estimate {
  precondition(replicates >= 1, "\(replicates) replicates")
  guard r > 0 else { return .undefined(.correlationNotPositive) }
  return Estimate(
    spearmanBrown(r, factor: Double(replicates)), orUndefined: .correlationNotPositive)
}

/// The highest correlation a perfect model can be expected to reach with the mean of n replicates:
/// √ρ_n; √r for one replicate.
///
/// The replicate correlation r is itself not a bound: √r > r. Error that the replicates share
/// (input DNA, barcodes) raises r and hence this ceiling. Undefined for r ≤ 0.
///
/// ```swift
/// noiseCeiling(replicateCorrelation: 0.34, replicates: 1)  // 0.5831
/// noiseCeiling(replicateCorrelation: 0.34, replicates: 2)  // 0.7124
/// ```
///
/// - Precondition: `replicates` ≥ 1.
public func noiseCeiling(replicateCorrelation r: Double, replicates: Int) -> Estimate {
  let reliability = reliabilityOfMean(replicateCorrelation: r, replicates: replicates)
  guard let value = reliability.value else { return reliability }
  return .defined(value.squareRoot())
}

/// The reliability of each of n ≥ 3 unequal replicates: ρ_a = r_ab·r_ac/r_bc, the median over all
/// triads that contain a (Spearman's method of triads; errors independent, variances free).
///
/// A triad counts when its three correlations are defined and positive. Undefined for fewer than
/// three replicates, without any usable triad, or when the median exceeds 1. `correlations` is the
/// symmetric matrix (replicates, replicates); its diagonal is not read.
///
/// ```swift
/// // r₁₂ = 0.48, r₁₃ = 0.36, r₂₃ = 0.27 → ρ₁ = 0.48·0.36/0.27 = 0.64, ρ₂ = 0.36, ρ₃ = 0.2025
/// ```
public func triadReliabilities(correlations: [[Double?]]) -> [Estimate] {
  let count = correlations.count
  precondition(correlations.allSatisfy { $0.count == count }, "not a square matrix")
  guard count >= 3 else {
    return Array(repeating: .undefined(.tooFewReplicates), count: count)
  }
  return (0..<count).map { a in
    var triads: [Double] = []
    for b in 0..<count where b != a {
      for c in (b + 1)..<max(count, b + 1) where c != a {
        guard let ab = correlations[a][b], let ac = correlations[a][c],
          let bc = correlations[b][c], ab > 0, ac > 0, bc > 0
        else { continue }
        triads.append(ab * ac / bc)
      }
    }
    guard let reliability = median(of: triads) else {
      return .undefined(.correlationNotPositive)
    }
    return reliability <= 1 ? .defined(reliability) : .undefined(.reliabilityAboveOne)
  }
}

/// The reliabilities of two unequal replicates from their correlation and from the correlations
/// ρ₁, ρ₂ of one model, fitted without favouring either, with each of them.
///
/// q = ρ₁/ρ₂ estimates √(rel₁/rel₂), hence rel₁ = r₁₂·q and rel₂ = r₁₂/q. Undefined when a
/// correlation is not positive or a reliability exceeds 1.
///
/// ```swift
/// // r₁₂ = 0.34, ρ = 0.126 and 0.301: reliabilities 0.142 and 0.812, ceilings 0.377 and 0.901
/// ```
public func unequalReliabilities(
  replicateCorrelation r: Double, modelCorrelations model: (first: Double, second: Double)
) -> (first: Estimate, second: Estimate) {
  guard r > 0, model.first > 0, model.second > 0 else {
    return (.undefined(.correlationNotPositive), .undefined(.correlationNotPositive))
  }
  func estimate(_ reliability: Double) -> Estimate {
    reliability <= 1 ? .defined(reliability) : .undefined(.reliabilityAboveOne)
  }
  let ratio = model.first / model.second
  return (estimate(r * ratio), estimate(r / ratio))
}

/// The reliability of the mean of n replicates that are not equally good:
/// 1/(1 + Σ(1/ρ_a − 1)/n²) for replicates that carry the same truth on the same scale with
/// independent errors of any variance. Equal reliabilities give Spearman–Brown.
///
/// Nil without replicates or when a reliability is not in (0, 1].
///
/// ```swift
/// reliabilityOfMean(of: [0.5, 0.5])  // 1/(1 + 2/4) = 0.6667, as spearmanBrown(0.5, factor: 2)
/// reliabilityOfMean(of: [0.8, 0.2])  // 1/(1 + (0.25 + 4)/4) = 0.4848: the mean is worse than 0.8
/// ```
public func reliabilityOfMean(of reliabilities: [Double]) -> Double? {
  guard !reliabilities.isEmpty, reliabilities.allSatisfy({ $0 > 0 && $0 <= 1 }) else { return nil }
  let count = Double(reliabilities.count)
  let noise = reliabilities.reduce(0) { $0 + (1 / $1 - 1) } / (count * count)
  return 1 / (1 + noise)
}
