import Foundation
import Statistics
import Testing

@Suite struct GammaPoissonFitTests {
  func fit(
    _ counts: [Int], _ exposures: [Double], overdispersion: Double = 1
  ) throws -> GammaPoissonOutcome {
    try GammaPoissonFit.fitted(
      to: CountExposureTable(counts: counts, exposures: exposures, threads: 1),
      overdispersion: overdispersion, threads: 1)
  }

  @Test func workedExample() throws {
    let fit = try #require(try fit([0, 0, 0, 4], [1, 1, 1, 1]).fit)
    #expect(isClose(fit.mean, 1, relative: 1e-9))
    #expect(isClose(fit.shape, 0.15827600363141056, relative: 1e-7))
    #expect(isClose(fit.rate, fit.shape, relative: 1e-9))
    #expect(fit.limit == .none && fit.rows == 4 && fit.convergence.isConverged)
  }

  @Test func agreesWithTheOptimumOfAnotherProgram() throws {
    for oracle in try PoissonOracles.load().fits {
      let outcome = try GammaPoissonFit.fitted(to: oracle.table(), threads: 2)
      let fit = try #require(outcome.fit)
      #expect(isClose(fit.mean, oracle.mean, relative: 1e-8), "\(oracle.name)")
      #expect(isClose(fit.shape, oracle.shape, relative: 1e-6), "\(oracle.name)")
      #expect(isClose(fit.logLikelihood, oracle.logLikelihood, relative: 1e-11), "\(oracle.name)")
      #expect(isClose(fit.logMeanError, oracle.logMeanError, relative: 1e-6), "\(oracle.name)")
      #expect(isClose(fit.logShapeError, oracle.logShapeError, relative: 1e-5), "\(oracle.name)")
      #expect(fit.convergence.isConverged && fit.convergence.iterations < 30, "\(oracle.name)")
    }
  }

  @Test func withoutCountsOrRowsThereIsNoFit() throws {
    #expect(try fit([0, 0], [1, 2]).reason == .noCounts)
    #expect(try fit([], []).reason == .tooFewRows)
  }

  @Test func countsThatVaryNoMoreThanPoissonCountsAreFlagged() throws {
    let constant = try #require(try fit([3, 3, 3, 3], [1, 1, 1, 1]).fit)
    #expect(constant.limit == .poisson && constant.shape == 1e4)
    #expect(constant.logShapeError == nil && constant.logMeanError != nil)
    #expect(isClose(constant.mean, 3, relative: 1e-9))
    let one = try #require(try fit([5], [2]).fit)
    #expect(one.limit == .poisson && isClose(one.mean, 2.5, relative: 1e-9))
    var generator = SeededGenerator(Seed(3))
    let poisson = (0..<5_000).map { _ in generator.poisson(mean: 2) }
    let flat = try #require(try fit(poisson, poisson.map { _ in 1 }).fit)
    #expect(flat.shape > 50)
  }

  @Test func oneFragmentWithEverythingReachesTheSmallestShape() throws {
    let counts = [1_000_000] + [Int](repeating: 0, count: 5_000)
    let fit = try #require(try fit(counts, counts.map { _ in 1 }).fit)
    #expect(fit.limit == .smallestShape && fit.shape == 1e-3)
  }

  /// Tolerance four standard errors, as the fit itself states them.
  @Test(arguments: [(0.3, 4.0), (1.0, 2.0), (2.5, 30.0)])
  func recoversThePriorOfSimulatedCounts(shape: Double, depth: Double) throws {
    let rows = SimulatedActivity(rows: 60_000, mean: 1.3, shape: shape, depth: depth, seed: 4)
    let fit = try #require(try GammaPoissonFit.fitted(to: rows.table(), threads: 2).fit)
    let (meanError, shapeError) = (
      try #require(fit.logMeanError), try #require(fit.logShapeError)
    )
    #expect(abs(log(fit.mean / 1.3)) < 4 * meanError)
    #expect(abs(log(fit.shape / shape)) < 4 * shapeError)
    #expect(shapeError < 0.05)
  }

  @Test func theScaleOfExposuresIsTheScaleOfTheMean() throws {
    let rows = SimulatedActivity(rows: 5_000, mean: 1, shape: 0.7, depth: 5, seed: 5)
    let one = try #require(try fit(rows.counts, rows.exposures).fit)
    let eight = try #require(try fit(rows.counts, rows.exposures.map { 8 * $0 }).fit)
    #expect(isClose(eight.mean * 8, one.mean, relative: 1e-9))
    #expect(isClose(eight.shape, one.shape, relative: 1e-7))
    #expect(isClose(eight.logLikelihood, one.logLikelihood, relative: 1e-12))
  }

  @Test func permutedRowsAndThreadsGiveTheSameBits() throws {
    let rows = SimulatedActivity(rows: 200_000, mean: 1, shape: 0.7, depth: 5, seed: 6)
    // All exposures differ: the sums over them are cut into shards.
    let exposures = rows.exposures.indices.map { rows.exposures[$0] + 1e-6 * Double($0) }
    var generator = SeededGenerator(Seed(7))
    let order = generator.permutation(exposures.count)
    let one = try CountExposureTable(counts: rows.counts, exposures: exposures, threads: 1)
    let other = try CountExposureTable(
      counts: order.map { rows.counts[$0] }, exposures: order.map { exposures[$0] }, threads: 2)
    let first = try GammaPoissonFit.fitted(to: one, threads: 1)
    #expect(try GammaPoissonFit.fitted(to: other, threads: 3) == first)
  }

  /// Replicates with variance 2·mean: divided by κ the prior keeps its shape, plain counts do not.
  @Test func dividingByTheOverdispersionKeepsReplicateScatterOutOfThePrior() throws {
    var generator = SeededGenerator(Seed(8))
    var (counts, exposures): ([Int], [Double]) = ([], [])
    for _ in 0..<40_000 {
      let activity = generator.gamma(shape: 2, scale: 0.5)
      let mean = 30 * activity
      counts.append(mean > 0 ? generator.negativeBinomial(mean: mean, size: mean) : 0)
      exposures.append(30)
    }
    let plain = try #require(try fit(counts, exposures).fit)
    let scaled = try #require(try fit(counts, exposures, overdispersion: 2).fit)
    #expect(abs(scaled.shape - 2) < 0.5 * abs(plain.shape - 2))
    #expect(isClose(scaled.mean, plain.mean, relative: 1e-3))
  }

  @Test func survivesJSON() throws {
    let fit = try #require(try fit([0, 0, 0, 4], [1, 1, 1, 1]).fit)
    let data = try JSONEncoder().encode(fit)
    #expect(try JSONDecoder().decode(GammaPoissonFit.self, from: data) == fit)
  }
}
