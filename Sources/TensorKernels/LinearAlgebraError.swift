/// What can go wrong in dense linear algebra.
public enum LinearAlgebraError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The leading minor of this order (1-based) is not positive, so there is no Cholesky factor.
  case notPositiveDefinite(order: Int)
  /// Conjugate gradients stopped above the wanted relative residual.
  case notConverged(iterations: Int, relativeResidual: Double)

  /// The message a user reads.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let order):
      "linear system: the leading minor of order \(order) is not positive; expected a positive "
        + "definite matrix. Raise the penalty or drop linearly dependent features."
    case .notConverged(let iterations, let relativeResidual):
      "linear system: relative residual \(relativeResidual) after \(iterations) iterations; "
        + "expected 1e-8 or less. Raise the penalty or drop nearly dependent features."
    }
  }
}
