import Foundation
import Statistics

/// Turns the effect of an element into a p-value against a null.
struct NullJudge {
  let null: ActivityNull
  let shape: NullShape
  /// Ascending.
  let controls: [Double]
  let direction: EffectDirection

  func judge(_ candidate: NullCandidate) -> UnadjustedTest {
    let test = candidate.test
    let effect = test.effect - shape.centre
    let (statistic, degrees, logP): (Double, Double?, Double) =
      switch null {
      case .controlInterval: interval(effect, test)
      case .controlRanks: rank(test.effect)
      case .controlDeviations, .belowMode, .automatic: deviation(effect, candidate.error)
      }
    return UnadjustedTest(
      effect: effect, standardError: test.standardError,
      interval: test.interval.map {
        ($0.lowerBound - shape.centre)...($0.upperBound - shape.centre)
      }, mean: test.mean, observations: test.observations, statistic: statistic,
      degreesOfFreedom: degrees, logP: min(0, logP), logOdds: nil)
  }

  private func interval(_ effect: Double, _ test: UnadjustedTest) -> (Double, Double?, Double) {
    let error = test.standardError ?? .infinity
    let degrees = test.degreesOfFreedom ?? .infinity
    let t = StudentT(degreesOfFreedom: degrees)
    switch direction {
    case .greater:
      let statistic = (effect - shape.spread) / error
      return (statistic, degrees, t.logUpperTail(statistic))
    case .less:
      let statistic = (effect + shape.spread) / error
      return (statistic, degrees, t.logUpperTail(-statistic))
    case .both:
      let near = (abs(effect) - shape.spread) / error
      let far = (abs(effect) + shape.spread) / error
      let (first, second) = (t.logUpperTail(near), t.logUpperTail(far))
      return (
        effect < 0 ? -near : near, degrees,
        first == -.infinity ? first : first + log1p(exp(second - first))
      )
    }
  }

  private func deviation(
    _ effect: Double, _ own: StandardError?
  ) -> (Double, Double?, Double) {
    let inactive = shape.spread * shape.spread
    let error =
      own.map { $0.adding(variance: inactive) }
      ?? StandardError(shape.spread, degreesOfFreedom: .infinity)
    let statistic = effect / error.value
    let degrees = own == nil ? nil : error.degreesOfFreedom
    let t = StudentT(degreesOfFreedom: error.degreesOfFreedom)
    switch direction {
    case .greater: return (statistic, degrees, t.logUpperTail(statistic))
    case .less: return (statistic, degrees, t.logUpperTail(-statistic))
    case .both: return (statistic, degrees, t.logTwoSided(statistic))
    }
  }

  private func rank(_ effect: Double) -> (Double, Double?, Double) {
    let below = controls.partitioningIndex { $0 >= effect }
    let atMost = controls.partitioningIndex { $0 > effect }
    let all = Double(controls.count)
    let greater = (1 + all - Double(below)) / (all + 1)
    let less = (1 + Double(atMost)) / (all + 1)
    let share = Double(below) / all
    switch direction {
    case .greater: return (share, nil, log(greater))
    case .less: return (share, nil, log(less))
    case .both: return (share, nil, log(min(1, 2 * min(greater, less))))
    }
  }
}
