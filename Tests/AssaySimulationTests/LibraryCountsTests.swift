import AssaySimulation
import GenomicTypes
import Glibc
import Statistics
import Testing

/// Counts as the tables show them, in experiments without activity.
@Suite struct LibraryCountsTests {
  private func silent(
    _ change: (inout CountParameters) -> Void
  ) throws -> SimulatedExperiment {
    var parameters = Toy.small
    parameters.condition = .inputOnly
    parameters.fragments.count = 6_000
    parameters.grammar.baseline = 0
    parameters.counts.librarySizeDeviation = 0
    parameters.counts.replicateNoise = 0
    parameters.counts.unexplainedDeviation = 0
    change(&parameters.counts)
    return try SimulatedExperiment(parameters, threads: 2)
  }

  private func column(_ experiment: SimulatedExperiment, _ name: String) -> [Double] {
    experiment.fragments.counts.first { $0.name == name }?.values.map(Double.init) ?? []
  }

  private func expect(
    _ values: [Double], mean wanted: Double, variance expected: Double, relative: Double = 0.1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let average = try #require(mean(of: values))
    let tolerance = 5 * (expected / Double(values.count)).squareRoot()
    #expect(abs(average - wanted) < tolerance, sourceLocation: sourceLocation)
    let spread = try #require(variance(of: values))
    #expect(abs(spread / expected - 1) < relative, sourceLocation: sourceLocation)
  }

  @Test func inputDNAIsNegativeBinomial() throws {
    let dna = column(try silent { _ in }, "DNA")
    try expect(dna, mean: 20, variance: 20 + 0.6 * 400)
    // gamma–Poisson with size 5/3: P(0) = (1 + 0.6 · 20)^(−5/3) = 0.0139
    let zeros = Double(dna.count { $0 == 0 }) / Double(dna.count)
    #expect(abs(zeros - 0.0139) < 5 * (0.0139 / 6_000).squareRoot())
  }

  @Test func withoutDispersionCountsArePoisson() throws {
    let experiment = try silent {
      $0.dnaDispersion = 0
      $0.rnaDispersion = 0
    }
    try expect(column(experiment, "DNA"), mean: 20, variance: 20)
    try expect(column(experiment, "cellA_1"), mean: 24, variance: 24)
  }

  /// RNA given the abundance is negative binomial, so its variance over all fragments is
  /// m + m² · (φ + v + φ · v), φ the dispersion of RNA, v that of abundance.
  @Test func rnaAddsItsOwnDispersionToThatOfTheLibrary() throws {
    let experiment = try silent { $0.dnaDispersion = 0.2 }
    let expected = 24 + 576 * 0.32
    try expect(column(experiment, "cellA_2"), mean: 24, variance: expected)
  }

  @Test func samplesOfOneLibraryShareItsAbundanceAndNothingElse() throws {
    let experiment = try silent {
      $0.dnaSamples = 2
      $0.dnaDispersion = 0.6
    }
    let first = column(experiment, "DNA_1")
    let second = column(experiment, "DNA_2")
    #expect(first != second)
    let correlation = try #require(pearsonCorrelation(first, second))
    #expect(abs(correlation - 240 / 260) < 0.02)
  }

  @Test func replicateNoiseMultipliesEachReplicateOnItsOwn() throws {
    let experiment = try silent {
      $0.dnaDispersion = 0
      $0.rnaDispersion = 0
      $0.rnaMean = 4_000
      $0.replicateNoise = 0.5
    }
    let logs = (1...2).map { replicate in
      column(experiment, "cellA_\(replicate)").map { log2($0) - log2(4_000) }
    }
    for values in logs { try expect(values, mean: 0, variance: 0.25) }
    #expect(abs(try #require(pearsonCorrelation(logs[0], logs[1]))) < 0.065)
  }

  @Test func librariesDifferInSizeByReplicateNotByChromosome() throws {
    let experiment = try silent { $0.librarySizeDeviation = 1 }
    let sizes = try (1...3).map { replicate in
      try #require(mean(of: column(experiment, "cellA_\(replicate)")))
    }
    for (left, right) in [(0, 1), (0, 2), (1, 2)] {
      #expect(abs(log2(sizes[left] / sizes[right])) > 0.1)  // twenty standard errors
    }
    for chromosome in [0, 7] {
      let rows = experiment.fragments.placements.indices.filter {
        experiment.fragments.placements[$0].map { Int($0.chromosome) == chromosome } ?? false
      }
      for (replicate, size) in sizes.enumerated() {
        let all = column(experiment, "cellA_\(replicate + 1)")
        let average = try #require(mean(of: rows.map { all[$0] }))
        #expect(abs(average / size - 1) < 0.25)
      }
    }
  }

  @Test func dropoutLosesItsShareOfRNA() throws {
    let experiment = try silent {
      $0.dropout = 0.3
      $0.rnaMean = 2_000
      $0.dnaDispersion = 0
    }
    let lost = Double(column(experiment, "cellA_3").count { $0 == 0 }) / 6_000
    #expect(abs(lost - 0.3) < 5 * (0.21 / 6_000).squareRoot())
  }

  @Test func rnaFollowsActivity() throws {
    var parameters = Toy.small
    parameters.fragments.count = 4_000
    parameters.counts.replicateNoise = 0
    parameters.counts.rnaDispersion = 0
    parameters.counts.dnaDispersion = 0
    parameters.counts.librarySizeDeviation = 0
    parameters.counts.rnaMean = 3_000
    let experiment = try SimulatedExperiment(parameters, threads: 2)
    let rna = column(experiment, "cellA_1")
    for (row, activity) in experiment.truth[0].activity.enumerated() {
      let expected = 3_000 * exp2(activity)
      #expect(abs(rna[row] - expected) < 6 * expected.squareRoot() + 1)
    }
  }
}
