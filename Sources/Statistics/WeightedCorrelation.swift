/// Pearson's correlation of pairs that count by their weights, in [−1, 1].
///
/// Means, variances and the covariance are Σ w·… / Σ w, so a pair of weight 2 counts as the pair
/// twice and a pair of weight 0 as absent. Nil when undefined: fewer than two pairs with a weight
/// above 0, a value that is not finite, or a variable whose deviations are no more than rounding
/// error.
///
/// ```swift
/// pearsonCorrelation([1, 2, 3], [1, 3, 2], weights: [1, 1, 1])  // 0.5
/// pearsonCorrelation([1, 2, 3], [1, 3, 2], weights: [1, 0, 1])  // 1
/// ```
///
/// - Precondition: as many values and weights; weights are finite and not negative.
public func pearsonCorrelation(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
  precondition(
    x.count == y.count && x.count == weights.count,
    "\(x.count) and \(y.count) values, \(weights.count) weights")
  guard let u = weightedUnitDeviations(x, weights), let v = weightedUnitDeviations(y, weights)
  else { return nil }
  return clampedDotProduct(u, v)
}

/// Spearman's correlation of pairs that count by their weights: Pearson's of the weighted mid-ranks.
///
/// Nil when undefined, as ``pearsonCorrelation(_:_:weights:)``, or with a NaN.
///
/// ```swift
/// // as spearmanCorrelation([1, 10, 10, 100], [1, 3, 3, 2]): ranks 1, 2.5, 2.5, 4 and 1, 3.5, 3.5, 2
/// spearmanCorrelation([1, 10, 100], [1, 3, 2], weights: [1, 2, 1])  // 1/3
/// ```
///
/// - Precondition: as many values and weights; weights are finite and not negative.
public func spearmanCorrelation(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
  guard !x.contains(where: \.isNaN), !y.contains(where: \.isNaN) else { return nil }
  return pearsonCorrelation(
    midRanks(x, weights: weights), midRanks(y, weights: weights), weights: weights)
}

/// The mid-ranks that values have when each counts by its weight: the weight below, plus half of one
/// more than the weight of its equals.
///
/// With whole weights these are the mid-ranks of the values repeated so many times.
///
/// ```swift
/// midRanks([10, 20, 5], weights: [1, 2, 1])  // [2, 3.5, 1], as midRanks([10, 20, 20, 5])
/// ```
///
/// - Precondition: as many values and weights; no value is NaN.
public func midRanks(_ values: [Double], weights: [Double]) -> [Double] {
  precondition(values.count == weights.count, "\(values.count) values, \(weights.count) weights")
  let order = ascendingOrder(values)
  var ranks = [Double](repeating: 0, count: values.count)
  var below = 0.0
  var start = 0
  while start < order.count {
    let value = values[order[start]]
    var end = start
    var own = 0.0
    while end < order.count, values[order[end]] == value {
      own += weights[order[end]]
      end += 1
    }
    let rank = below + (own + 1) / 2
    for position in start..<end { ranks[order[position]] = rank }
    below += own
    start = end
  }
  return ranks
}

/// Deviations from the weighted mean times the square roots of the weights, scaled to a sum of
/// squares of 1; nil when they are not finite or only rounding error.
private func weightedUnitDeviations(_ values: [Double], _ weights: [Double]) -> [Double]? {
  var total = 0.0
  var sum = 0.0
  var counted = 0
  for row in values.indices where weights[row] > 0 {
    total += weights[row]
    sum += weights[row] * values[row]
    counted += 1
  }
  let centre = sum / total
  guard counted >= 2, centre.isFinite else { return nil }
  var deviations = values
  var largest = 0.0
  for row in deviations.indices {
    deviations[row] = weights[row] > 0 ? (values[row] - centre) * weights[row].squareRoot() : 0
    largest = max(largest, abs(deviations[row]))
  }
  guard largest.isFinite, largest > 0 else { return nil }
  var squares = 0.0
  for row in deviations.indices {
    deviations[row] /= largest
    squares += deviations[row] * deviations[row]
  }
  let norm = squares.squareRoot()
  guard norm.isFinite, norm * largest > 1e-13 * abs(centre) * total.squareRoot() else {
    return nil
  }
  for row in deviations.indices { deviations[row] /= norm }
  return deviations
}
