import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct GammaPoissonCovariateTests {
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
      let found = try gammaPoissonActivity(
        counts, design(replicates: 1), options: GammaPoissonOptions(covariates: covariates))
      let values = try found.table(threads: 1).cellTypes[0].pooled.map { $0 ?? 0 }
      let lengths = placements.map { Double($0?.interval?.count ?? 0) }
      return pearsonCorrelation(values, lengths) ?? 0
    }
    #expect(try correlation([]) > 0.3)
    #expect(try abs(correlation([.length])) < 0.03)
    let both = try gammaPoissonActivity(
      counts, design(replicates: 1), options: GammaPoissonOptions(covariates: [.length, .gc]))
    // the table has no sequences: no row knows every covariate
    #expect(both.gammaPoissonReports[0]?.effects == nil)
  }

  @Test func covariatesThatCouldNotBeUsedAreNamed() throws {
    let columns = replicateColumns([([3, 5, 8, 2], [1, 9, 4, 0])])
    func warnings(
      _ table: FragmentTable, _ covariates: [GammaPoissonOptions.Covariate]
    ) throws -> [String] {
      let found = try gammaPoissonActivity(
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
