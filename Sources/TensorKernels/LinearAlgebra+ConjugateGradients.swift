extension LinearAlgebra {
  /// Solves A x = b for a symmetric positive definite operator by conjugate gradients
  /// (Hestenes and Stiefel 1952, doi 10.6028/jres.049.044).
  ///
  /// - Parameters:
  ///   - rightHandSide: b.
  ///   - start: first guess of x, same length.
  ///   - tolerance: wanted ‖b − A x‖ / ‖b‖.
  ///   - maximumIterations: upper bound on applications of A.
  ///   - apply: A times a vector.
  /// - Returns: x; all zeros when b is zero.
  /// - Throws: ``LinearAlgebraError/notConverged(iterations:relativeResidual:)`` and whatever
  ///   `apply` throws.
  public static func conjugateGradients(
    rightHandSide: [Double], start: [Double], tolerance: Double = 1e-8, maximumIterations: Int,
    apply: ([Double]) throws -> [Double]
  ) throws -> [Double] {
    precondition(start.count == rightHandSide.count)
    let goal = tolerance * dot(rightHandSide, rightHandSide).squareRoot()
    if goal == 0 { return [Double](repeating: 0, count: rightHandSide.count) }
    var solution = start
    let image = try apply(start)
    var residual = zip(rightHandSide, image).map { $0 - $1 }
    var direction = residual
    var squared = dot(residual, residual)
    var iterations = 0
    while squared.squareRoot() > goal {
      if iterations == maximumIterations {
        throw LinearAlgebraError.notConverged(
          iterations: iterations, relativeResidual: squared.squareRoot() / goal * tolerance)
      }
      let step = try apply(direction)
      let length = squared / dot(direction, step)
      for index in solution.indices {
        solution[index] += length * direction[index]
        residual[index] -= length * step[index]
      }
      let next = dot(residual, residual)
      let ratio = next / squared
      for index in direction.indices {
        direction[index] = residual[index] + ratio * direction[index]
      }
      squared = next
      iterations += 1
    }
    return solution
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
