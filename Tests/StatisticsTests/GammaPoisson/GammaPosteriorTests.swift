import Foundation
import Statistics
import Testing

@Suite struct GammaPosteriorTests {
  @Test func workedExample() {
    let posteriors = GammaPosteriors(prior: GammaPrior(mean: 1, shape: 2), level: 0.95)
    let posterior = posteriors.posterior(count: 3, exposure: 6)
    #expect(posterior.mean == 0.625 && posterior.weight == 0.75)
    // ψ(5) = 25/12 − γ; ψ′(5) = π²/6 − 205/144
    let expected = (25.0 / 12 - 0.5772156649015329 - log(8)) / log(2)
    #expect(isClose(posterior.log2Mean, expected))
    let variance = (Double.pi * Double.pi / 6 - 205.0 / 144) / (log(2) * log(2))
    #expect(isClose(posterior.log2Variance, variance))
    // the mean is (1 − B)·μ + B·R/x
    #expect(isClose(posterior.mean, 0.25 * 1 + 0.75 * 0.5))
  }

  @Test func withoutExposureThePosteriorIsThePrior() {
    let posteriors = GammaPosteriors(prior: GammaPrior(mean: 3, shape: 0.5), level: 0.9)
    let posterior = posteriors.posterior(count: 0, exposure: 0)
    #expect(isClose(posterior.mean, 3) && posterior.weight == 0)
  }

  @Test func intervalsHoldTheirShareOfThePosterior() {
    let posteriors = GammaPosteriors(prior: GammaPrior(mean: 1, shape: 0.6), level: 0.9)
    for (count, exposure) in [(0, 0.5), (1, 4.0), (7, 3.0), (2_000, 900.0)] {
      let posterior = posteriors.posterior(count: count, exposure: exposure)
      let (shape, rate) = (0.6 + Double(count), 0.6 + exposure)
      let below = regularizedIncompleteGamma(shape: shape, at: exp2(posterior.log2Lower) * rate)
      let above = regularizedIncompleteGamma(shape: shape, at: exp2(posterior.log2Upper) * rate)
      #expect(isClose(below.lower, 0.05, relative: 1e-8))
      #expect(isClose(above.upper, 0.05, relative: 1e-8))
    }
  }

  @Test func aMixtureOfEqualComponentsIsOneGamma() {
    let single = GammaPosteriors(prior: GammaPrior(mean: 2, shape: 0.8), level: 0.95)
    let twice = GammaPosteriors(
      prior: GammaPrior(components: [
        GammaPrior.Component(share: 0.3, shape: 0.8, rate: 0.4),
        GammaPrior.Component(share: 0.7, shape: 0.8, rate: 0.4),
      ]), level: 0.95)
    for (count, exposure) in [(0, 1.0), (4, 2.5), (60, 10.0)] {
      let one = single.posterior(count: count, exposure: exposure)
      let other = twice.posterior(count: count, exposure: exposure)
      #expect(isClose(other.mean, one.mean))
      #expect(isClose(other.log2Mean, one.log2Mean))
      #expect(isClose(other.log2Variance, one.log2Variance, relative: 1e-9))
      #expect(isClose(other.log2Lower, one.log2Lower, relative: 1e-9))
      #expect(isClose(other.weight, one.weight))
    }
  }

  @Test func aMixtureGivesSilentAndActiveFragmentsTheirOwnComponent() {
    let prior = GammaPrior(components: [
      GammaPrior.Component(share: 0.9, shape: 2, rate: 4),
      GammaPrior.Component(share: 0.1, shape: 20, rate: 1),
    ])
    #expect(isClose(prior.mean, 2.45))
    // within 0.9·2/16 + 0.1·20, between 0.9·1.95² + 0.1·17.55²
    #expect(isClose(prior.variance, 0.1125 + 2 + 3.42225 + 30.80025))
    let posteriors = GammaPosteriors(prior: prior, level: 0.9)
    let silent = posteriors.posterior(count: 0, exposure: 3)
    #expect(isClose(silent.mean, 2.0 / 7, relative: 1e-5))
    let active = posteriors.posterior(count: 66, exposure: 3)
    #expect(isClose(active.mean, 86.0 / 4, relative: 1e-3))
    let between = posteriors.posterior(count: 9, exposure: 3)
    #expect(between.log2Lower < between.log2Mean && between.log2Mean < between.log2Upper)
    var below = 0.0
    func mass(_ share: Double, _ shape: Double, _ rate: Double) -> Double {
      let logMass = lgamma(shape + 9) - lgamma(shape) + shape * log(rate / (rate + 3))
      return share * exp(logMass - 9 * log(rate + 3))
    }
    let masses = [mass(0.9, 2, 4), mass(0.1, 20, 1)]
    for (mass, part) in zip(masses, [(2.0, 4.0), (20.0, 1.0)]) {
      below +=
        mass / (masses[0] + masses[1])
        * regularizedIncompleteGamma(
          shape: part.0 + 9, at: exp2(between.log2Lower) * (part.1 + 3)
        ).lower
    }
    #expect(isClose(below, 0.05, relative: 1e-7))
  }

