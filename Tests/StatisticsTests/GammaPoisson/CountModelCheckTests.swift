import Foundation
import Statistics
import Testing

@Suite struct CountModelCheckTests {
  @Test func workedExample() throws {
    // α = 1, m = 1: geometric, Pr(0) = 1/2, Pr(R > c) = 2^−(c+1) ≤ 0.001 from c = 9
    let table = try CountExposureTable(
      counts: [0, 0, 0, 1, 9, 10], exposures: Array(repeating: 1, count: 6), threads: 1)
    let check = CountModelCheck(of: table, prior: GammaPrior(mean: 1, shape: 1))
    #expect(check.rows == 6 && check.observedZeros == 3 && isClose(check.expectedZeros, 3))
    #expect(check.observedTail == 1)
    #expect(isClose(check.expectedTail, 6.0 / 1024, relative: 1e-9))
    #expect(isClose(check.zeroRatio, 1))
    #expect(!check.isPoor)
  }

  @Test func aGoodModelIsNotPoorAndABadOneIs() throws {
    let rows = SimulatedActivity(rows: 100_000, mean: 1, shape: 0.8, depth: 6, seed: 12)
    let table = try rows.table()
    let fit = try #require(try GammaPoissonFit.fitted(to: table, threads: 1).fit)
    let good = CountModelCheck(of: table, prior: fit.prior)
    #expect(!good.isPoor, "\(good)")
    let bad = CountModelCheck(of: table, prior: GammaPrior(mean: 1, shape: 5))
    #expect(bad.isPoor && (bad.tailRatio ?? 0) > 3)
  }

  /// Replicates with variance 2·mean: expected with the over-dispersion, not without.
  @Test func overdispersedCountsAreComparedWithTheirVariance() throws {
    var generator = SeededGenerator(Seed(13))
    let counts = (0..<50_000).map { _ in generator.negativeBinomial(mean: 3, size: 3) }
    let table = try CountExposureTable(
      counts: counts, exposures: counts.map { _ in 3 }, threads: 1)
    let prior = GammaPrior(mean: 1, shape: 1e4)
    #expect(!CountModelCheck(of: table, prior: prior, overdispersion: 2).isPoor)
    #expect(CountModelCheck(of: table, prior: prior).isPoor)
  }

  /// Pr(R = 0) of mean 1,000 and size 10⁴ is too small for a number.
  @Test func largeMeansHaveATail() throws {
    let table = try CountExposureTable(
      counts: [1_000, 1_000, 2_000], exposures: [1_000, 1_000, 1_000], threads: 1)
    let check = CountModelCheck(of: table, prior: GammaPrior(mean: 1, shape: 1e4))
    #expect(check.expectedTail <= 0.003 && check.expectedTail > 0.0025)
    #expect(check.observedTail == 1 && check.expectedZeros < 1e-290)
  }

  /// A component of no weight whose masses vanish makes the tail function find the limit.
  @Test func bothWaysToTheLimitAgree() throws {
    let table = try CountExposureTable(counts: [9, 10], exposures: [1, 1], threads: 1)
    let prior = GammaPrior(components: [
      GammaPrior.Component(share: 1 - 1e-12, shape: 1, rate: 1),
      GammaPrior.Component(share: 1e-12, shape: 1e4, rate: 10),
    ])
    let check = CountModelCheck(of: table, prior: prior)
    #expect(check.observedTail == 1)
    #expect(isClose(check.expectedTail, 2.0 / 1024, relative: 1e-8))
  }

  /// Shape 0.01 at mean 10⁶: the limit is beyond what is added up.
  @Test func aFarTailIsFound() throws {
    let table = try CountExposureTable(counts: [0], exposures: [1e6], threads: 1)
    let check = CountModelCheck(of: table, prior: GammaPrior(mean: 1, shape: 0.01))
    #expect(isClose(check.expectedTail, 0.001, relative: 1e-4))
  }
}
