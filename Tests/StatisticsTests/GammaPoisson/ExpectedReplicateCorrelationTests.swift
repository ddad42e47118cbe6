import Statistics
import Testing

@Suite struct ExpectedReplicateCorrelationTests {
  @Test func workedExample() throws {
    let prior = GammaPrior(mean: 1, shape: 2)
    let expected = try #require(
      ExpectedReplicateCorrelation(prior: prior, exposures: [2, 6], multiplicities: [1, 1]))
    #expect(isClose(expected.ofRatios, 0.6))
    #expect(isClose(expected.ofPosteriorMeans, 0.65))
    #expect(ExpectedReplicateCorrelation(prior: prior, exposures: [], multiplicities: []) == nil)
  }

  /// 200,000 fragments; the tolerance is about five standard errors of a correlation of skewed data.
  @Test func simulatedReplicatesCorrelateAsExpected() throws {
    let prior = GammaPrior(mean: 1, shape: 1.5)
    let posteriors = GammaPosteriors(prior: prior, level: 0.9)
    var generator = SeededGenerator(Seed(3))
    var exposures: [Double] = []
    var ratios: [[Double]] = [[], []]
    var means: [[Double]] = [[], []]
    for _ in 0..<200_000 {
      let activity = generator.gamma(shape: 1.5, scale: 1 / 1.5)
      let exposure = 0.5 * Double(1 + generator.poisson(mean: 4))
      exposures.append(exposure)
      for replicate in 0..<2 {
        let count = generator.poisson(mean: activity * exposure)
        ratios[replicate].append(Double(count) / exposure)
        means[replicate].append(posteriors.posterior(count: count, exposure: exposure).mean)
      }
    }
    let expected = try #require(
      ExpectedReplicateCorrelation(
        prior: prior, exposures: exposures, multiplicities: exposures.map { _ in 1 }))
    #expect(abs((pearsonCorrelation(ratios[0], ratios[1]) ?? 0) - expected.ofRatios) < 0.015)
    #expect(abs((pearsonCorrelation(means[0], means[1]) ?? 0) - expected.ofPosteriorMeans) < 0.015)
  }
}
