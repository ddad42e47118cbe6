/// Pearson's product-moment correlation of paired values, in [−1, 1].
///
/// Two-pass: deviations from the mean, scaled by the largest before squaring, so neither offset
/// nor unit matters. Nil when undefined: fewer than two pairs, a value that is not finite, or a
/// variable whose deviations are no more than rounding error (norm ≤ 1e-13·|mean|·√n).
///
/// ```swift
/// pearsonCorrelation([1, 2, 3], [1, 3, 2])  // 0.5
/// pearsonCorrelation([1, 2, 3], [4, 4, 4])  // nil
/// ```
///
/// - Precondition: both have the same number of values.
public func pearsonCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
  precondition(x.count == y.count, "\(x.count) and \(y.count) values")
  guard x.count >= 2, let u = unitDeviations(x), let v = unitDeviations(y) else { return nil }
  return clampedDotProduct(u, v)
}

/// Spearman's rank correlation: Pearson's of the mid-ranks, in [−1, 1].
///
/// Nil when undefined: fewer than two pairs, a NaN, or a variable with a single distinct value.
///
/// ```swift
/// spearmanCorrelation([1, 10, 100], [1, 3, 2])  // 0.5
/// ```
///
/// - Precondition: both have the same number of values.
public func spearmanCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
  precondition(x.count == y.count, "\(x.count) and \(y.count) values")
  guard !x.contains(where: \.isNaN), !y.contains(where: \.isNaN) else { return nil }
  return pearsonCorrelation(midRanks(x), midRanks(y))
}

/// The pairs in which both values are known, as two columns of equal length.
///
/// ```swift
/// completePairs([1, nil, 3], [4, 5, nil])  // x [1], y [4]
/// ```
///
/// - Precondition: both have the same number of rows.
public func completePairs(_ x: [Double?], _ y: [Double?]) -> (x: [Double], y: [Double]) {
  precondition(x.count == y.count, "\(x.count) and \(y.count) rows")
  var pairs: (x: [Double], y: [Double]) = ([], [])
  for row in x.indices {
    guard let first = x[row], let second = y[row] else { continue }
    pairs.x.append(first)
    pairs.y.append(second)
  }
  return pairs
}

/// Deviations from the mean scaled to a sum of squares of 1; nil when they are not finite or only
/// rounding error.
func unitDeviations(_ values: [Double]) -> [Double]? {
  guard let centre = mean(of: values), centre.isFinite else { return nil }
  var deviations = values
  var largest = 0.0
  for row in deviations.indices {
    deviations[row] -= centre
    largest = max(largest, abs(deviations[row]))
  }
  guard largest.isFinite, largest > 0 else { return nil }
  var squares = 0.0
  for row in deviations.indices {
    deviations[row] /= largest
    squares += deviations[row] * deviations[row]
  }
  let norm = squares.squareRoot()
  guard norm.isFinite, norm * largest > 1e-13 * abs(centre) * Double(values.count).squareRoot()
  else { return nil }
  for row in deviations.indices { deviations[row] /= norm }
  return deviations
}

func clampedDotProduct(_ u: [Double], _ v: [Double]) -> Double {
  var product = 0.0
  for row in u.indices { product += u[row] * v[row] }
  return min(1, max(-1, product))
}
