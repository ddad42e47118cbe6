import Foundation

/// The test of one element.
public struct ElementTest: Hashable, Sendable {
  /// The effect, in log2 units; of a rank-sum test in the unit of its scores.
  public let effect: Double
  /// Standard error of the effect, moderated where the method moderates it; nil for methods that
  /// compare the effect with other elements only.
  public let standardError: Double?
  /// Confidence interval of the effect at the level of the table; nil without a standard error.
  public let interval: ClosedRange<Double>?
  /// Mean log2 ratio of RNA to DNA of all its observations; of a rank-sum test, the mean score.
  public let mean: Double
  /// Number of observations.
  public let observations: Int
  /// The statistic whose size the p-value judges: t, z, or rank.
  public let statistic: Double
  /// Degrees of freedom of the statistic; nil when it is not a t.
  public let degreesOfFreedom: Double?
  /// ln p, two-sided unless the method says otherwise.
  public let logP: Double
  /// ln of the Benjamini–Hochberg adjusted p in the family of the table.
  public let logQ: Double
  /// B, natural log-odds that the effect is not 0; nil for methods without it.
  public let logOdds: Double?

  /// p, 0 when it is too small for a number.
  public var pValue: Double { exp(logP) }
  /// Adjusted p, 0 when it is too small for a number.
  public var adjustedPValue: Double { exp(logQ) }
  /// −log10 p, exact also where p is 0.
  public var minusLog10P: Double { max(0, -logP / log(10)) }
  /// −log10 of the adjusted p, exact also where it is 0.
  public var minusLog10Q: Double { max(0, -logQ / log(10)) }
}

/// A test before the p-values of its family are adjusted.
struct UnadjustedTest: Sendable {
  var effect: Double
  var standardError: Double?
  var interval: ClosedRange<Double>?
  var mean: Double
  var observations: Int
  var statistic: Double
  var degreesOfFreedom: Double?
  var logP: Double
  var logOdds: Double?

  init(
    effect: Double, standardError: Double? = nil, interval: ClosedRange<Double>? = nil,
    mean: Double, observations: Int, statistic: Double, degreesOfFreedom: Double? = nil,
    logP: Double, logOdds: Double? = nil
  ) {
    self.effect = effect
    self.standardError = standardError
    self.interval = interval
    self.mean = mean
    self.observations = observations
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.logP = logP
    self.logOdds = logOdds
  }

  init(_ test: ElementTest) {
    self.init(
      effect: test.effect, standardError: test.standardError, interval: test.interval,
      mean: test.mean, observations: test.observations, statistic: test.statistic,
      degreesOfFreedom: test.degreesOfFreedom, logP: test.logP, logOdds: test.logOdds)
  }

  func adjusted(_ logQ: Double) -> ElementTest {
    ElementTest(
      effect: effect, standardError: standardError, interval: interval, mean: mean,
      observations: observations, statistic: statistic, degreesOfFreedom: degreesOfFreedom,
      logP: logP, logQ: logQ, logOdds: logOdds)
  }
}
