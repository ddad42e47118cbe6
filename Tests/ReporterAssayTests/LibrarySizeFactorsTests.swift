import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct LibrarySizeFactorsTests {
  /// Two replicates; in the second a tenth of the fragments is 20 times as active.
  private func assay(depth: Double, rows: Int = 3_000) -> FragmentTable {
    var generator = SeededGenerator(Seed(1))
    var columns: [[UInt32]] = [[], [], [], []]
    for row in 0..<rows {
      let activity = generator.gamma(shape: 4, scale: 0.25)
      let dna = depth * generator.gamma(shape: 5, scale: 0.2)
      for (column, mean) in [
        dna, activity * dna, dna, activity * dna * (row % 10 == 0 ? 20 : 1),
      ].enumerated() { columns[column].append(UInt32(generator.poisson(mean: mean))) }
    }
    return table(counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
  }

  private func calculation(
    _ table: FragmentTable, method: ActivityMethod = .ratioOfSums,
    sizeFactors: SizeFactorMethod = .tmm
  ) throws -> ActivityCalculation {
    try ActivityCalculation(
      of: MergedFragments(unmerged: table), design: design(replicates: 2).resolved(against: table),
      parameters: NormalizationParameters(method: method, sizeFactors: sizeFactors), threads: 2)
  }

  @Test func divisorsAreTotalsTimesFactors() throws {
    let table = assay(depth: 100)
    let found = try calculation(table)
    let factors = try #require(found.sizeFactors)
    #expect(factors.rnaNames == ["cells/1", "cells/2"] && factors.dnaNames == ["d1", "d2"])
    #expect(factors.rna.refusal == nil && factors.rna.qualifyingRows > 2_900)
    let result = try found.table(threads: 1).cellTypes[0]
    for (replicate, factor) in zip(result.replicates, factors.rna.factors) {
      let libraries = try #require(replicate.libraries)
      #expect(agree(libraries.rnaDivisor, Double(libraries.rnaTotal) * factor, within: 1e-6))
      #expect(agree(libraries.rnaFactor, 1e6 / libraries.rnaDivisor, within: 1e-9))
    }
    // The fragments that did not change have equal activity in both replicates again.
    func shift(_ activity: CellTypeActivity) -> Double {
      let rows = (0..<table.rowCount).filter { $0 % 10 != 0 }
      let differences = rows.compactMap { row in
        activity.replicates[1].values[row].flatMap { second in
          activity.replicates[0].values[row].map { second - $0 }
        }
      }
      return median(of: differences) ?? 0
    }
    #expect(abs(shift(result)) < 0.05)
    let totals = try calculation(table, sizeFactors: .totals)
    #expect(totals.sizeFactors == nil)
    #expect(shift(try totals.table(threads: 1).cellTypes[0]) < -1)
  }

  @Test func summedCountsAreDividedByTheSameTotals() throws {
    let table = assay(depth: 100)
    let found = try calculation(table, method: .pooled)
    let result = try found.table(threads: 1).cellTypes[0]
    let libraries = result.replicates.compactMap(\.libraries)
    let sums = table.counts.map { Double($0.values[7]) }
    let expected =
      log2((sums[1] + sums[3] + 1) / (sums[0] + sums[2] + 1))
      + log2(
        (libraries[0].dnaDivisor + libraries[1].dnaDivisor)
          / (libraries[0].rnaDivisor + libraries[1].rnaDivisor))
    #expect(agree(result.pooled[7], expected, within: 1e-12))
  }

  @Test func sparseLibrariesFallBackToTotalsAndSaySo() throws {
    let table = assay(depth: 0.3)
    let found = try calculation(table)
    #expect(found.sizeFactors?.rna.refusal == .tooFewRows)
    #expect(found.sizeFactors?.rna.factors == [1, 1])
    let totals = try calculation(table, sizeFactors: .totals)
    #expect(
      try found.table(threads: 1).cellTypes[0].pooled
        == totals.table(threads: 1).cellTypes[0].pooled)
  }

  @Test func methodsOfOtherToolsKeepTheirTotals() {
    let refused = ReporterAssayError.fixedByMethod(
      .mpralmSum, parameter: "size_factors", found: "tmm", expected: "totals")
    #expect(throws: refused) {
      try NormalizationParameters(method: .mpralmSum, sizeFactors: .tmm)
    }
  }

  @Test func theOrderOfTechnicalReplicatesMakesNoOtherLibrary() throws {
    let one = assay(depth: 100)
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: [
          AssayDesign.Replicate(name: "1", dna: ["d1", "d2"], rna: ["r1"]),
          AssayDesign.Replicate(name: "2", dna: ["d2", "d1"], rna: ["r2"]),
        ])
    ])
    let found = try ActivityCalculation(
      of: MergedFragments(unmerged: one), design: cells.resolved(against: one),
      parameters: NormalizationParameters(sizeFactors: .tmm), threads: 1)
    #expect(found.sizeFactors?.dnaNames == ["d1+d2"])
  }
}
