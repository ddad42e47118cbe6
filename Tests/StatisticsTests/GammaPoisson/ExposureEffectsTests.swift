import Foundation
import Statistics
import Testing

@Suite struct ExposureEffectsTests {
  @Test func agreesWithTheOptimumOfAnotherProgram() throws {
    let oracle = try PoissonOracles.load().regression
    let effects = try #require(
      try ExposureEffects.fitted(
        counts: oracle.counts, exposures: oracle.exposures,
        covariates: [
          ExposureCovariate(name: "gc", values: oracle.gc),
          ExposureCovariate(name: "length", values: oracle.length, form: .linear),
        ], threads: 2))
    #expect(isClose(effects.size, oracle.size, relative: 1e-5))
    for (row, expected) in oracle.factors.enumerated() {
      let factor = effects.factor(of: [oracle.gc[row], oracle.length[row]])
      #expect(isClose(factor, expected, relative: 1e-6), "\(row)")
    }
    #expect(effects.dropped.isEmpty && effects.coefficients.count == 3)
    #expect(effects.convergence.isConverged && effects.rows == 400)
  }

  private func planted(rows: Int, seed: UInt64) -> (
    counts: [Int], exposures: [Double], gc: [Double?], length: [Double?]
  ) {
    var generator = SeededGenerator(Seed(seed))
    var result: (counts: [Int], exposures: [Double], gc: [Double?], length: [Double?]) = (
      [], [], [], []
    )
    for _ in 0..<rows {
      let (gc, length) = (0.2 + 0.6 * generator.uniform(), 100 + 400 * generator.uniform())
      let exposure = 1 + generator.exponential(mean: 10)
      let mean = exposure * exp(sin(6 * gc) + 0.001 * length)
      result.counts.append(generator.negativeBinomial(mean: mean, size: 2))
      result.exposures.append(exposure)
      result.gc.append(gc)
      result.length.append(length)
    }
    return result
  }

  @Test func aSplineFollowsACurveAndKeepsTheSumOfExposures() throws {
    let rows = planted(rows: 40_000, seed: 1)
    let effects = try #require(
      try ExposureEffects.fitted(
        counts: rows.counts, exposures: rows.exposures,
        covariates: [
          ExposureCovariate(name: "gc", values: rows.gc, form: .naturalSpline(4)),
          ExposureCovariate(name: "length", values: rows.length, form: .linear),
        ], threads: 2))
    let factors = rows.gc.indices.map { effects.factor(of: [rows.gc[$0], rows.length[$0]]) }
    let before = rows.exposures.reduce(0, +)
    let after = zip(rows.exposures, factors).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(after, before, relative: 1e-9))
    #expect(abs(effects.size - 2) < 0.1)
    let reference = effects.factor(of: [0.5, 300])
    for gc in stride(from: 0.25, through: 0.75, by: 0.05) {
      let expected = exp(sin(6 * gc) - sin(3))
      let factor = effects.factor(of: [gc, 300]) / reference
      #expect(isClose(factor, expected, relative: 0.05), "\(gc)")
    }
    #expect(isClose(effects.factor(of: [0.5, 400]) / reference, exp(0.1), relative: 0.02))
  }

  @Test func rowsWithoutACovariateAreNotCorrected() throws {
    var rows = planted(rows: 2_000, seed: 2)
    rows.gc[7] = nil
    let effects = try #require(
      try ExposureEffects.fitted(
        counts: rows.counts, exposures: rows.exposures,
        covariates: [ExposureCovariate(name: "gc", values: rows.gc)], threads: 1))
    #expect(effects.rows == 1_999 && effects.factor(of: [nil]) == 1)
  }

  @Test func whatOtherColumnsDetermineIsDroppedAndNamed() throws {
    let rows = planted(rows: 2_000, seed: 3)
    func effects(_ covariates: [ExposureCovariate]) throws -> ExposureEffects {
      try #require(
        try ExposureEffects.fitted(
          counts: rows.counts, exposures: rows.exposures, covariates: covariates, threads: 1))
    }
    let gc = ExposureCovariate(name: "gc", values: rows.gc, form: .linear)
    let twice = ExposureCovariate(
      name: "at", values: rows.gc.map { $0.map { 1 - $0 } }, form: .linear)
    let constant = ExposureCovariate(name: "plate", values: rows.gc.map { _ in 3 })
    let alone = try effects([gc])
    let all = try effects([gc, twice, constant])
    #expect(all.dropped == ["at", "plate"] && all.names == ["gc", "at"])
    #expect(all.coefficients[1] == 0)
    #expect(isClose(all.factor(of: [0.3, 0.7, 3]), alone.factor(of: [0.3]), relative: 1e-9))
  }

  @Test func withoutCountsThereAreNoEffects() throws {
    let gc = ExposureCovariate(name: "gc", values: [0.2, 0.4, 0.6])
    #expect(
      try ExposureEffects.fitted(
        counts: [0, 0, 0], exposures: [1, 1, 1], covariates: [gc], threads: 1) == nil)
  }

  @Test func theOrderOfRowsAndTheThreadsDoNotMatter() throws {
    let rows = planted(rows: 20_000, seed: 4)
    let covariates = [ExposureCovariate(name: "gc", values: rows.gc)]
    let one = try ExposureEffects.fitted(
      counts: rows.counts, exposures: rows.exposures, covariates: covariates, threads: 1)
    let three = try ExposureEffects.fitted(
      counts: rows.counts, exposures: rows.exposures, covariates: covariates, threads: 3)
    #expect(one == three)
    let reversed = try ExposureEffects.fitted(
      counts: rows.counts.reversed(), exposures: rows.exposures.reversed(),
      covariates: [ExposureCovariate(name: "gc", values: rows.gc.reversed())], threads: 2)
    #expect(reversed == one)
  }

  @Test func beyondTheFittedRangeTheNearestValueCounts() throws {
    let rows = planted(rows: 2_000, seed: 5)
    for form in [ExposureCovariate.Form.linear, .quadratic, .naturalSpline(3)] {
      let effects = try #require(
        try ExposureEffects.fitted(
          counts: rows.counts, exposures: rows.exposures,
          covariates: [ExposureCovariate(name: "length", values: rows.length, form: form)],
          threads: 1))
      let known = rows.length.compactMap { $0 }
      let (smallest, largest) = (known.min() ?? 0, known.max() ?? 0)
      #expect(effects.factor(of: [1e6]) == effects.factor(of: [largest]))
      #expect(effects.factor(of: [1]) == effects.factor(of: [smallest]))
      #expect(effects.factor(of: [300]) != effects.factor(of: [largest]))
    }
  }

  @Test func roundedFactorsAreTheFactorsToHalfAStep() throws {
    var rows = planted(rows: 3_000, seed: 6)
    rows.gc[4] = nil
    let covariates = [
      ExposureCovariate(name: "gc", values: rows.gc),
      ExposureCovariate(name: "length", values: rows.length),
    ]
    let effects = try #require(
      try ExposureEffects.fitted(
        counts: rows.counts, exposures: rows.exposures, covariates: covariates, threads: 1))
    let factors = try effects.roundedFactors(of: covariates, threads: 1)
    #expect(try effects.roundedFactors(of: covariates, threads: 3) == factors)
    #expect(factors.count == 3_000 && factors[4] == 1 && Set(factors).count < 300)
    for row in rows.gc.indices {
      let exact = effects.factor(of: [rows.gc[row], rows.length[row]])
      #expect(abs(log2(factors[row] / exact)) <= 0.5 / 64 + 1e-12)
    }
  }
}
