import Glibc
import Statistics
import Testing

/// Every tolerance is five standard errors of the estimate at the number of draws used; the seeds
/// are fixed, so a pass is a pass for good.
@Suite struct SeededGeneratorDistributionsTests {
  private let draws = 60_000

  private func sample(_ seed: UInt64, _ draw: (inout SeededGenerator) -> Double) -> [Double] {
    var generator = SeededGenerator(Seed(seed))
    return (0..<draws).map { _ in draw(&generator) }
  }

  private func expectMoments(
    _ values: [Double], mean: Double, variance: Double, excessKurtosis: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let count = Double(values.count)
    let average = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (count - 1)
    let meanTolerance = 5 * (variance / count).squareRoot()
    let varianceTolerance = 5 * variance * ((excessKurtosis + 2) / count).squareRoot()
    #expect(abs(average - mean) < meanTolerance, "mean", sourceLocation: sourceLocation)
    #expect(abs(spread - variance) < varianceTolerance, "variance", sourceLocation: sourceLocation)
  }

  @Test func openUniformIsNeverZeroOrOne() {
    let values = sample(1) { $0.openUniform() }
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    expectMoments(values, mean: 0.5, variance: 1.0 / 12, excessKurtosis: -1.2)
  }

  @Test func standardNormalHasMeanZeroVarianceOneAndNormalTails() {
    let values = sample(2) { $0.standardNormal() }
    expectMoments(values, mean: 0, variance: 1, excessKurtosis: 0)
    let outside = Double(values.count { abs($0) > 1.959_964 })
    let expected = 0.05 * Double(draws)
    #expect(abs(outside - expected) < 5 * (expected * 0.95).squareRoot())
  }

  @Test func logNormalLogarithmsAreNormal() {
    let values = sample(3) { log($0.logNormal(logMean: 6, logDeviation: 0.4)) }
    expectMoments(values, mean: 6, variance: 0.16, excessKurtosis: 0)
  }

  @Test func exponentialHasVarianceMeanSquared() {
    let values = sample(4) { $0.exponential(mean: 3) }
    expectMoments(values, mean: 3, variance: 9, excessKurtosis: 6)
  }

  @Test(arguments: [0.3, 1, 2.5, 40])
  func gammaHasMeanShapeTimesScale(shape: Double) {
    let values = sample(5) { $0.gamma(shape: shape, scale: 2) }
    expectMoments(values, mean: 2 * shape, variance: 4 * shape, excessKurtosis: 6 / shape)
  }

  @Test(arguments: [0.05, 1, 9.99, 10, 37, 2_000])
  func poissonHasVarianceEqualToMean(mean: Double) {
    let values = sample(6) { Double($0.poisson(mean: mean)) }
    expectMoments(values, mean: mean, variance: mean, excessKurtosis: 1 / mean)
  }

  /// Pearson's chi-squared over all counts with at least five expected draws.
  @Test(arguments: [3, 14.5])
  func poissonFollowsItsMassFunction(mean: Double) {
    let values = sample(7) { Double($0.poisson(mean: mean)) }
    let mass = (0..<60).map { exp(Double($0) * log(mean) - mean - lgamma(Double($0) + 1)) }
    expectMass(values, mass)
  }

  private func expectMass(
    _ values: [Double], _ mass: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var observed = [Double](repeating: 0, count: mass.count)
    for value in values where Int(value) < mass.count { observed[Int(value)] += 1 }
    var statistic = 0.0
    var cells = 0.0
    for (count, probability) in zip(observed, mass) where probability * Double(draws) >= 5 {
      let expected = probability * Double(draws)
      statistic += (count - expected) * (count - expected) / expected
      cells += 1
    }
    #expect(statistic < cells + 5 * (2 * cells).squareRoot(), sourceLocation: sourceLocation)
  }

  @Test func poissonOfMeanZeroIsZero() {
    #expect(sample(8) { Double($0.poisson(mean: 0)) }.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [(4.0, 0.7), (25, 3), (0.5, 10)])
  func negativeBinomialHasExtraVariance(mean: Double, size: Double) {
    let values = sample(9) { Double($0.negativeBinomial(mean: mean, size: size)) }
    let variance = mean + mean * mean / size
    expectMoments(
      values, mean: mean, variance: variance, excessKurtosis: 6 / size + 1 / variance)
  }

  @Test func dispersionIsOneOverSizeAndZeroIsPoisson() {
    let bySize = sample(10) { Double($0.negativeBinomial(mean: 6, size: 4)) }
    let byDispersion = sample(10) { Double($0.negativeBinomial(mean: 6, dispersion: 0.25)) }
    #expect(bySize == byDispersion)
    let poisson = sample(10) { Double($0.poisson(mean: 6)) }
    #expect(sample(10) { Double($0.negativeBinomial(mean: 6, dispersion: 0)) } == poisson)
  }

  @Test(arguments: [(12, 0.3), (1_000, 0.004), (90, 0.5), (400, 0.93), (100_000, 0.02)])
  func binomialHasItsMoments(trials: Int, probability: Double) {
    let values = sample(11) { Double($0.binomial(trials: trials, probability: probability)) }
    let variance = Double(trials) * probability * (1 - probability)
    expectMoments(
      values, mean: Double(trials) * probability, variance: variance,
      excessKurtosis: (1 - 6 * probability * (1 - probability)) / variance)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= Double(trials) })
  }

  @Test(arguments: [(20, 0.2), (60, 0.4)])
  func binomialFollowsItsMassFunction(trials: Int, probability: Double) {
    let values = sample(12) { Double($0.binomial(trials: trials, probability: probability)) }
    let odds = probability / (1 - probability)
    var mass = [pow(1 - probability, Double(trials))]
    for count in 0..<trials {
      mass.append(mass[count] * odds * Double(trials - count) / Double(count + 1))
    }
    expectMass(values, mass)
  }

  @Test func binomialAtTheEdgesIsCertain() {
    var generator = SeededGenerator(Seed(13))
    #expect(generator.binomial(trials: 0, probability: 0.4) == 0)
    #expect(generator.binomial(trials: 9, probability: 0) == 0)
    #expect(generator.binomial(trials: 9, probability: 1) == 9)
  }

  @Test func categoricalFollowsTheWeightsAndSkipsZeroes() {
    let values = sample(14) { Double($0.categorical([0, 1, 3, 0])) }
    #expect(values.allSatisfy { $0 == 1 || $0 == 2 })
    expectMoments(values.map { $0 - 1 }, mean: 0.75, variance: 0.1875, excessKurtosis: -0.7)
  }

  @Test func bernoulliHitsItsProbability() {
    let values = sample(15) { $0.bernoulli(0.2) ? 1 : 0 }
    expectMoments(values, mean: 0.2, variance: 0.16, excessKurtosis: 0.25)
  }

  @Test func theSameSeedGivesTheSameDraws() {
    let first = sample(16) { $0.gamma(shape: 0.7, scale: 1) + Double($0.poisson(mean: 30)) }
    let second = sample(16) { $0.gamma(shape: 0.7, scale: 1) + Double($0.poisson(mean: 30)) }
    #expect(first == second)
    let other = sample(17) { $0.gamma(shape: 0.7, scale: 1) + Double($0.poisson(mean: 30)) }
    #expect(first != other)
  }
}
