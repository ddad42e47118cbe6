import Foundation

/// The normal distribution with mean 0 and variance 1.
public enum StandardNormal {
  /// Φ(x), the probability of a value of at most `x`, through the complementary error function;
  /// relative error about (1 + x²)·1e-16, also far out in the lower tail.
  ///
  /// ```swift
  /// StandardNormal.cumulative(1.959963984540054)  // 0.975
  /// ```
  public static func cumulative(_ x: Double) -> Double {
    erfc(-x / 2.0.squareRoot()) / 2
  }

  /// 1 − Φ(x) without cancellation.
  public static func upperTail(_ x: Double) -> Double { cumulative(-x) }

  /// The density exp(−x²/2)/√(2π).
  public static func density(_ x: Double) -> Double {
    exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  /// The value whose cumulative probability is `p`.
  ///
  /// Starts from the rational approximation 26.2.23 of Abramowitz and Stegun (error < 4.5e-4) and
  /// refines it with Halley steps on Φ; relative error below 1e-14 down to p = 1e-300. The ends
  /// p = 0 and p = 1 give −∞ and +∞.
  ///
  /// ```swift
  /// StandardNormal.quantile(0.975)  // 1.959963984540054
  /// ```
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public static func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "probability \(p)")
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    return p <= 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p)
  }

  /// The quantile for 0 < p ≤ 1/2.
  private static func lowerQuantile(_ p: Double) -> Double {
    if p == 0.5 { return 0 }
    let t = (-2 * log(p)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var x = numerator / denominator - t
    for _ in 0..<4 {
      let scaled = (cumulative(x) - p) / density(x)
      let step = scaled / (1 + x * scaled / 2)
      x -= step
      if abs(step) <= 1e-16 * abs(x) { break }
    }
    return x
  }
}
