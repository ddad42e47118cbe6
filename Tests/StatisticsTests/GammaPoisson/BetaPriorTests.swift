import Foundation
import Statistics
import Testing

@Suite struct BetaPriorTests {
  @Test func workedExample() {
    let prior = BetaPrior(a: 2, b: 3)
    #expect(prior.meanRatio == 1)
    #expect(isClose(prior.logOddsMean, -0.5, relative: 1e-13))
    // ψ′(2) + ψ′(3) = (π²/6 − 1) + (π²/6 − 1 − 1/4)
    #expect(isClose(prior.logOddsVariance, Double.pi * Double.pi / 3 - 2.25, relative: 1e-13))
    let moved = prior.shifted(by: 1)
    #expect(isClose(moved.logOddsMean, 0.5, relative: 1e-9))
    #expect(isClose(moved.logOddsVariance, prior.logOddsVariance, relative: 1e-9))
  }

  @Test func aRatioWithoutMeanIsNil() {
    #expect(BetaPrior(a: 2, b: 1).meanRatio == nil)
  }

  @Test func noShiftIsExactlyThePrior() {
    let prior = BetaPrior(a: 0.3, b: 7)
    #expect(prior.shifted(by: 0) == prior)
  }

  @Test func momentsAreKeptFarFromTheMiddle() {
    for (a, b) in [(0.01, 0.02), (0.2, 50), (400, 3), (6e5, 4e5)] {
      for shift in [-3, -0.1, 0.4, 2.5] {
        let prior = BetaPrior(a: a, b: b)
        let moved = prior.shifted(by: shift)
        #expect(abs(moved.logOddsMean - prior.logOddsMean - shift) < 1e-6, "\(a) \(b) \(shift)")
        #expect(
          isClose(moved.logOddsVariance, prior.logOddsVariance, relative: 1e-6),
          "\(a) \(b) \(shift)")
      }
    }
  }
}
