import AssaySimulation
import Statistics
import Testing

@Suite struct TruthCorrelationsTests {
  private func truth(
    motif: [Double], composition: [Double]? = nil, unexplained: [Double]? = nil
  ) -> ActivityTruth {
    let zeroes = motif.map { _ in 0.0 }
    return ActivityTruth(
      cellType: "a", baseline: 1, motif: motif, pair: zeroes,
      composition: composition ?? zeroes, unexplained: unexplained ?? zeroes)
  }

  @Test func columnsAddUp() {
    let truth = ActivityTruth(
      cellType: "a", baseline: 1, motif: [1, 2], pair: [10, 20], composition: [100, 200],
      unexplained: [0.5, 0.25])
    #expect(truth.sequenceActivity == [112, 223])
    #expect(truth.activity == [112.5, 223.25])
  }

  @Test func sharesOfVarianceSumToOne() throws {
    // deviations of the sum: −2, 0, 2; of the motif −1, 0, 1; of GC −1, 0, 1
    let even = try #require(truth(motif: [1, 2, 3], composition: [1, 2, 3]).varianceShares)
    #expect(abs(even.motif - 0.5) < 1e-12 && abs(even.composition - 0.5) < 1e-12)
    #expect(even.pair == 0 && even.unexplained == 0)
    // GC works against the motif: 2x − x
    let against = try #require(truth(motif: [2, 4, 6], composition: [-1, -2, -3]).varianceShares)
    #expect(abs(against.motif - 2) < 1e-12 && abs(against.composition + 1) < 1e-12)
  }

  @Test func withoutVarianceThereAreNoShares() {
    #expect(truth(motif: [1, 1, 1]).varianceShares == nil)
    #expect(truth(motif: [1]).varianceShares == nil)
    #expect(truth(motif: []).varianceShares == nil)
  }

  @Test func replicatesAreComparedInPairsAndByTheirMean() throws {
    // pairs 1, 0.5 and 0.5: the median is 0.5; the mean is 1⅓, 2⅓… of the rows
    let replicates: [[Double?]] = [[1, 2, 3], [2, 4, 6], [1, 3, 2]]
    let found = truthCorrelations(truth: truth(motif: [1, 2, 3]), replicates: replicates)
    #expect(abs(try #require(found.betweenReplicates) - 0.5) < 1e-12)
    // three replicates of r = ½: √(1.5 / 2)
    let ceiling = try #require(found.expectedCeiling?.value)
    #expect(abs(ceiling - 0.75.squareRoot()) < 1e-12)
    // means 4/3, 3, 11/3 against 1, 2, 3
    #expect(abs(try #require(found.sequence.pearson) - 0.970_725_3) < 1e-6)
    #expect(abs(try #require(found.sequence.spearman) - 1) < 1e-12)
    #expect(found.composition.pearson == nil)
  }

  @Test func rowsWithAMissingReplicateLeaveTheMean() throws {
    let replicates: [[Double?]] = [[1, 2, 3, 100], [1, 2, 3, nil]]
    let found = truthCorrelations(truth: truth(motif: [1, 2, 3, -9]), replicates: replicates)
    #expect(abs(try #require(found.activity.pearson) - 1) < 1e-12)
  }

  @Test func oneReplicateHasNoCeiling() {
    let found = truthCorrelations(truth: truth(motif: [1, 2, 3]), replicates: [[1, 2, 4]])
    #expect(found.betweenReplicates == nil && found.expectedCeiling == nil)
  }
}
