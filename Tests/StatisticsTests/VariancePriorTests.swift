import Statistics
import TestSupport
import Testing

@Suite struct VariancePriorTests {
  @Test func workedExample() throws {
    let prior = try #require(VariancePrior(variances: [1, 1.01, 0.99], degrees: [2, 2, 2]))
    #expect(prior.degreesOfFreedom == .infinity)
    #expect(isClose(prior.variance, 1, relative: 1e-15))
    #expect(prior.moderated(5, degrees: 2) == prior.variance)
    #expect(prior.totalDegrees(2) == 6)
  }

  @Test func agreesWithLimma() throws {
    let table = try ReferenceTable("Reference/oracles/testing/variance_priors.tsv")
    for (row, (variances, degrees)) in zip(table.lists("variances"), table.lists("degrees"))
      .enumerated()
    {
      let prior = try #require(VariancePrior(variances: variances, degrees: degrees))
      let expected = try #require(table.optionalNumbers("prior_degrees")[row])
      if expected.isInfinite {
        #expect(prior.degreesOfFreedom == .infinity)
      } else {
        #expect(abs(prior.degreesOfFreedom - expected) <= 1e-9 * expected, "row \(row)")
      }
      #expect(isClose(prior.variance, table.numbers("prior_variance")[row], relative: 1e-9))
    }
  }

  @Test func zerosAreCountedAndAllZerosAreNoPrior() {
    #expect(VariancePrior(variances: [0, 0, 0], degrees: [4, 4, 4]) == nil)
    #expect(VariancePrior(variances: [], degrees: []) == nil)
    #expect(VariancePrior(variances: [1], degrees: [0]) == nil)
    let prior = VariancePrior(variances: [0, 0, 0, 1, 2], degrees: [4, 4, 4, 4, 4])
    #expect(prior?.zeroVariances == 3)
    #expect(prior?.isUnreliable == true)
  }

  @Test func aKnownPriorIsRecovered() throws {
    var generator = SeededGenerator(Seed(8))
    let variances = (0..<20_000).map { _ in
      let truth = 0.5 * 6 / generator.gamma(shape: 3, scale: 2)
      return truth * generator.gamma(shape: 2, scale: 2) / 4
    }
    let prior = try #require(
      VariancePrior(variances: variances, degrees: variances.map { _ in 4 }))
    #expect(abs(prior.degreesOfFreedom - 6) < 0.4)
    #expect(abs(prior.variance - 0.5) < 0.02)
  }
}
