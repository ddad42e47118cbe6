import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct GammaPoissonActivityTests {
  /// Sparse fragments measured in three replicates of different depth on one DNA library.
  private struct Assay {
    var truth: [Double] = []
    var dna: [UInt32] = []
    var rna: [[UInt32]] = [[], [], []]

    init(rows: Int, seed: UInt64, duplication: Int = 1) {
      var generator = SeededGenerator(Seed(seed))
      for _ in 0..<rows {
        let activity = generator.gamma(shape: 0.6, scale: 1 / 0.6)
        let reads = 1 + generator.poisson(mean: generator.exponential(mean: 8))
        truth.append(log2(activity))
        dna.append(UInt32(reads))
        for (replicate, depth) in [0.2, 0.4, 0.1].enumerated() {
          let mean = activity * depth * Double(reads) / Double(duplication)
          rna[replicate].append(UInt32(duplication * generator.poisson(mean: mean)))
        }
      }
    }

    var table: FragmentTable { table(dna: dna) }

    func table(dna: [UInt32], order: [Int]? = nil) -> FragmentTable {
      func column(_ name: String, _ values: [UInt32]) -> CountColumn {
        CountColumn(name: name, values: order.map { $0.map { values[$0] } } ?? values)
      }
      return FragmentTable(
        unplacedRows: dna.count,
        counts: [
          column("dna", dna), column("r1", rna[0]), column("r2", rna[1]), column("r3", rna[2]),
        ])
    }
  }

  private let sharedDNA = AssayDesign(
    dna: ["dna"],
    cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: (1...3).map { AssayDesign.Replicate(name: "\($0)", rna: ["r\($0)"]) })
    ])

  private func calculation(
    _ table: FragmentTable, _ cells: AssayDesign? = nil, threads: Int = 1,
    options: GammaPoissonOptions? = nil, minimumDNA: Int = 1,
    replicates: ReplicateRequirement = .all
  ) throws -> ActivityCalculation {
    try ActivityCalculation(
      of: MergedFragments(unmerged: table),
      design: (cells ?? sharedDNA).resolved(against: table),
      parameters: NormalizationParameters(
        method: .gammaPoisson, minimumDNA: minimumDNA, minimumReplicates: replicates,
        gammaPoisson: options),
      threads: threads)
  }

  @Test func workedExample() throws {
    // T_D = 4, T_R = 4: s = 1, every exposure 1. Counts 0, 0, 0, 4: μ = 1, α = 0.158276.
    let counts = table(counts: replicateColumns([([1, 1, 1, 1], [0, 0, 0, 4])]))
    let found = try calculation(counts, design(replicates: 1))
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
    let assay = Assay(rows: 20_000, seed: 1)
    let deep = assay.dna.indices.filter { assay.dna[$0] >= 20 }
    let values = try calculation(assay.table).table(threads: 2).cellTypes[0].pooled
    let ratios = try activity(
      of: MergedFragments(unmerged: assay.table), design: sharedDNA.resolved(against: assay.table),
      parameters: NormalizationParameters(method: .pooled), threads: 2
    ).cellTypes[0].pooled
    let differences = deep.compactMap { row in
      values[row].flatMap { v in ratios[row].map { v - $0 } }
    }
    // the pseudocount draws the ratios to 0, the prior draws the posterior: not more than this apart
    #expect(abs(median(of: differences) ?? 1) < 0.2)
  }

  @Test func itComesCloserToTheTruthThanEveryRatio() throws {
    let assay = Assay(rows: 30_000, seed: 2)
    // truth has mean activity 1 of DNA-weighted rows, as normalisation by totals assumes
    func error(_ method: ActivityMethod, _ pseudocount: Double? = nil) throws -> Double {
      let parameters = try NormalizationParameters(
        method: method,
        pseudocount: pseudocount.map { Pseudocount(value: $0, placement: .count) })
      let values = try activity(
        of: MergedFragments(unmerged: assay.table),
        design: sharedDNA.resolved(against: assay.table), parameters: parameters, threads: 2
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
    let assay = Assay(rows: 30_000, seed: 3)
    let found = try calculation(assay.table).table(threads: 2).cellTypes[0]
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
    let assay = Assay(rows: 70_000, seed: 4)
    let base = try calculation(assay.table)
    let whole = try base.table(threads: 1).cellTypes[0]
    let threaded = try calculation(assay.table, threads: 3)
    #expect(threaded.gammaPoissonReports == base.gammaPoissonReports)
    let same = try threaded.table(threads: 3).cellTypes[0].pooled == whole.pooled
    #expect(same)
    let block = try base.table(rows: 100..<5_000).cellTypes[0]
    #expect(block.pooled == Array(whole.pooled[100..<5_000]))
    #expect(block.posterior?.weight == whole.posterior.map { Array($0.weight[100..<5_000]) })
    var generator = SeededGenerator(Seed(5))
    let order = generator.permutation(70_000)
    let permuted = try calculation(assay.table(dna: assay.dna, order: order), threads: 2)
    #expect(permuted.gammaPoissonReports == base.gammaPoissonReports)
    let values = try permuted.table(threads: 2).cellTypes[0].pooled
    let isEqual = values == order.map { whole.pooled[$0] }
    #expect(isEqual)
  }

  @Test func theDepthOfDNADoesNotMatter() throws {
    let assay = Assay(rows: 3_000, seed: 6)
    let base = try calculation(assay.table).table(threads: 1).cellTypes[0]
    let doubled = try calculation(assay.table(dna: assay.dna.map { 2 * $0 })).table(threads: 1)
    #expect(doubled.cellTypes[0].pooled == base.pooled)
    #expect(doubled.cellTypes[0].posterior?.weight == base.posterior?.weight)
  }

  @Test func fragmentsWithoutDNAAreCountedAndLeftOut() throws {
    let counts = table(counts: replicateColumns([([0, 0, 3, 9, 2], [5, 0, 1, 9, 0])]))
    let found = try calculation(counts, design(replicates: 1), minimumDNA: 0)
    let result = try found.table(threads: 1)
    #expect(result.cellTypes[0].undefined == [.zeroCount, .zeroCount, nil, nil, nil])
    #expect(result.cellTypes[0].posterior?.weight[0] == nil)
    #expect(result.attrition[0].dropped == ["zero_count": 2])
    let report = try #require(found.gammaPoissonReports[0])
    #expect(report.rnaWithoutDNA == 1 && report.withoutAnyCount == 1)
    #expect(report.pooled.fit?.rows == 3)
    let filtered = try calculation(counts, design(replicates: 1)).table(threads: 1)
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
    let all = try calculation(counts, design(replicates: 2)).table(threads: 1).cellTypes[0]
    #expect(all.replicates[0].undefined == [.notObserved, nil, nil, nil])
    #expect(all.undefined == [.tooFewReplicates, nil, nil, nil])
    let some = try calculation(counts, design(replicates: 2), replicates: .atLeast(1))
      .table(threads: 1).cellTypes[0]
    // T_D = 16, T_R = 8 and 10: the first row has the exposure of replicate 2 alone
    #expect(agree(some.posterior?.exposure[0], 4 * 10 / 16, within: 1e-12))
    #expect(agree(some.posterior?.exposure[1], 4 * 18 / 16, within: 1e-12))
    #expect(some.pooled.allSatisfy { $0 != nil })
  }

  @Test func withoutAnyRNAThereIsAReasonAndNoFit() throws {
    let counts = table(counts: replicateColumns([([3, 4], [0, 0])]))
    let found = try calculation(counts, design(replicates: 1))
    #expect(try found.table(threads: 1).cellTypes[0].undefined == [.emptyLibrary, .emptyLibrary])
    #expect(found.gammaPoissonReports[0]?.pooled.undefined == .tooFewRows)
    // RNA only in rows that the filters refuse
    let filtered = table(counts: replicateColumns([([0, 4, 4], [9, 0, 0])]))
    let left = try calculation(filtered, design(replicates: 1))
    #expect(
      try left.table(threads: 1).cellTypes[0].undefined == [
        .belowMinimumDNA, .zeroCount, .zeroCount,
      ])
    #expect(left.gammaPoissonReports[0]?.pooled.undefined == .noCounts)
  }

  @Test func oneFragmentIsThePoissonLimit() throws {
    let counts = table(counts: replicateColumns([([3], [7])]))
    let found = try calculation(counts, design(replicates: 1))
    #expect(found.gammaPoissonReports[0]?.pooled.fit?.limit == .poisson)
    #expect(agree(try found.table(threads: 1).cellTypes[0].pooled[0], 0, within: 1e-3))
  }

  @Test func givenActivityIsPassedOn() throws {
    let given = table(activities: [ActivityColumn(name: "a", values: [1, nil])])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells", replicates: [AssayDesign.Replicate(name: "1", activity: "a")])
    ])
    let found = try calculation(given, cells)
    let result = try found.table(threads: 1).cellTypes[0]
    #expect(result.pooled == [1, nil] && result.posterior == nil)
    #expect(found.gammaPoissonReports[0] == nil)
  }

  @Test func readsThatComeInThreesWidenThePosterior() throws {
    let assay = Assay(rows: 20_000, seed: 7, duplication: 3)
    let found = try calculation(assay.table)
    let report = try #require(found.gammaPoissonReports[0])
    #expect(abs((report.replicateOverdispersion ?? 0) - 3) < 0.1)
    #expect(report.usedOverdispersion == report.replicateOverdispersion)
    let plain = try calculation(
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
    let found = try calculation(counts, design(replicates: 2))
    let result = try found.table(threads: 1).cellTypes[0]
    // s = 8/10 and 5/10
    #expect(agree(result.posterior?.exposure[0], 0.8 + 2.5, within: 1e-12))
    #expect(agree(result.replicates[1].posterior?.exposure[0], 2.5, within: 1e-12))
  }

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
      try calculation(
        counts, design(replicates: 1), options: GammaPoissonOptions(prior: prior)
      ).gammaPoissonReports[0]
    }
    #expect(try report(.gamma)?.pooled.check?.isPoor == true)
    let automatic = try #require(try report(.automatic)?.pooled)
    #expect((automatic.mixture?.prior.components.count ?? 0) >= 2)
    #expect(try report(.mixture(components: 3))?.pooled.mixture?.prior.components.count == 3)
    #expect(try report(.gamma)?.pooled.mixture == nil)
  }

  @Test func effectsOfLengthAreTakenOutOfTheExposure() throws {
    var generator = SeededGenerator(Seed(9))
    var (dna, rna): ([UInt32], [UInt32]) = ([], [])
    var placements: [FragmentPlacement?] = []
    for row in 0..<20_000 {
      let (length, reads) = (100 + generator.index(below: 400), 1 + generator.poisson(mean: 10))
      let activity = generator.gamma(shape: 2, scale: 0.5)
      let bias = exp(0.004 * Double(length - 300))
      placements.append(place(Int32(1000 * row), Int32(1000 * row + length)))
      dna.append(UInt32(reads))
      rna.append(UInt32(generator.poisson(mean: activity * bias * Double(reads))))
    }
    let counts = FragmentTable(
      chromosomeNames: ["chr1"], placements: placements,
      counts: replicateColumns([(dna, rna)]))
    func correlation(_ covariates: [GammaPoissonOptions.Covariate]) throws -> Double {
      let found = try calculation(
        counts, design(replicates: 1), options: GammaPoissonOptions(covariates: covariates))
      let values = try found.table(threads: 1).cellTypes[0].pooled.map { $0 ?? 0 }
      let lengths = placements.map { Double($0?.interval?.count ?? 0) }
      return pearsonCorrelation(values, lengths) ?? 0
    }
    #expect(try correlation([]) > 0.3)
    #expect(try abs(correlation([.length])) < 0.03)
    let both = try calculation(
      counts, design(replicates: 1), options: GammaPoissonOptions(covariates: [.length, .gc]))
    // the table has no sequences: no row knows every covariate
    #expect(both.gammaPoissonReports[0]?.effects == nil)
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
    let report = try calculation(Assay(rows: 500, seed: 10).table).gammaPoissonReports[0]
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(GammaPoissonReport?.self, from: data) == report)
  }

  @Test func theExpectedCorrelationIsThatOfPoissonNoiseAlone() throws {
    let assay = Assay(rows: 5_000, seed: 7, duplication: 3)
    let found = try calculation(assay.table)
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

  @Test func whoLeavesPosteriorsOutGetsTheSameValues() throws {
    let assay = Assay(rows: 2_000, seed: 10)
    let found = try calculation(
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

  @Test func covariatesThatCouldNotBeUsedAreNamed() throws {
    let columns = replicateColumns([([3, 5, 8, 2], [1, 9, 4, 0])])
    func warnings(
      _ table: FragmentTable, _ covariates: [GammaPoissonOptions.Covariate]
    ) throws -> [String] {
      let found = try calculation(
        table, design(replicates: 1), options: GammaPoissonOptions(covariates: covariates))
      return try #require(found.gammaPoissonReports[0]).covariateWarnings(requested: covariates)
    }
    #expect(
      try warnings(table(counts: columns), [.gc, .length]) == [
        "cells: counts were not corrected for gc, length, because no fragment with RNA has every "
          + "covariate; name input.genome or input.design"
      ])
    let equal = FragmentTable(
      chromosomeNames: ["chr1"], placements: (0..<4).map { place($0 * 100, $0 * 100 + 50) },
      counts: columns)
    #expect(
      try warnings(equal, [.length]) == [
        "cells: counts were not corrected for length, because it is the same in all fragments with "
          + "RNA and DNA"
      ])
    let lengths = FragmentTable(
      chromosomeNames: ["chr1"],
      placements: [50, 80, 90, 120].map { place(0, $0) }, counts: columns)
    #expect(try warnings(lengths, [.length]) == [])
    #expect(try warnings(lengths, []) == [])
  }
}
