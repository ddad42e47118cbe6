import Foundation
import Statistics
import Testing

@Suite struct IncompleteGammaTests {
  @Test func workedExample() {
    #expect(isClose(regularizedIncompleteGamma(shape: 1, at: 2).upper, exp(-2)))
    #expect(isClose(regularizedIncompleteGamma(shape: 2, at: 1).lower, 1 - 2 / M_E))
    #expect(isClose(logGammaQuantile(probability: 0.5, shape: 1), log(log(2))))
  }

  @Test func nothingLiesBelowZero() {
    let gamma = regularizedIncompleteGamma(shape: 3, at: 0)
    #expect(gamma.lower == 0 && gamma.upper == 1)
  }

  @Test func quantilesBelowTheSmallestNumberHaveLogarithms() {
    // P(a, x) → xᵃ/Γ(a + 1): ln x = (ln 0.025 + ln Γ(1.001))/0.001
    let expected = (log(0.025) + lgamma(1.001)) / 0.001
    #expect(isClose(logGammaQuantile(probability: 0.025, shape: 0.001), expected))
  }

  @Test func agreesWithArbitraryPrecision() throws {
    for point in try PoissonOracles.load().incompleteGamma {
      let gamma = regularizedIncompleteGamma(shape: point.shape, at: point.at)
      #expect(isClose(gamma.lower, point.lower, relative: 2e-12, absolute: 1e-300), "\(point)")
      #expect(isClose(gamma.upper, point.upper, relative: 2e-12, absolute: 3e-16), "\(point)")
    }
  }

  @Test func quantilesAgreeWithArbitraryPrecision() throws {
    for point in try PoissonOracles.load().gammaQuantiles {
      let found = logGammaQuantile(probability: point.probability, shape: point.shape)
      #expect(abs(found - point.log) < 2e-11 * max(1, abs(point.log)), "\(point) \(found)")
    }
  }
}
