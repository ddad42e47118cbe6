import Foundation

/// The parameters of a curve with the smallest sum of squared deviations.
struct LeastSquaresFit {
  let parameters: [Double]
  /// Root of the mean squared deviation.
  let deviation: Double
}

/// Fits a curve of a few parameters by Levenberg's damped Gauss–Newton steps (Marquardt 1963,
/// doi 10.1137/0111030).
///
/// Stops when a step changes no parameter by more than 1e-12. Nil when that is not reached in 500
/// steps, or when a parameter leaves ±50: the curve has no optimum.
///
/// - Parameter curve: value and derivatives by each parameter at x.
func leastSquares(
  start: [Double], points: [SaturationPoint],
  _ curve: (_ x: Double, _ parameters: [Double]) -> (value: Double, derivatives: [Double])
) -> LeastSquaresFit? {
  var parameters = start
  var squares = sumOfSquares(points, parameters, curve)
  var damping = 1e-3
  for _ in 0..<500 {
    var normal = [[Double]](
      repeating: [Double](repeating: 0, count: start.count + 1), count: start.count)
    for point in points {
      let (value, derivatives) = curve(point.reads, parameters)
      for i in derivatives.indices {
        for j in derivatives.indices { normal[i][j] += derivatives[i] * derivatives[j] }
        normal[i][start.count] += derivatives[i] * (point.distinct - value)
      }
    }
    for i in normal.indices { normal[i][i] *= 1 + damping }
    guard let step = solved(normal) else { return nil }
    let moved = zip(parameters, step).map { $0 + $1 }
    guard moved.allSatisfy({ abs($0) < 50 }) else { return nil }
    let after = sumOfSquares(points, moved, curve)
    let isSettled = step.allSatisfy { abs($0) <= 1e-12 }
    if after <= squares {
      (parameters, squares) = (moved, after)
      damping = max(1e-15, damping / 10)
    } else {
      damping *= 10
    }
    if isSettled || damping > 1e12 {
      let deviation = (squares / Double(points.count)).squareRoot()
      return LeastSquaresFit(parameters: parameters, deviation: deviation)
    }
  }
  return nil
}

private func sumOfSquares(
  _ points: [SaturationPoint], _ parameters: [Double],
  _ curve: (Double, [Double]) -> (value: Double, derivatives: [Double])
) -> Double {
  points.reduce(0) { sum, point in
    let deviation = point.distinct - curve(point.reads, parameters).value
    return sum + deviation * deviation
  }
}

/// Solves a small linear system with its right side as last column, by elimination with pivoting;
/// nil when it is singular.
private func solved(_ system: [[Double]]) -> [Double]? {
  var rows = system
  let count = rows.count
  for column in 0..<count {
    guard
      let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
      rows[pivot][column] != 0, rows[pivot][column].isFinite
    else { return nil }
    rows.swapAt(column, pivot)
    for row in 0..<count where row != column {
      let factor = rows[row][column] / rows[column][column]
      for position in column...count { rows[row][position] -= factor * rows[column][position] }
    }
  }
  return rows.indices.map { rows[$0][count] / rows[$0][$0] }
}
