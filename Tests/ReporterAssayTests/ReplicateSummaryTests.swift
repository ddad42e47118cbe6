import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ReplicateSummaryTests {
  @Test func medianAndEndsAreOverPairsOfDifferentReplicates() throws {
    let cells = try ReproducibilityTests.assessedOracle(threads: 1).cellTypes[0]
    let summary = cells.summary
    let values = cells.pairs.compactMap(\.activity.spearman.value).sorted()
    #expect(summary.pairs == 3 && values.count == 3)
    #expect(summary.activity.spearman.smallest.value == values[0])
    #expect(summary.activity.spearman.median.value == values[1])
    #expect(summary.activity.spearman.largest.value == values[2])
    #expect(summary.rna != nil && summary.dna != nil)
    #expect(summary.activity.completeRows > 0)
  }

  @Test func intraclassCorrelationIsOverCompleteRows() throws {
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, 3, nil]), ActivityColumn(name: "b", values: [2, 4, 7]),
    ])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells", replicates: ["a", "b"].map { AssayDesign.Replicate(name: $0, activity: $0) })
    ])
    let summary = try assessed(given, design: cells).cellTypes[0].summary
    #expect(summary.activity.completeRows == 2)
    #expect(agree(summary.activity.intraclass.value, 3.5 / 4.5, within: 1e-12))
    #expect(summary.dna == nil && summary.rna == nil)
  }

  @Test func oneReplicateHasNoPairs() throws {
    let summary = try assessed(
      table(counts: replicateColumns([([5, 6, 7], [1, 2, 3])])), design: design(replicates: 1)
    ).cellTypes[0].summary
    #expect(summary.pairs == 0)
    #expect(summary.activity.pearson.median == .undefined(.singleReplicate))
    #expect(summary.activity.intraclass == .undefined(.singleReplicate))
  }
}
