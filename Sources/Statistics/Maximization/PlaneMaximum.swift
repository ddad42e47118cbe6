/// A function of two variables at one place, with its first and second derivatives.
struct PlanePoint: Sendable {
  var value: Double
  var gradient: (Double, Double)
  /// ∂²/∂x², ∂²/∂x∂y, ∂²/∂y².
  var hessian: (xx: Double, xy: Double, yy: Double)
}

/// How an iteration ended.
public struct Convergence: Hashable, Codable, Sendable {
  /// Steps taken.
  public let iterations: Int
  /// Whether the stopping rule was met before the largest number of steps.
  public let isConverged: Bool
  /// Relative change of the objective in the last step.
  public let lastRelativeChange: Double

  /// Makes a record.
  public init(iterations: Int, isConverged: Bool, lastRelativeChange: Double) {
    self.iterations = iterations
    self.isConverged = isConverged
    self.lastRelativeChange = lastRelativeChange
  }
}

/// The maximum of a function of two variables by Newton's method, the second of them bounded.
///
/// Where the Hessian is not negative definite it is shifted until it is; a step is halved until
/// the function does not fall. A variable on its bound with the gradient pointing outward stays
/// there while the other moves. Stops when the value changes by less than `tolerance` relative and
/// the last full step was shorter than 1e-7.
struct PlaneMaximum: Sendable {
  private(set) var x: Double
  private(set) var y: Double
  private(set) var point: PlanePoint
  private(set) var convergence: Convergence

  init(
    from start: (Double, Double), yBounds: ClosedRange<Double>, maximumIterations: Int = 100,
    tolerance: Double = 1e-12, _ function: (Double, Double) throws -> PlanePoint
  ) rethrows {
    (x, y) = (start.0, min(max(start.1, yBounds.lowerBound), yBounds.upperBound))
    point = try function(x, y)
    var change = Double.infinity
    var steps = 0
    var isConverged = false
    while steps < maximumIterations, !isConverged {
      steps += 1
      let step = Self.step(at: point, y: y, yBounds)
      var scale = 1.0
      var moved = false
      while scale > 1e-10 {
        let nextX = x + scale * step.0
        let nextY = min(max(y + scale * step.1, yBounds.lowerBound), yBounds.upperBound)
        let next = try function(nextX, nextY)
        if next.value >= point.value - 1e-14 * abs(point.value), next.value.isFinite {
          change = abs(next.value - point.value) / max(abs(point.value), 1)
          let length = max(abs(nextX - x), abs(nextY - y))
          (x, y, point) = (nextX, nextY, next)
          isConverged = change < tolerance && length < 1e-7
          moved = true
          break
        }
        scale /= 2
      }
      if !moved {
        change = 0
        isConverged = true
      }
    }
    convergence = Convergence(
      iterations: steps, isConverged: isConverged, lastRelativeChange: change)
  }

  /// A step of at most 2 in either direction.
  private static func step(
    at point: PlanePoint, y: Double, _ yBounds: ClosedRange<Double>
  ) -> (Double, Double) {
    let (gx, gy) = point.gradient
    let isHeld = (y <= yBounds.lowerBound && gy <= 0) || (y >= yBounds.upperBound && gy >= 0)
    let (a, b, d) = (-point.hessian.xx, -point.hessian.xy, -point.hessian.yy)
    func limited(_ value: Double) -> Double { min(max(value, -2), 2) }
    if isHeld {
      return (a > 0 ? limited(gx / a) : limited(gx), 0)
    }
    // The smallest eigenvalue of the negated Hessian must be positive.
    let centre = (a + d) / 2
    let spread = ((a - d) * (a - d) / 4 + b * b).squareRoot()
    let smallest = centre - spread
    let floor = 1e-8 * max(abs(a), abs(d), 1e-300)
    let shift = smallest > floor ? 0 : abs(smallest) + max(floor, 0.1 * spread)
    let (p, q) = (a + shift, d + shift)
    let determinant = p * q - b * b
    guard determinant > 0 else { return (limited(gx), limited(gy)) }
    let (sx, sy) = ((q * gx - b * gy) / determinant, (p * gy - b * gx) / determinant)
    let longest = max(abs(sx), abs(sy), 2)
    return (sx * 2 / longest, sy * 2 / longest)
  }

  /// Standard errors of x and y from the inverse of the negated Hessian; those of y are nil on its
  /// bound, both where the Hessian is not negative definite.
  func standardErrors(isHeld: Bool) -> (x: Double?, y: Double?) {
    let (a, b, d) = (-point.hessian.xx, -point.hessian.xy, -point.hessian.yy)
    if isHeld { return (a > 0 ? (1 / a).squareRoot() : nil, nil) }
    let determinant = a * d - b * b
    guard a > 0, determinant > 0 else { return (nil, nil) }
    return ((d / determinant).squareRoot(), (a / determinant).squareRoot())
  }
}
