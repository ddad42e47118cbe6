/// A standard error with the degrees of freedom behind its estimate.
struct StandardError {
  let value: Double
  /// Infinite for a variance that is known.
  let degreesOfFreedom: Double

  init(_ value: Double, degreesOfFreedom: Double) {
    self.value = value
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The error with a known variance added: s² + v, whose degrees of freedom are (s² + v)²/(s⁴/df)
  /// (Satterthwaite 1946, doi 10.2307/3002019).
  ///
  /// ```swift
  /// StandardError(1, degreesOfFreedom: 4).adding(variance: 1)  // √2 with 16 degrees of freedom
  /// ```
  func adding(variance: Double) -> StandardError {
    let own = value * value
    let share = (own + variance) / own
    return StandardError(
      (own + variance).squareRoot(), degreesOfFreedom: degreesOfFreedom * share * share)
  }
}
