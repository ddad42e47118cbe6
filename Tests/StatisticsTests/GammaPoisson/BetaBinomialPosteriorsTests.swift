import Foundation
import Statistics
import Testing

@Suite struct BetaBinomialPosteriorsTests {
  @Test func workedExample() {
    let posteriors = BetaBinomialPosteriors(prior: BetaPrior(a: 1, b: 2), scale: 0.5, level: 0.95)
    let posterior = posteriors.posterior(rna: 2, dna: 1)
    #expect(posterior.mean == 3)
    #expect(posterior.log2Mean == 1)
    #expect(posterior.weight == 0.5)
    // 2·ψ′(3)/ln² 2
    let variance = 2 * (Double.pi * Double.pi / 6 - 1.25) / (log(2) * log(2))
    #expect(isClose(posterior.log2Variance, variance, relative: 1e-12))
    // Beta(3, 3) is symmetric around odds 1
    #expect(isClose(posterior.log2Upper - 1, 1 - posterior.log2Lower, relative: 1e-9))
  }

  @Test func withoutDNATheMeanMayBeInfinite() {
    let posteriors = BetaBinomialPosteriors(prior: BetaPrior(a: 1, b: 0.5), scale: 1, level: 0.9)
    #expect(posteriors.posterior(rna: 3, dna: 0).mean == nil)
    #expect(posteriors.posterior(rna: 3, dna: 1).mean == 4 / 0.5)
  }

  @Test func withoutReadsItIsThePrior() {
    let prior = BetaPrior(a: 1.5, b: 2.5)
    let posterior = BetaBinomialPosteriors(prior: prior, scale: 1, level: 0.9)
      .posterior(rna: 0, dna: 0)
    #expect(posterior.weight == 0 && posterior.mean == prior.meanRatio)
    #expect(isClose(posterior.log2Mean, prior.logOddsMean / log(2), relative: 1e-13))
  }

  @Test func preparedPosteriorsAreTheSame() throws {
    let pairs = try CountExposureTable(
      counts: [0, 3, 3, 0, 9], exposures: [1, 2, 2, 1, 4], threads: 1)
    let prior = BetaPrior(a: 0.7, b: 1.3)
    let plain = BetaBinomialPosteriors(prior: prior, scale: 2, level: 0.95)
    let prepared = try BetaBinomialPosteriors(
      prior: prior, scale: 2, level: 0.95, preparing: pairs, threads: 2)
    for (rna, dna) in [(0, 1), (3, 2), (9, 4), (7, 7)] {
      #expect(prepared.posterior(rna: rna, dna: dna) == plain.posterior(rna: rna, dna: dna))
    }
  }

  @Test func intervalsHoldTheirProbability() {
    let posteriors = BetaBinomialPosteriors(prior: BetaPrior(a: 0.4, b: 3), scale: 3, level: 0.8)
    let posterior = posteriors.posterior(rna: 4, dna: 2)
    func below(_ log2Activity: Double) -> Double {
      let odds = exp2(log2Activity) * 3
      return regularizedIncompleteBeta(x: odds / (1 + odds), complement: 1 / (1 + odds), 4.4, 5)
    }
    #expect(isClose(below(posterior.log2Lower), 0.1, relative: 1e-9))
    #expect(isClose(below(posterior.log2Upper), 0.9, relative: 1e-9))
  }
}
