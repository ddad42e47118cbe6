import Glibc

/// Parameters as the maximisation step gives them, before the limits are applied.
struct IDRProposal {
  let mean: Double
  let deviation: Double
  let correlation: Double
  let signalShare: Double

  /// The maximisation step for sums taken at `model`:
  /// μ = ΣeΣz/(nΣe), σ² = ΣeΣ(z − μ)²/(nΣe), ρ = ΣeΣ_{r≠s}(z_r − μ)(z_s − μ)/(n(n − 1)σ²Σe),
  /// p = mean e; nil when no row has any probability of being signal.
  init?(_ sums: IDRExpectation, at model: IDRModel, rows: Int, replicates: Int) {
    guard sums.weight > 0 else { return nil }
    let n = Double(replicates)
    let shift = sums.distance / sums.weight
    let squared = max(0, sums.squaredDistance - shift * sums.distance)
    let scatter = sums.scatter + squared / n
    let variance = scatter / (n * sums.weight)
    let mean = model.mean + shift / n
    guard mean.isFinite, variance.isFinite else { return nil }
    self.mean = mean
    deviation = variance.squareRoot()
    correlation = scatter > 0 ? (squared - scatter) / ((n - 1) * scatter) : 0
    signalShare = sums.weight / Double(rows)
  }

  /// The model, nil when a parameter is outside its limits.
  var model: IDRModel? {
    guard mean >= IDRModel.meanBounds.lowerBound,
      deviation >= IDRModel.deviationBounds.lowerBound,
      IDRModel.correlationBounds.contains(correlation), IDRModel.shareBounds.contains(signalShare)
    else { return nil }
    return IDRModel(
      mean: mean, deviation: deviation, correlation: correlation, signalShare: signalShare)
  }
}
