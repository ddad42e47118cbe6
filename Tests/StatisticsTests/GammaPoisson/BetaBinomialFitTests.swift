import Foundation
import Statistics
import Testing

@Suite struct BetaBinomialFitTests {
  @Test func agreesWithTheOptimumOfAnotherProgram() throws {
    for oracle in try PoissonOracles.load().betaBinomial {
      let fit = try #require(
        BetaBinomialFit.fitted(
          rna: oracle.rna, dna: oracle.dna, multiplicities: oracle.multiplicities))
      #expect(isClose(fit.a, oracle.a, relative: 1e-5))
      #expect(isClose(fit.b, oracle.b, relative: 1e-5))
      #expect(isClose(fit.logLikelihood, oracle.logLikelihood, relative: 1e-11))
      #expect(fit.convergence.isConverged && !fit.isBinomial)
      #expect(fit.logOddsError != nil && fit.logWeightError != nil)
    }
  }

  /// Fragments with D = 0 are never seen; four standard errors.
  @Test func recoversThePriorAlthoughFragmentsWithoutDNAAreMissing() throws {
    var generator = SeededGenerator(Seed(1))
    var (rna, dna): ([Int], [Int]) = ([], [])
    while rna.count < 30_000 {
      let above = generator.gamma(shape: 1.2, scale: 1)
      let below = generator.gamma(shape: 0.9, scale: 1)
      let total = 1 + generator.poisson(mean: 4)
      let count = generator.binomial(trials: total, probability: above / (above + below))
      if count < total {
        rna.append(count)
        dna.append(total - count)
      }
    }
    let fit = try #require(
      BetaBinomialFit.fitted(rna: rna, dna: dna, multiplicities: rna.map { _ in 1 }))
    let (oddsError, weightError) = (
      try #require(fit.logOddsError), try #require(fit.logWeightError)
    )
    #expect(abs(log(fit.a / fit.b) - log(1.2 / 0.9)) < 4 * oddsError)
    #expect(abs(log((fit.a + fit.b) / 2.1)) < 4 * weightError)
  }

  @Test func countsThatVaryNoMoreThanBinomialCountsAreFlagged() throws {
    let fit = try #require(
      BetaBinomialFit.fitted(rna: [20, 40], dna: [10, 20], multiplicities: [50, 50]))
    #expect(fit.isBinomial && isClose(fit.a / fit.b, 2, relative: 1e-3))
    #expect(fit.logWeightError == nil)
  }

  @Test func withoutRNAOrRowsThereIsNoFit() {
    #expect(BetaBinomialFit.fitted(rna: [], dna: [], multiplicities: []) == nil)
    #expect(BetaBinomialFit.fitted(rna: [0, 0], dna: [1, 3], multiplicities: [2, 2]) == nil)
  }

  @Test func posteriorOfTheWorkedExample() throws {
    let fit = try JSONDecoder().decode(
      BetaBinomialFit.self,
      from: Data(
        """
        {"a":1,"b":1,"logLikelihood":0,"isBinomial":false,"convergence":
        {"iterations":1,"isConverged":true,"lastRelativeChange":0}}
        """.utf8))
    let posterior = fit.log2Posterior(rna: 1, dna: 1)
    #expect(posterior.mean == 0)
    let expected = 2 * (Double.pi * Double.pi / 6 - 1) / (log(2) * log(2))
    #expect(isClose(posterior.variance, expected) && isClose(expected, 2.6846, relative: 1e-4))
  }
}
