import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct DepthSaturationTests {
  @Test func theExtrapolationIsALineInTheInverses() {
    #expect(
      agree(
        DepthSaturation.extrapolated([(0.5, 1.0 / 3), (1, 0.5)], to: 2), 2.0 / 3, within: 1e-12))
    #expect(DepthSaturation.extrapolated([(1, 0.5)], to: 2) == nil)
    #expect(DepthSaturation.extrapolated([(0.5, -0.1), (1, 0.5)], to: 2) == nil)
    #expect(DepthSaturation.extrapolated([(0.5, 0.4), (1, 0.99)], to: 2) == nil)
  }

  /// Counts with counting noise only, at two depths of the same fragments.
  func counts(depth: Double, seed: UInt64) -> FragmentTable {
    var truth = SeededGenerator(Seed(99))
    var generator = SeededGenerator(Seed(seed))
    var columns = [[UInt32]](repeating: [], count: 4)
    for _ in 0..<4000 {
      let activity = exp2(truth.standardNormal())
      for column in 0..<4 {
        let mean = depth * (column % 2 == 0 ? 40 : 10 * activity)
        columns[column].append(UInt32(generator.poisson(mean: mean)))
      }
    }
    return table(
      counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func thinningForetellsAShallowerExperimentAndTheLineADeeperOne(seed: UInt64) throws {
    func saturation(_ depth: Double) throws -> DepthSaturation {
      try #require(
        try assessed(counts(depth: depth, seed: seed), design: design(replicates: 2))
          .cellTypes[0].depth)
    }
    let full = try saturation(1)
    #expect(full.rows == 4000)
    #expect(full.points.map(\.fraction) == [0.1, 0.25, 0.5, 0.75, 1])
    let shallow = try #require(try saturation(0.25).points.last?.activityPearson.value)
    #expect(agree(full.points[1].activityPearson.value, shallow, within: 0.04), "seed \(seed)")
    let deep = try #require(try saturation(2).points.last?.activityPearson.value)
    #expect(agree(full.activityPearsonAtDouble.value, deep, within: 0.04), "seed \(seed)")
    let curve = full.points.compactMap(\.activityPearson.value)
    #expect(curve == curve.sorted() && curve.count == 5)
  }

  @Test func theNumberOfRowsIsCapped() throws {
    var parameters = ReproducibilityParameters(draws: 0)
    parameters.saturationRows = 100
    parameters.saturationFractions = [0.5, 1]
    let found = try #require(
      try assessed(
        counts(depth: 1, seed: 1), design: design(replicates: 2), reproducibility: parameters
      ).cellTypes[0].depth)
    #expect(found.rows == 100 && found.points.map(\.fraction) == [0.5, 1])
  }

  @Test func oneReplicateHasNoCurve() throws {
    let cells = try assessed(
      table(counts: replicateColumns([([5, 6, 7], [1, 2, 3])])), design: design(replicates: 1)
    ).cellTypes[0]
    #expect(cells.depth == nil && cells.missing["depth"] == "there is only one replicate")
  }
}
