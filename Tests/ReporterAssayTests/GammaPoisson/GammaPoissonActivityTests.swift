import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct GammaPoissonActivityTests {
  @Test func workedExample() throws {
    // T_D = 4, T_R = 4: s = 1, every exposure 1. Counts 0, 0, 0, 4: μ = 1, α = 0.158276.
    let counts = table(counts: replicateColumns([([1, 1, 1, 1], [0, 0, 0, 4])]))
    let found = try gammaPoissonActivity(counts, design(replicates: 1))
    let result = try found.table(threads: 1).cellTypes[0]
    let posterior = try #require(result.posterior)
    let shape = 0.158276004
    #expect(agree(posterior.exposure[3], 1, within: 1e-12))
    #expect(agree(posterior.weight[0], 1 / (shape + 1), within: 1e-7))
    #expect(agree(posterior.mean[3], (shape + 4) / (shape + 1), within: 1e-7))
    #expect(
      agree(result.pooled[3], (digamma(shape + 4) - log(shape + 1)) / log(2), within: 1e-7))
    #expect(agree(result.pooled[0], (digamma(shape) - log(shape + 1)) / log(2), within: 1e-6))
    #expect(result.replicates[0].values == result.pooled)
    let report = try #require(found.gammaPoissonReports[0])
    #expect(report.scales == [1] && report.pooled.fit?.limit == GammaPoissonFit.Limit.none)
    #expect(report.replicateOverdispersion == nil && report.usedOverdispersion == 1)
    #expect(result.unit == .log2Ratio)
  }

  @Test func theScaleIsThatOfRatioOfSums() throws {
    let assay = SparseFragmentAssay(rows: 20_000, seed: 1)
    let deep = assay.dna.indices.filter { assay.dna[$0] >= 20 }
    let values = try gammaPoissonActivity(assay.table).table(threads: 2).cellTypes[0].pooled
    let ratios = try activity(
      of: MergedFragments(unmerged: assay.table),
      design: SparseFragmentAssay.design.resolved(against: assay.table),
      parameters: NormalizationParameters(method: .pooled), threads: 2
    ).cellTypes[0].pooled
    let differences = deep.compactMap { row in
      values[row].flatMap { v in ratios[row].map { v - $0 } }
    }
    // the pseudocount draws the ratios to 0, the prior draws the posterior: not more than this apart
    #expect(abs(median(of: differences) ?? 1) < 0.2)
  }

  @Test func itComesCloserToTheTruthThanEveryRatio() throws {
    let assay = SparseFragmentAssay(rows: 30_000, seed: 2)
    // truth has mean activity 1 of DNA-weighted rows, as normalisation by totals assumes
    func error(_ method: ActivityMethod, _ pseudocount: Double? = nil) throws -> Double {
      let parameters = try NormalizationParameters(
        method: method,
        pseudocount: pseudocount.map { Pseudocount(value: $0, placement: .count) })
      let values = try activity(
        of: MergedFragments(unmerged: assay.table),
        design: SparseFragmentAssay.design.resolved(against: assay.table), parameters: parameters,
        threads: 2
      ).cellTypes[0].pooled
      let distances = zip(values, assay.truth).compactMap { value, truth in
        value.map { ($0 - truth) * ($0 - truth) }
      }
      #expect(distances.count == values.count)
      return mean(of: distances) ?? 0
    }
    let shrunken = try error(.gammaPoisson)
    for pseudocount in [0.1, 0.5, 1, 3] {
      #expect(try shrunken < 0.95 * error(.pooled, pseudocount))
      #expect(try shrunken < 0.95 * error(.ratioOfSums, pseudocount))
    }
    for method in [ActivityMethod.mpralibOligo, .mpralmSum] {
      #expect(try shrunken < 0.95 * error(method))
    }
  }

  /// 30,000 rows: five standard errors of the coverage.
  @Test func intervalsCoverTheTruth() throws {
    let assay = SparseFragmentAssay(rows: 30_000, seed: 3)
    let found = try gammaPoissonActivity(assay.table).table(threads: 2).cellTypes[0]
    let posterior = try #require(found.posterior)
    var covered = 0
    for row in assay.truth.indices {
      let (low, high) = (posterior.lower[row] ?? 0, posterior.upper[row] ?? 0)
      if assay.truth[row] >= low, assay.truth[row] <= high { covered += 1 }
    }
    let tolerance = 5 * (0.95 * 0.05 / 30_000).squareRoot()
    #expect(abs(Double(covered) / 30_000 - 0.95) < tolerance)
  }

  @Test func permutedRowsThreadsAndBlocksGiveTheSameBits() throws {
    let assay = SparseFragmentAssay(rows: 70_000, seed: 4)
    let base = try gammaPoissonActivity(assay.table)
    let whole = try base.table(threads: 1).cellTypes[0]
    let threaded = try gammaPoissonActivity(assay.table, threads: 3)
    #expect(threaded.gammaPoissonReports == base.gammaPoissonReports)
    let same = try threaded.table(threads: 3).cellTypes[0].pooled == whole.pooled
    #expect(same)
    let block = try base.table(rows: 100..<5_000).cellTypes[0]
    #expect(block.pooled == Array(whole.pooled[100..<5_000]))
    #expect(block.posterior?.weight == whole.posterior.map { Array($0.weight[100..<5_000]) })
    var generator = SeededGenerator(Seed(5))
    let order = generator.permutation(70_000)
    let permuted = try gammaPoissonActivity(assay.table(dna: assay.dna, order: order), threads: 2)
    #expect(permuted.gammaPoissonReports == base.gammaPoissonReports)
    let values = try permuted.table(threads: 2).cellTypes[0].pooled
    let isEqual = values == order.map { whole.pooled[$0] }
    #expect(isEqual)
  }

  @Test func theDepthOfDNADoesNotMatter() throws {
    let assay = SparseFragmentAssay(rows: 3_000, seed: 6)
    let base = try gammaPoissonActivity(assay.table).table(threads: 1).cellTypes[0]
    let doubled = try gammaPoissonActivity(assay.table(dna: assay.dna.map { 2 * $0 })).table(
      threads: 1)
    #expect(doubled.cellTypes[0].pooled == base.pooled)
    #expect(doubled.cellTypes[0].posterior?.weight == base.posterior?.weight)
  }

  @Test func fragmentsWithoutDNAAreCountedAndLeftOut() throws {
    let counts = table(counts: replicateColumns([([0, 0, 3, 9, 2], [5, 0, 1, 9, 0])]))
    let found = try gammaPoissonActivity(counts, design(replicates: 1), minimumDNA: 0)
    let result = try found.table(threads: 1)
    #expect(result.cellTypes[0].undefined == [.zeroCount, .zeroCount, nil, nil, nil])
    #expect(result.cellTypes[0].posterior?.weight[0] == nil)
    #expect(result.attrition[0].dropped == ["zero_count": 2])
    let report = try #require(found.gammaPoissonReports[0])
    #expect(report.rnaWithoutDNA == 1 && report.withoutAnyCount == 1)
    #expect(report.pooled.fit?.rows == 3)
    let filtered = try gammaPoissonActivity(counts, design(replicates: 1)).table(threads: 1)
    #expect(
      filtered.cellTypes[0].undefined == [.belowMinimumDNA, .belowMinimumDNA, nil, nil, nil])
  }

  @Test func unobservedStaysUnobservedAndZeroStaysZero() throws {
    let counts = table(counts: [
      CountColumn(name: "d1", values: [4, 4, 4, 4]),
      CountColumn(name: "r1", values: [0, 3, 0, 5], observed: [false, true, true, true]),
      CountColumn(name: "d2", values: [4, 4, 4, 4]),
      CountColumn(name: "r2", values: [2, 3, 0, 5]),
    ])
    let all = try gammaPoissonActivity(counts, design(replicates: 2)).table(threads: 1).cellTypes[0]
    #expect(all.replicates[0].undefined == [.notObserved, nil, nil, nil])
    #expect(all.undefined == [.tooFewReplicates, nil, nil, nil])
    let some = try gammaPoissonActivity(counts, design(replicates: 2), replicates: .atLeast(1))
      .table(threads: 1).cellTypes[0]
    // T_D = 16, T_R = 8 and 10: the first row has the exposure of replicate 2 alone
    #expect(agree(some.posterior?.exposure[0], 4 * 10 / 16, within: 1e-12))
    #expect(agree(some.posterior?.exposure[1], 4 * 18 / 16, within: 1e-12))
    #expect(some.pooled.allSatisfy { $0 != nil })
  }

  @Test func oneFragmentIsThePoissonLimit() throws {
    let counts = table(counts: replicateColumns([([3], [7])]))
    let found = try gammaPoissonActivity(counts, design(replicates: 1))
    #expect(found.gammaPoissonReports[0]?.pooled.fit?.limit == .poisson)
    #expect(agree(try found.table(threads: 1).cellTypes[0].pooled[0], 0, within: 1e-3))
  }

  @Test func readsThatComeInThreesWidenThePosterior() throws {
    let assay = SparseFragmentAssay(rows: 20_000, seed: 7, duplication: 3)
    let found = try gammaPoissonActivity(assay.table)
    let report = try #require(found.gammaPoissonReports[0])
    #expect(abs((report.replicateOverdispersion ?? 0) - 3) < 0.1)
    #expect(report.usedOverdispersion == report.replicateOverdispersion)
    let plain = try gammaPoissonActivity(
      assay.table, options: GammaPoissonOptions(usesOverdispersion: false))
    #expect(plain.gammaPoissonReports[0]?.usedOverdispersion == 1)
    func error(_ calculation: ActivityCalculation) throws -> Double {
      let values = try calculation.table(threads: 1).cellTypes[0].pooled
      return mean(
        of: zip(values, assay.truth).map { value, truth in
          let distance = (value ?? 0) - truth
          return distance * distance
        }) ?? 0
    }
    #expect(try error(found) < 0.9 * error(plain))
  }

  @Test func eachReplicateMayHaveItsOwnDNA() throws {
    let counts = table(
      counts: replicateColumns([([1, 2, 3, 4], [0, 1, 0, 7]), ([5, 1, 2, 2], [1, 0, 0, 4])]))
    let found = try gammaPoissonActivity(counts, design(replicates: 2))
    let result = try found.table(threads: 1).cellTypes[0]
    // s = 8/10 and 5/10
    #expect(agree(result.posterior?.exposure[0], 0.8 + 2.5, within: 1e-12))
    #expect(agree(result.replicates[1].posterior?.exposure[0], 2.5, within: 1e-12))
  }

  @Test func whoLeavesPosteriorsOutGetsTheSameValues() throws {
    let assay = SparseFragmentAssay(rows: 2_000, seed: 10)
    let found = try gammaPoissonActivity(
      assay.table, options: GammaPoissonOptions(prior: .mixture(components: 2)))
    let whole = try found.table(threads: 1).cellTypes[0]
    let bare = try found.table(threads: 2, keepingPosteriors: false).cellTypes[0]
    #expect(bare.pooled == whole.pooled && bare.posterior == nil && whole.posterior != nil)
    for (one, other) in zip(bare.replicates, whole.replicates) {
      #expect(one.values == other.values && one.posterior == nil && other.posterior != nil)
    }
    // the posteriors of a mixture are looked up by count and exposure
    let report = try #require(found.gammaPoissonReports[0])
    let prior = try #require(report.pooled.prior)
    let posteriors = GammaPosteriors(
      prior: prior, level: 0.95,
      overdispersion: report.usedOverdispersion)
    for row in [0, 7, 1_999] {
      let count = assay.rna.reduce(0) { $0 + Int($1[row]) }
      let exposure = try #require(whole.posterior?.exposure[row])
      let expected = posteriors.posterior(count: count, exposure: exposure)
      #expect(agree(whole.posterior?.lower[row], expected.log2Lower, within: 1e-12))
    }
  }
}
