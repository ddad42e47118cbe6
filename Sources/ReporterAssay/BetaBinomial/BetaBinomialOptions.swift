/// What the method `beta-binomial` may do besides its definition.
public struct BetaBinomialOptions: Hashable, Codable, Sendable {
  /// Probability between the ends of the posterior intervals.
  public let intervalLevel: Double

  /// Makes options.
  ///
  /// - Throws: ``ReporterAssayError/parameter(name:found:expected:)`` for a value out of range.
  public init(intervalLevel: Double = 0.95) throws(ReporterAssayError) {
    guard intervalLevel > 0, intervalLevel < 1 else {
      throw .parameter(
        name: "interval_level", found: "\(intervalLevel)", expected: "a number between 0 and 1")
    }
    self.init(checked: intervalLevel)
  }

  private init(checked intervalLevel: Double) { self.intervalLevel = intervalLevel }

  /// 95 % intervals.
  public static let standard = BetaBinomialOptions(checked: 0.95)
}
