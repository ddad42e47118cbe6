import Foundation
import GenomicTypes
import ReporterAssay
import Testing

@Suite struct PooledActivityTests {
  let counts = table(counts: [
    CountColumn(name: "plasmid", values: [4, 12]),
    CountColumn(name: "r1", values: [1, 3]),
    CountColumn(name: "r2", values: [7, 5], observed: [true, false]),
  ])

  func measured(_ parameters: NormalizationParameters) throws -> CellTypeActivity {
    let shared = AssayDesign(
      dna: ["plasmid"],
      cellTypes: [
        AssayDesign.CellType(
          name: "cells",
          replicates: [
            AssayDesign.Replicate(name: "1", rna: ["r1"]),
            AssayDesign.Replicate(name: "2", rna: ["r2"]),
          ])
      ])
    return try activity(
      of: MergedFragments(unmerged: counts, libraryTotals: [16, 4, 8]),
      design: shared.resolved(against: counts), parameters: parameters, threads: 1
    ).cellTypes[0]
  }

  @Test func aSharedDNALibraryEntersASumOnce() throws {
    let pooled = try measured(
      NormalizationParameters(
        pseudocount: Pseudocount.none, pooling: .sumOfCounts, minimumReplicates: .atLeast(1))
    ).pooled
    // row 0: (1 + 7)/(4 + 8) over 4/16; row 1, replicate 1 only: 3/4 over 12/16
    #expect(agree(pooled[0], log2(8.0 / 3), within: 1e-12))
    #expect(agree(pooled[1], 0, within: 1e-12))
  }

  @Test func theMeanWeighsReplicatesEqually() throws {
    let cells = try measured(NormalizationParameters(pseudocount: Pseudocount.none))
    // replicate 1: 1/4 over 1/4 = 0; replicate 2: 7/8 over 1/4
    #expect(agree(cells.pooled[0], log2(3.5) / 2, within: 1e-12))
    #expect(cells.pooled[1] == nil && cells.undefined[1] == .tooFewReplicates)
    #expect(cells.meanDNA == [4, 12])
  }

  @Test func aSumWithAScaledPseudocount() throws {
    let pooled = try measured(
      NormalizationParameters(
        pseudocount: Pseudocount(value: 1, placement: .scaledCount), pooling: .sumOfCounts)
    ).pooled
    let rna = 8.0 / 12 * 1e6 + 1
    let dna = 4.0 / 16 * 1e6 + 1
    #expect(agree(pooled[0], log2(rna / dna), within: 1e-12))
    #expect(pooled[1] == nil)
  }

  @Test func moreThan64ReplicatesCannotBeSummed() throws {
    let wide = table(counts: replicateColumns(Array(repeating: ([1], [1]), count: 65)))
    let resolved = try design(replicates: 65).resolved(against: wide)
    let merged = MergedFragments(unmerged: wide)
    #expect(
      throws: ReporterAssayError.parameter(
        name: "replicates of a cell type", found: "65",
        expected: "at most 64 when their counts are summed")
    ) {
      try activity(
        of: merged, design: resolved, parameters: NormalizationParameters(method: .pooled),
        threads: 1)
    }
    let mean = try activity(
      of: merged, design: resolved, parameters: NormalizationParameters(), threads: 1)
    #expect(mean.cellTypes[0].pooled == [0])
  }
}
