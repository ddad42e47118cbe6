import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct BetaBinomialActivityTests {
  private func calculation(
    _ table: FragmentTable, _ cells: AssayDesign, minimumDNA: Int = 1,
    replicates: ReplicateRequirement = .all
  ) throws -> ActivityCalculation {
    try ActivityCalculation(
      of: MergedFragments(unmerged: table), design: cells.resolved(against: table),
      parameters: NormalizationParameters(
        method: .betaBinomial, minimumDNA: minimumDNA, minimumReplicates: replicates),
      threads: 1)
  }

  /// Two replicates on one DNA library: DNA enters the sum once.
  @Test func workedExample() throws {
    let counts = table(counts: [
      CountColumn(name: "dna", values: [1, 2, 3, 4, 1, 5]),
      CountColumn(name: "r1", values: [0, 3, 1, 9, 0, 2]),
      CountColumn(name: "r2", values: [1, 6, 0, 4, 0, 6]),
    ])
    let shared = AssayDesign(
      dna: ["dna"],
      cellTypes: [
        AssayDesign.CellType(
          name: "cells",
          replicates: (1...2).map { AssayDesign.Replicate(name: "\($0)", rna: ["r\($0)"]) })
      ])
    let found = try calculation(counts, shared)
    let result = try found.table(threads: 1).cellTypes[0]
    let report = try #require(found.betaBinomialReports[0])
    let fit = try #require(report.pooled.fit)
    // s = (15 + 17)/16; the second fragment has R = 9, D = 2
    #expect(report.pooled.scale == 2 && report.pooled.rows == 6)
    #expect(report.replicates[0].scale == 0.9375 && report.replicates[1].scale == 1.0625)
    let posterior = try #require(result.posterior)
    let logOdds = digamma(fit.a + 9) - digamma(fit.b + 2)
    let expected = logOdds / log(2) - 1
    #expect(agree(result.pooled[1], expected, within: 1e-12))
    #expect(agree(posterior.mean[1], (fit.a + 9) / ((fit.b + 1) * 2), within: 1e-12))
    #expect(agree(posterior.weight[1], 11 / (fit.a + fit.b + 11), within: 1e-12))
    #expect(posterior.exposure[1] == 4)
    #expect(result.replicates[1].posterior?.exposure[1] == 2.125)
    let found2 = BetaBinomialFit.fitted(
      rna: [1, 9, 1, 13, 0, 8], dna: [1, 2, 3, 4, 1, 5], multiplicities: [1, 1, 1, 1, 1, 1])
    #expect(agree(found2?.logLikelihood, fit.logLikelihood, within: 1e-9))
    #expect(result.unit == .log2Ratio && found.gammaPoissonReports == [nil])
  }

  /// 30,000 rows: five standard errors of the coverage.
  @Test func intervalsCoverTheTruthOfTheModel() throws {
    let assay = NoisyDNAAssay(rows: 30_000, a: 0.8, b: 1.5, reads: 5, seed: 1)
    let tolerance = 5 * (0.95 * 0.05 / 30_000).squareRoot()
    #expect(try abs(assay.coverage() - 0.95) < tolerance)
  }

  /// The number of reads depends on activity here, which the model leaves out.
  @Test(arguments: [1.0, 2, 3, 5]) func itIsBestWhereDNAIsLow(_ depth: Double) throws {
    let assay = NoisyDNAAssay(rows: 30_000, depth: depth, seed: 2)
    #expect(try abs(assay.coverage() - 0.95) < 0.02)
    #expect(try assay.coverage(.gammaPoisson) < 0.92)
    let error = try assay.error(.betaBinomial)
    #expect(try error < 0.98 * assay.error(.gammaPoisson))
    for pseudocount in [0.1, 0.5, 1] {
      #expect(try error < 0.98 * assay.error(.pooled, pseudocount))
    }
    for method in [ActivityMethod.mpralibOligo, .mpralmSum] {
      #expect(try error < 0.98 * assay.error(method))
    }
  }

  @Test func gammaPoissonIsAtLeastAsGoodWhereDNAIsHigh() throws {
    let assay = NoisyDNAAssay(rows: 20_000, depth: 300, seed: 3)
    let (noisy, exact) = (try assay.error(.betaBinomial), try assay.error(.gammaPoisson))
    #expect(exact < 1.01 * noisy && noisy < 1.1 * exact)
  }

  @Test func permutedRowsThreadsAndBlocksGiveTheSameBits() throws {
    let assay = NoisyDNAAssay(rows: 70_000, depth: 3, rnaDepths: [0.5, 1, 0.3], seed: 4)
    let parameters = try NormalizationParameters(method: .betaBinomial)
    let base = try assay.calculation(parameters, threads: 1)
    let whole = try base.table(threads: 1).cellTypes[0]
    let threaded = try assay.calculation(parameters, threads: 3)
    #expect(threaded.betaBinomialReports == base.betaBinomialReports)
    let same = try threaded.table(threads: 3).cellTypes[0].pooled == whole.pooled
    #expect(same)
    let block = try base.table(rows: 100..<5_000).cellTypes[0]
    #expect(block.pooled == Array(whole.pooled[100..<5_000]))
    #expect(block.posterior?.upper == whole.posterior.map { Array($0.upper[100..<5_000]) })
    var generator = SeededGenerator(Seed(5))
    let order = generator.permutation(70_000)
    let permuted = try assay.calculation(parameters, order: order)
    #expect(permuted.betaBinomialReports == base.betaBinomialReports)
    let isEqual =
      try permuted.table(threads: 2).cellTypes[0].pooled == order.map { whole.pooled[$0] }
    #expect(isEqual)
  }

  /// Ten times the RNA: the values stay where they are, the posteriors become narrower. At 30 DNA
  /// reads; at few the mean of all values moves by a tenth, because N is taken as ancillary.
  @Test func theDepthOfRNAShiftsNothing() throws {
    let parameters = try NormalizationParameters(method: .betaBinomial)
    func found(_ depth: Double) throws -> (mean: Double, variance: Double) {
      let assay = NoisyDNAAssay(rows: 20_000, depth: 30, rnaDepths: [depth], seed: 6)
      let result = try assay.calculation(parameters).table(threads: 2).cellTypes[0]
      let errors = zip(result.pooled, assay.truth).compactMap { value, truth in
        value.map { $0 - truth }
      }
      return (
        mean(of: errors) ?? 9,
        mean(of: (result.posterior?.log2Variance ?? []).compactMap { $0 }) ?? 9
      )
    }
    let (shallow, deep) = (try found(0.2), try found(2))
    #expect(abs(shallow.mean) < 0.15 && abs(deep.mean) < 0.15)
    #expect(abs(deep.mean - shallow.mean) < 0.08)
    #expect(deep.variance < 0.8 * shallow.variance)
  }

  @Test func theSmallestDNADoesNotChangeTheFit() throws {
    let assay = NoisyDNAAssay(rows: 5_000, depth: 4, seed: 7)
    let base = try assay.calculation(NormalizationParameters(method: .betaBinomial))
    let strict = try assay.calculation(
      NormalizationParameters(method: .betaBinomial, minimumDNA: 5, minimumRNA: 2))
    #expect(strict.betaBinomialReports == base.betaBinomialReports)
    let (all, some) = (
      try base.table(threads: 1).cellTypes[0], try strict.table(threads: 1).cellTypes[0]
    )
    for row in assay.dna.indices {
      let isKept = assay.dna[row] >= 5 && assay.rna[0][row] >= 2
      #expect(some.pooled[row] == (isKept ? all.pooled[row] : nil))
    }
  }

  @Test func fragmentsWithoutDNAHaveAPosteriorOnlyWhenAskedFor() throws {
    let columns = replicateColumns([([0, 0, 3, 9, 2, 1], [5, 0, 1, 9, 0, 4])])
    let found = try calculation(table(counts: columns), design(replicates: 1), minimumDNA: 0)
    let result = try found.table(threads: 1).cellTypes[0]
    #expect(result.undefined == [nil, .zeroCount, nil, nil, nil, nil])
    #expect(result.posterior?.weight[0] != nil && result.posterior?.exposure[0] == nil)
    let report = try #require(found.betaBinomialReports[0])
    #expect(report.rnaWithoutDNA == 1 && report.withoutAnyCount == 1)
    #expect(report.pooled.rows == 4)
    let filtered = try calculation(table(counts: columns), design(replicates: 1))
      .table(threads: 1).cellTypes[0]
    #expect(filtered.undefined[0] == .belowMinimumDNA && filtered.pooled[3] == result.pooled[3])
  }

  @Test func rowsOfOtherReplicatesUseTheirOwnRatioOfTotals() throws {
    let assay = NoisyDNAAssay(rows: 4_000, depth: 4, rnaDepths: [1, 2], seed: 8)
    let observed = (0..<4_000).map { $0 >= 100 }
    let counts = FragmentTable(
      unplacedRows: 4_000,
      counts: [
        CountColumn(name: "dna", values: assay.dna),
        CountColumn(name: "r1", values: assay.rna[0], observed: observed),
        CountColumn(name: "r2", values: assay.rna[1]),
      ])
    let found = try calculation(counts, assay.design, replicates: .atLeast(1))
    let result = try found.table(threads: 1).cellTypes[0]
    let report = try #require(found.betaBinomialReports[0])
    #expect(report.rowsOfOtherReplicates == 100 && report.pooled.rows == 3_900)
    let own = try #require(report.replicates[1].scale)
    #expect(
      agree(result.posterior?.exposure[0], own * Double(assay.dna[0]), within: 1e-9))
    let errors = (0..<100).compactMap { row in result.pooled[row].map { $0 - assay.truth[row] } }
    #expect(errors.count == 100 && abs(mean(of: errors) ?? 9) < 0.4)
    let all = try calculation(counts, assay.design).table(threads: 1).cellTypes[0]
    #expect(all.undefined[0] == .tooFewReplicates && all.posterior?.weight[0] == nil)
  }

  @Test func scatterBetweenReplicatesIsReported() throws {
    var assay = NoisyDNAAssay(rows: 10_000, depth: 5, rnaDepths: [1, 1, 1], seed: 9)
    let parameters = try NormalizationParameters(method: .betaBinomial)
    func scatter() throws -> Double? {
      try assay.calculation(parameters).betaBinomialReports[0]?.replicateOverdispersion
    }
    #expect(try agree(scatter(), 1, within: 0.05))
    assay.rna = assay.rna.map { $0.map { 3 * $0 } }
    #expect(try agree(scatter(), 3, within: 0.15))
  }

  @Test func optionsThatMakeNoSenseAreRefused() {
    #expect(
      throws: ReporterAssayError.parameter(
        name: "interval_level", found: "0.0", expected: "a number between 0 and 1")
    ) { try BetaBinomialOptions(intervalLevel: 0) }
    let refused = ReporterAssayError.fixedByMethod(
      .gammaPoisson, parameter: "beta_binomial", found: "given", expected: "none of its options")
    #expect(throws: refused) {
      try NormalizationParameters(method: .gammaPoisson, betaBinomial: .standard)
    }
    #expect(
      refused.description
        == "normalize: beta_binomial is given, but method 'gamma-poisson' is defined with none of "
        + "its options. Remove the parameter or choose another method.")
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .betaBinomial, parameter: "gamma_poisson", found: "given",
        expected: "none of its options")
    ) { try NormalizationParameters(method: .betaBinomial, gammaPoisson: .standard) }
  }

  @Test func reportAndParametersSurviveJSON() throws {
    let parameters = try NormalizationParameters(
      method: .betaBinomial, betaBinomial: BetaBinomialOptions(intervalLevel: 0.8))
    let assay = NoisyDNAAssay(rows: 500, depth: 3, seed: 10)
    let report = try assay.calculation(parameters).betaBinomialReports[0]
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(BetaBinomialReport?.self, from: data) == report)
    let written = try JSONEncoder().encode(parameters)
    #expect(
      try JSONDecoder().decode(NormalizationParameters.self, from: written) == parameters)
  }
}
