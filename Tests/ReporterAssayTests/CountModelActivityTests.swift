import GenomicTypes
import ReporterAssay
import Statistics
import Testing

/// What every count model does where there is nothing to fit.
@Suite struct CountModelActivityTests {
  private static let methods = [ActivityMethod.gammaPoisson, .betaBinomial]

  private func calculation(
    _ table: FragmentTable, _ cells: AssayDesign, _ method: ActivityMethod
  ) throws -> ActivityCalculation {
    try ActivityCalculation(
      of: MergedFragments(unmerged: table), design: cells.resolved(against: table),
      parameters: NormalizationParameters(method: method, minimumDNA: 1), threads: 1)
  }

  @Test(arguments: methods) func withoutAnyRNAThereIsAReasonAndNoFit(
    _ method: ActivityMethod
  ) throws {
    let counts = table(counts: replicateColumns([([3, 4], [0, 0])]))
    let found = try calculation(counts, design(replicates: 1), method)
    #expect(try found.table(threads: 1).cellTypes[0].undefined == [.emptyLibrary, .emptyLibrary])
    // RNA only in rows that the filters refuse
    let filtered = table(counts: replicateColumns([([0, 4, 4], [9, 0, 0])]))
    let left = try calculation(filtered, design(replicates: 1), method)
    let undefined = try left.table(threads: 1).cellTypes[0].undefined
    #expect(undefined == [.belowMinimumDNA, .zeroCount, .zeroCount])
    if method == .gammaPoisson {
      #expect(found.gammaPoissonReports[0]?.pooled.undefined == .tooFewRows)
      #expect(left.gammaPoissonReports[0]?.pooled.undefined == .noCounts)
    } else {
      #expect(found.betaBinomialReports[0]?.pooled.undefined == .tooFewRows)
      #expect(left.betaBinomialReports[0]?.pooled.undefined == .noCounts)
    }
  }

  @Test(arguments: methods) func givenActivityIsPassedOn(_ method: ActivityMethod) throws {
    let given = table(activities: [ActivityColumn(name: "a", values: [1, nil])])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells", replicates: [AssayDesign.Replicate(name: "1", activity: "a")])
    ])
    let found = try calculation(given, cells, method)
    let result = try found.table(threads: 1).cellTypes[0]
    #expect(result.pooled == [1, nil] && result.posterior == nil)
    #expect(found.gammaPoissonReports == [nil] && found.betaBinomialReports == [nil])
  }
}
