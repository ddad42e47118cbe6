import Foundation
import Statistics
import Testing

@Suite struct GammaMixtureFitTests {
  /// 90 % of fragments with mean activity 0.5, 10 % with 8.
  private func twoKinds(rows: Int, seed: UInt64) throws -> CountExposureTable {
    var generator = SeededGenerator(Seed(seed))
    var pairs = CountExposureAggregator()
    for _ in 0..<rows {
      let isActive = generator.bernoulli(0.1)
      let activity =
        isActive
        ? generator.gamma(shape: 10, scale: 0.8) : generator.gamma(shape: 3, scale: 0.5 / 3)
      let exposure = Double(1 + generator.poisson(mean: 6))
      pairs.add(count: generator.poisson(mean: activity * exposure), exposure: exposure)
    }
    return CountExposureTable(merging: [pairs])
  }

  @Test func findsTwoKindsOfFragments() throws {
    let table = try twoKinds(rows: 40_000, seed: 1)
    let single = try #require(try GammaPoissonFit.fitted(to: table, threads: 1).fit)
    #expect(CountModelCheck(of: table, prior: single.prior).isPoor)
    let two = try GammaMixtureFit.fitted(to: table, from: single, components: 2)
    let parts = two.prior.components
    #expect(abs(parts[0].share - 0.9) < 0.01 && abs(parts[0].mean - 0.5) < 0.02)
    #expect(abs(parts[1].mean - 8) < 0.2 && abs(log(parts[1].shape / 10)) < 0.3)
    #expect(abs(log(parts[0].shape / 3)) < 0.3)
    #expect(two.logLikelihood > single.logLikelihood + 100)
    #expect(!CountModelCheck(of: table, prior: two.prior).isPoor)
    let best = try #require(try GammaMixtureFit.selected(for: table, from: single, threads: 2))
    #expect(best.prior.components.count == 2)
  }

  @Test func oneKindNeedsNoMixture() throws {
    let rows = SimulatedActivity(rows: 20_000, mean: 1, shape: 0.8, depth: 6, seed: 2)
    let table = try rows.table()
    let single = try #require(try GammaPoissonFit.fitted(to: table, threads: 1).fit)
    #expect(try GammaMixtureFit.selected(for: table, from: single, threads: 2) == nil)
  }

  @Test func theThreadsDoNotMatter() throws {
    let table = try twoKinds(rows: 5_000, seed: 3)
    let single = try #require(try GammaPoissonFit.fitted(to: table, threads: 1).fit)
    let one = try GammaMixtureFit.selected(for: table, from: single, threads: 1)
    #expect(try GammaMixtureFit.selected(for: table, from: single, threads: 3) == one)
  }

  @Test func manyExposuresAreRoundedFirst() throws {
    var generator = SeededGenerator(Seed(4))
    var pairs = CountExposureAggregator()
    for row in 0..<70_000 {
      let activity = generator.bernoulli(0.2) ? 6.0 : 0.5
      let exposure = 3 + Double(row) * 1e-4
      pairs.add(count: generator.poisson(mean: activity * exposure), exposure: exposure)
    }
    let table = CountExposureTable(merging: [pairs])
    let single = try #require(try GammaPoissonFit.fitted(to: table, threads: 1).fit)
    let two = try GammaMixtureFit.fitted(to: table, from: single, components: 2)
    #expect(abs(two.prior.components[1].mean - 6) < 0.1)
    #expect(abs(two.prior.components[1].share - 0.2) < 0.01)
  }

  /// Counts that follow the rounded exposures: on the exact ones one gamma fits far worse than a
  /// mixture on the rounded ones, which says nothing about activity.
  @Test func allPriorsAreComparedOnTheSameExposures() throws {
    var generator = SeededGenerator(Seed(6))
    var pairs = CountExposureAggregator()
    for row in 0..<70_000 {
      let step = Double(640 + 4 * (row % 8))
      let count = generator.poisson(
        mean: exp2(step / 64) * generator.gamma(shape: 500, scale: 1.0 / 500))
      let shift = 0.45 + 0.04 * generator.uniform()
      pairs.add(count: count, exposure: exp2((step + (row % 16 < 8 ? shift : -shift)) / 64))
    }
    let table = CountExposureTable(merging: [pairs])
    #expect(table.counts.count > 1 << 16)
    let single = try #require(try GammaPoissonFit.fitted(to: table, threads: 2).fit)
    #expect(try GammaMixtureFit.selected(for: table, from: single, threads: 2) == nil)
  }
}