  @Test func overdispersionDividesCountAndExposure() {
    let prior = GammaPrior(mean: 1, shape: 2)
    let plain = GammaPosteriors(prior: prior, level: 0.95).posterior(count: 3, exposure: 6)
    let doubled = GammaPosteriors(prior: prior, level: 0.95, overdispersion: 2)
      .posterior(count: 6, exposure: 12)
    #expect(doubled == plain)
  }

  /// Coverage of n intervals has a standard error of √(p(1 − p)/n); five of them are allowed.
  @Test(arguments: [(0.9, 0.4, 3.0), (0.95, 0.4, 3.0), (0.9, 1.5, 20.0), (0.95, 1.5, 20.0)])
  func intervalsCoverTheTruthAtTheirRate(level: Double, shape: Double, depth: Double) throws {
    let rows = SimulatedActivity(rows: 100_000, mean: 0.8, shape: shape, depth: depth, seed: 9)
    let fit = try #require(try GammaPoissonFit.fitted(to: rows.table(), threads: 2).fit)
    let posteriors = GammaPosteriors(prior: fit.prior, level: level)
    var (covered, above) = (0, 0)
    for row in rows.counts.indices {
      let posterior = posteriors.posterior(
        count: rows.counts[row], exposure: rows.exposures[row])
      let truth = log2(rows.activities[row])
      if truth > posterior.log2Upper {
        above += 1
      } else if truth >= posterior.log2Lower {
        covered += 1
      }
    }
    let count = Double(rows.counts.count)
    let tolerance = 5 * (level * (1 - level) / count).squareRoot()
    #expect(abs(Double(covered) / count - level) < tolerance)
    #expect(abs(Double(above) / count - (1 - level) / 2) < tolerance)
  }

  @Test func weightsAreTheTrueReliability() {
    // 60,000 fragments of one exposure: squared correlation of posterior mean and truth is B
    for exposure in [0.5, 2.0, 10.0] {
      var generator = SeededGenerator(Seed(10))
      let posteriors = GammaPosteriors(prior: GammaPrior(mean: 1, shape: 2), level: 0.9)
      var (truth, means): ([Double], [Double]) = ([], [])
      for _ in 0..<60_000 {
        let activity = generator.gamma(shape: 2, scale: 0.5)
        truth.append(activity)
        let count = generator.poisson(mean: activity * exposure)
        means.append(posteriors.posterior(count: count, exposure: exposure).mean)
      }
      let weight = posteriors.posterior(count: 0, exposure: exposure).weight
      let r = pearsonCorrelation(truth, means) ?? 0
      // standard error of r² about 2r(1 − r²)/√n, more for gamma tails; ten of them
      let tolerance = 20 * r * (1 - r * r) / Double(truth.count).squareRoot()
      #expect(abs(r * r - weight) < tolerance, "\(exposure)")
      #expect(isClose(weight, exposure / (2 + exposure)))
      #expect(isClose(variance(of: means), 0.5 * weight, relative: 0.05))
    }
  }

  @Test func shrunkenLogActivityHasALowerErrorThanAnyRatio() throws {
    let rows = SimulatedActivity(rows: 50_000, mean: 1, shape: 0.8, depth: 3, seed: 11)
    let fit = try #require(try GammaPoissonFit.fitted(to: rows.table(), threads: 2).fit)
    let posteriors = GammaPosteriors(prior: fit.prior, level: 0.9)
    func error(_ value: (Int, Double) -> Double) -> Double {
      var sum = 0.0
      for row in rows.counts.indices {
        let distance = value(rows.counts[row], rows.exposures[row]) - log2(rows.activities[row])
        sum += distance * distance
      }
      return sum / Double(rows.counts.count)
    }
    let shrunken = error { posteriors.posterior(count: $0, exposure: $1).log2Mean }
    for pseudocount in [0.1, 0.25, 0.5, 1, 2] {
      let ratio = error {
        log2((Double($0) + pseudocount) / ($1 + pseudocount))
      }
      #expect(shrunken < 0.97 * ratio, "\(pseudocount): \(shrunken) and \(ratio)")
    }
  }
}
