import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct GammaPoissonReportTests {
  @Test func aMixtureIsUsedWhenAskedForOrNeeded() throws {
    var generator = SeededGenerator(Seed(8))
    var (dna, rna): ([UInt32], [UInt32]) = ([], [])
    for _ in 0..<20_000 {
      let reads = 1 + generator.poisson(mean: 10)
      let activity = generator.bernoulli(0.1) ? 6 : 0.4
      dna.append(UInt32(reads))
      rna.append(UInt32(generator.poisson(mean: activity * Double(reads))))
    }
    let counts = table(counts: replicateColumns([(dna, rna)]))
    func report(_ prior: GammaPoissonOptions.Prior) throws -> GammaPoissonReport? {
      try gammaPoissonActivity(
        counts, design(replicates: 1), options: GammaPoissonOptions(prior: prior)
      ).gammaPoissonReports[0]
    }
    #expect(try report(.gamma)?.pooled.check?.isPoor == true)
    let automatic = try #require(try report(.automatic)?.pooled)
    #expect((automatic.mixture?.prior.components.count ?? 0) >= 2)
    #expect(try report(.mixture(components: 3))?.pooled.mixture?.prior.components.count == 3)
    #expect(try report(.gamma)?.pooled.mixture == nil)
  }

  @Test func optionsThatMakeNoSenseAreRefused() {
    #expect(
      throws: ReporterAssayError.parameter(
        name: "interval_level", found: "1.0", expected: "a number between 0 and 1")
    ) { try GammaPoissonOptions(intervalLevel: 1) }
    #expect(
      throws: ReporterAssayError.parameter(
        name: "prior_components", found: "5", expected: "2, 3 or 4")
    ) { try GammaPoissonOptions(prior: .mixture(components: 5)) }
    let refused = ReporterAssayError.fixedByMethod(
      .pooled, parameter: "gamma_poisson", found: "given", expected: "none of its options")
    #expect(throws: refused) {
      try NormalizationParameters(method: .pooled, gammaPoisson: .standard)
    }
    #expect(
      refused.description
        == "normalize: gamma_poisson is given, but method 'pooled' is defined with none of its "
        + "options. Remove the parameter or choose another method.")
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .gammaPoisson, parameter: "pooling", found: "mean_of_replicates",
        expected: "sum_of_counts")
    ) { try NormalizationParameters(method: .gammaPoisson, pooling: .meanOfReplicates) }
  }

  @Test func theReportSurvivesJSON() throws {
    let report = try gammaPoissonActivity(SparseFragmentAssay(rows: 500, seed: 10).table)
      .gammaPoissonReports[0]
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(GammaPoissonReport?.self, from: data) == report)
  }

  @Test func theExpectedCorrelationIsThatOfPoissonNoiseAlone() throws {
    let assay = SparseFragmentAssay(rows: 5_000, seed: 7, duplication: 3)
    let found = try gammaPoissonActivity(assay.table)
    let report = try #require(found.gammaPoissonReports[0])
    #expect(report.usedOverdispersion > 2)
    let posterior = try #require(try found.table(threads: 1).cellTypes[0].posterior)
    let exposures = posterior.exposure.compactMap { $0 }.sorted()
    let prior = try #require(report.pooled.prior)
    let expected = try #require(
      ExpectedReplicateCorrelation(
        prior: prior, exposures: exposures,
        multiplicities: exposures.map { _ in 1 }))
    let correlation = try #require(report.pooled.expectedCorrelation)
    #expect(agree(correlation.ofRatios, expected.ofRatios, within: 1e-9))
    #expect(agree(correlation.ofPosteriorMeans, expected.ofPosteriorMeans, within: 1e-9))
  }
}
