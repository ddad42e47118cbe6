import ActivityTesting
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct LinearModelOracleTests {
  static let names = (1...6).map {
    AssaySample(
      name: "s\($0)", condition: $0 <= 3 ? "A" : "B", replicate: "\(($0 - 1) % 3 + 1)",
      block: "\(($0 - 1) % 3 + 1)")
  }

  func counts() throws -> ElementCounts {
    let table = try ReferenceTable("Reference/oracles/testing/counts.tsv")
    let column = { (name: String) in table.optionalNumbers(name).map { $0.map { UInt32($0) } } }
    return try ElementCounts(
      samples: Self.names, dna: (1...6).map { column("dna\($0)") },
      rna: (1...6).map { column("rna\($0)") })
  }

  /// limma's own correlation is given, so that everything after it is compared exactly.
  @Test(arguments: [
    "independent", "unweighted", "correlated", "blocks_scaled", "paired", "activity",
  ])
  func agreesWithLimma(name: String) throws {
    let priors = try ReferenceTable("Reference/oracles/testing/priors.tsv").only("case", name)
    var parameters = LinearModelParameters(weighsByPrecision: name != "unweighted")
    let correlation = priors.optionalNumbers("correlation")[0]
    if let correlation { parameters.dependence = .correlatedBlocks(correlation: correlation) }
    if name == "paired" { parameters.dependence = .pairedBlocks }
    let ratios = try counts().logRatios(
      LogRatioParameters(scalesBlocks: name == "blocks_scaled"), threads: 2)
    let test = try ratios.linearModelTest(
      name == "activity" ? .activity(of: "B") : .difference(of: "B", from: "A"), parameters,
      threads: 2)
    #expect(
      isClose(test.variancePrior.degreesOfFreedom, priors.numbers("degrees")[0], relative: 1e-8))
    #expect(isClose(test.variancePrior.variance, priors.numbers("variance")[0], relative: 1e-9))
    #expect(
      isClose(test.effectPrior.variance, priors.numbers("effect_variance")[0], relative: 1e-6))
    let table = try ReferenceTable("Reference/oracles/testing/linear_models.tsv").only("case", name)
    for (element, outcome) in test.table.outcomes.enumerated() {
      guard let effect = table.optionalNumbers("effect")[element] else {
        #expect(outcome.test == nil)
        continue
      }
      let result = try #require(outcome.test, "\(name) \(element)")
      let expected = { (column: String) in table.optionalNumbers(column)[element] ?? .nan }
      let interval = try #require(result.interval)
      #expect(isClose(result.effect, effect, relative: 1e-9), "\(name) \(element)")
      #expect(isClose(interval.lowerBound, expected("low"), relative: 1e-7))
      #expect(isClose(interval.upperBound, expected("high"), relative: 1e-7))
      #expect(isClose(result.mean, expected("mean"), relative: 1e-12))
      #expect(isClose(result.statistic, expected("t"), relative: 1e-8))
      #expect(isClose(result.degreesOfFreedom ?? 0, expected("degrees"), relative: 1e-8))
      #expect(isClose(result.pValue, expected("p"), relative: 1e-7))
      #expect(isClose(result.adjustedPValue, expected("q"), relative: 1e-7))
      #expect(abs((result.logOdds ?? 0) - expected("log_odds")) < 1e-6, "\(name) \(element)")
    }
  }

  @Test(arguments: ["correlated", "blocks_scaled"])
  func theConsensusCorrelationIsThatOfLimma(name: String) throws {
    let priors = try ReferenceTable("Reference/oracles/testing/priors.tsv").only("case", name)
    let ratios = try counts().logRatios(
      LogRatioParameters(scalesBlocks: name == "blocks_scaled"), threads: 1)
    let test = try ratios.linearModelTest(
      .difference(of: "B", from: "A"),
      LinearModelParameters(dependence: .correlatedBlocks(correlation: nil)), threads: 1)
    // limma stops its scoring steps earlier
    #expect(abs(try #require(test.correlation) - priors.numbers("correlation")[0]) < 1e-3)
  }
}
