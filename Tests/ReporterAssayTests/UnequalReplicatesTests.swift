import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct UnequalReplicatesTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func triadsFindTheReliabilityOfEachReplicate(seed: UInt64) throws {
    var generator = SeededGenerator(Seed(seed))
    let noise = [0.5, 1.0, 2.0]
    var columns = [[Double?]](repeating: [], count: 3)
    for _ in 0..<4000 {
      let truth = generator.standardNormal()
      for replicate in 0..<3 {
        columns[replicate].append(truth + noise[replicate] * generator.standardNormal())
      }
    }
    let given = table(
      activities: columns.enumerated().map { ActivityColumn(name: "a\($0)", values: $1) })
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: (0..<3).map { AssayDesign.Replicate(name: "\($0)", activity: "a\($0)") })
    ])
    let unequal = try #require(try assessed(given, design: cells).cellTypes[0].ceiling.unequal)
    for (found, noise) in zip(unequal.reliabilities, noise) {
      let expected = 1 / (1 + noise * noise)
      #expect(agree(found.estimate.value, expected, within: 0.06), "seed \(seed)")
      let interval = try #require(found.interval)
      #expect(interval.contains(try #require(found.estimate.value)))
    }
    // Mean of three: noise variance (0.25 + 1 + 4)/9.
    let mean = (1 / (1 + 5.25 / 9)).squareRoot()
    #expect(agree(unequal.meanOfReplicates.estimate.value, mean, within: 0.03), "seed \(seed)")
    let best = try #require(unequal.oneReplicate[0].estimate.value)
    #expect(agree(best, (1 / 1.25).squareRoot(), within: 0.03), "seed \(seed)")
  }

  @Test func twoReplicatesHaveNoTriads() throws {
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, 2, 3]), ActivityColumn(name: "b", values: [1, 3, 2]),
    ])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: ["a", "b"].map { AssayDesign.Replicate(name: $0, activity: $0) })
    ])
    #expect(try assessed(given, design: cells).cellTypes[0].ceiling.unequal == nil)
  }
}
