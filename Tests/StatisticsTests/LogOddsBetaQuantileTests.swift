import Foundation
import Statistics
import Testing

@Suite struct LogOddsBetaQuantileTests {
  @Test func workedExample() {
    // uniform: x is the probability
    #expect(
      isClose(logOddsBetaQuantile(probability: 0.25, 1, 1), -log(3), relative: 1e-13))
    // Beta(2, 1): I = x², so x = 1/2 at 1/4
    #expect(abs(logOddsBetaQuantile(probability: 0.25, 2, 1)) < 1e-13)
  }

  @Test func agreesWithMpmath() throws {
    for point in try PoissonOracles.load().betaQuantiles {
      let found = logOddsBetaQuantile(probability: point.probability, point.a, point.b)
      #expect(abs(found - point.logOdds) <= 1e-10 * (1 + abs(point.logOdds)), "\(point)")
    }
  }

  @Test func mirroredDistributionsHaveMirroredQuantiles() {
    #expect(
      logOddsBetaQuantile(probability: 0.75, 3, 0.2)
        == -logOddsBetaQuantile(probability: 0.25, 0.2, 3))
  }

  @Test func quantilesBeyondTheSmallestNumberAreFinite() {
    // (0.025·a·B(a, b))^(1/a) with a·B(a, b) → 1
    let found = logOddsBetaQuantile(probability: 0.025, 1e-3, 2)
    #expect(abs(found - (log(0.025) - 1e-3) / 1e-3) < 3)
  }

  @Test func itInvertsTheDistributionFunction() {
    var generator = SeededGenerator(Seed(1))
    for _ in 0..<2_000 {
      let (a, b) = (exp(8 * generator.uniform() - 3), exp(8 * generator.uniform() - 3))
      let p = 0.001 + 0.998 * generator.uniform()
      let place = logOddsBetaQuantile(probability: p, a, b)
      let (x, complement) = (1 / (1 + exp(-place)), 1 / (1 + exp(place)))
      if x < 1e-300 || complement < 1e-300 { continue }
      let back = regularizedIncompleteBeta(x: x, complement: complement, a, b)
      #expect(abs(back - p) < 1e-9, "\(p), \(a), \(b)")
    }
  }
}
