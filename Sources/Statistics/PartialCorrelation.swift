/// The correlation of two variables after removing what a linear fit on the covariates explains.
///
/// Equal to −P_xy/√(P_xx·P_yy) with P the inverse correlation matrix of all variables (Whittaker
/// 1990, ch. 5); computed here from least-squares residuals, which stays accurate when covariates
/// are nearly collinear. Covariates that correlate above 0.9999 are replaced by their mean, of
/// those below −0.9999 the first is kept, and constant or linearly dependent ones are ignored.
/// Nil when undefined: fewer than two rows more than covariates, a value that is not finite, or a
/// variable that is constant or fully explained by the covariates.
///
/// ```swift
/// // r_xy = 0.5, r_xz = 0.4, r_yz = 0.6:
/// firstOrderPartialCorrelation(0.5, 0.4, 0.6)  // (0.5 − 0.24)/√(0.84·0.64) = 0.354604
/// ```
///
/// - Precondition: all columns have the same number of values.
/// - Complexity: O(n·k²) for n rows and k covariates.
public func partialCorrelation(
  _ x: [Double], _ y: [Double], given covariates: [[Double]]
) -> Double? {
  precondition(
    x.count == y.count && covariates.allSatisfy { $0.count == x.count },
    "\(x.count), \(y.count) values and covariates of \(covariates.map(\.count))")
  let basis = orthonormalBasis(of: collapsingDuplicates(covariates))
  guard let basis, x.count >= basis.count + 2,
    let u = residual(of: x, given: basis), let v = residual(of: y, given: basis)
  else { return nil }
  return clampedDotProduct(u, v)
}

/// The partial correlation of the mid-ranks of all variables: rank first, then partial out.
///
/// Nil as for ``partialCorrelation(_:_:given:)``.
///
/// - Precondition: all columns have the same number of values.
public func spearmanPartialCorrelation(
  _ x: [Double], _ y: [Double], given covariates: [[Double]]
) -> Double? {
  let columns = [x, y] + covariates
  guard !columns.contains(where: { $0.contains(where: \.isNaN) }) else { return nil }
  return partialCorrelation(midRanks(x), midRanks(y), given: covariates.map { midRanks($0) })
}

/// The partial correlation of x and y given one covariate z, from the three correlations; nil when
/// the covariate determines x or y.
///
/// r_xy·z = (r_xy − r_xz·r_yz)/√((1 − r_xz²)(1 − r_yz²)).
///
/// ```swift
/// firstOrderPartialCorrelation(0.5, 0.4, 0.6)  // 0.354604
/// ```
public func firstOrderPartialCorrelation(
  _ xy: Double, _ xz: Double, _ yz: Double
) -> Double? {
  let unexplained = (1 - xz * xz) * (1 - yz * yz)
  guard unexplained > 1e-20 else { return nil }
  return min(1, max(-1, (xy - xz * yz) / unexplained.squareRoot()))
}

/// A residual below this share of the variable's own norm is rounding error.
private let negligibleShare = 1e-9

/// The covariates with each group of near copies replaced by one column.
func collapsingDuplicates(_ covariates: [[Double]]) -> [[Double]] {
  var remaining = covariates
  var collapsed: [[Double]] = []
  while let first = remaining.first {
    var group: [[Double]] = [first]
    var others: [[Double]] = []
    for other in remaining.dropFirst() {
      let r = pearsonCorrelation(first, other) ?? 0
      if r > 0.9999 {
        group.append(other)
      } else if r >= -0.9999 {
        others.append(other)
      }
    }
    let share = 1 / Double(group.count)
    collapsed.append(first.indices.map { row in group.reduce(0) { $0 + $1[row] } * share })
    remaining = others
  }
  return collapsed
}

/// An orthonormal basis of the centred covariates (Gram–Schmidt, each column swept twice); nil
/// when a covariate is not finite.
private func orthonormalBasis(of covariates: [[Double]]) -> [[Double]]? {
  guard covariates.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
  var basis: [[Double]] = []
  for covariate in covariates {
    if let column = residual(of: covariate, given: basis) { basis.append(column) }
  }
  return basis
}

/// What the basis leaves of a variable, scaled to norm 1; nil when it leaves nothing.
private func residual(of values: [Double], given basis: [[Double]]) -> [Double]? {
  guard var left = unitDeviations(values) else { return nil }
  for _ in 0..<2 {
    for column in basis {
      var projection = 0.0
      for row in left.indices { projection += column[row] * left[row] }
      for row in left.indices { left[row] -= projection * column[row] }
    }
  }
  var squares = 0.0
  for value in left { squares += value * value }
  let norm = squares.squareRoot()
  guard norm > negligibleShare else { return nil }
  for row in left.indices { left[row] /= norm }
  return left
}
