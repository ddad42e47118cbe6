import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct TailDistributionsTests {
  @Test func workedExamples() {
    let t10 = StudentT(degreesOfFreedom: 10)
    #expect(isClose(t10.quantile(logUpperTail: log(0.025)), 2.228138851986274, relative: 1e-12))
    #expect(
      isClose(ChiSquared(degreesOfFreedom: 1).upperTail(3.841458820694124), 0.05, relative: 1e-12))
    #expect(isClose(ChiSquared(degreesOfFreedom: 2).logUpperTail(4_000), -2_000, relative: 1e-14))
    #expect(isClose(inverseTrigamma(1.6449340668482264), 1, relative: 1e-12))
    #expect(isClose(tetragamma(1), -2.404113806319188, relative: 1e-13))
    #expect(isClose(StandardNormal.logUpperTail(40), -804.608442013754, relative: 1e-12))
    #expect(isClose(logUpperIncompleteGamma(shape: 1, at: 3), -3, relative: 1e-14))
    #expect(
      isClose(
        logRegularizedIncompleteBeta(x: 1e-200, complement: 1, 2, 3), log(6) - 400 * log(10),
        relative: 1e-13))
  }

  @Test func agreeWithR() throws {
    let table = try ReferenceTable("Reference/oracles/testing/distributions.tsv")
    for row in table.rows {
      let name = try #require(row["name"])
      let numbers = try ["x", "a", "value"].map { try #require(Double(row[$0] ?? "")) }
      let (x, a) = (numbers[0], numbers[1])
      let value: Double =
        switch name {
        case "log_t": StudentT(degreesOfFreedom: a).logUpperTail(x)
        case "quantile_t": StudentT(degreesOfFreedom: a).quantile(logUpperTail: x)
        case "log_normal": StandardNormal.logUpperTail(x)
        case "quantile_normal": StandardNormal.quantile(logUpperTail: x)
        case "log_chi": ChiSquared(degreesOfFreedom: a).logUpperTail(x)
        case "inverse_trigamma": inverseTrigamma(x)
        case "tetragamma": tetragamma(x)
        default: .nan
        }
      let tolerance = 1e-10 * max(abs(numbers[2]), 1e-12)
      #expect(
        abs(value - numbers[2]) <= tolerance, "\(name) \(x) \(a): \(value) \(numbers[2])")
    }
  }

  @Test func quantilesOfTinyTailsAgreeWithMpmath() {
    let quantiles: [(degrees: Double, value: Double)] = [
      (1.5, 2.4455952353360341e+202), (4, 1.3207318365861567e+76), (40, 235024197.95162119),
    ]
    for (degrees, value) in quantiles {
      let t = StudentT(degreesOfFreedom: degrees).quantile(logUpperTail: -700)
      #expect(isClose(t, value, relative: 1e-11), "\(degrees)")
    }
    #expect(
      isClose(StandardNormal.quantile(logUpperTail: -5_000), 99.944748174841092, relative: 1e-13))
  }

  @Test func quantilesInvertTails() {
    for degrees in [0.8, 2, 7.5, 60, 1e5] {
      for t in [-30, -2, -1e-3, 0.02, 1, 5, 80] {
        let distribution = StudentT(degreesOfFreedom: degrees)
        let tail = distribution.logUpperTail(t)
        guard tail < -1e-8 else { continue }
        let back = distribution.quantile(logUpperTail: tail)
        #expect(abs(back - t) < 1e-6 * max(1, abs(t)), "\(degrees) \(t) \(back)")
      }
    }
  }

  @Test func infiniteDegreesAreTheNormalDistribution() {
    let t = StudentT(degreesOfFreedom: .infinity)
    #expect(t.upperTail(1.5) == StandardNormal.upperTail(1.5))
    #expect(t.logUpperTail(50) == StandardNormal.logUpperTail(50))
    #expect(isClose(t.quantile(logUpperTail: log(0.025)), 1.959963984540054, relative: 1e-13))
  }

  @Test func logarithmsKeepTheOrderOfTinyPValues() {
    let adjusted = benjaminiHochberg(logarithms: [-2_000, nil, -1_000])
    #expect(adjusted[1] == nil)
    #expect(isClose(adjusted[0], -2_000 + log(2), relative: 1e-14))
    #expect(adjusted[2] == -1_000)
    let pValues = [0.01, 0.04, 0.03, 0.5]
    let direct = benjaminiHochberg(pValues)
    let logs = benjaminiHochberg(logarithms: pValues.map { log($0) })
    for (a, b) in zip(direct, logs) {
      #expect(isClose(a, exp(b ?? 0), relative: 1e-13))
    }
  }
}
