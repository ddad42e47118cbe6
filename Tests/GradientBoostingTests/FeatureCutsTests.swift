import GradientBoosting
import Statistics
import Testing

@Suite struct FeatureCutsTests {
  @Test func aHeavyValueKeepsABinOfItsOwn() {
    let cuts = FeatureCuts(
      runs: [(1, 4), (2, 1), (3, 1), (4, 1), (5, 1)], maximumBins: 3)
    #expect(cuts.lowestValues == [1, 2, 4])
    #expect(cuts.threshold(afterBin: 0) == 2)
  }

  @Test func fewDistinctValuesAreNotMerged() {
    let cuts = FeatureCuts(runs: (0..<256).map { (Float($0), $0 + 1) }, maximumBins: 256)
    #expect(cuts.lowestValues == (0..<256).map { Float($0) })
  }

  @Test func distinctValuesOfEqualWeightAreCutEvenly() {
    let cuts = FeatureCuts(runs: (0..<1024).map { (Float($0), 1) }, maximumBins: 256)
    #expect(cuts.lowestValues == (0..<256).map { Float($0 * 4) })
  }

  @Test func binsAreAscendingAndNeverTooMany() {
    for seed in 0..<200 {
      var generator = SeededGenerator(Seed(UInt64(seed)))
      let runs = (0..<(2 + generator.index(below: 400))).map { value in
        (
          value: Float(value),
          count: 1 + (generator.uniform() < 0.1 ? generator.index(below: 3000) : 0)
        )
      }
      let bins = 2 + generator.index(below: 60)
      let lowest = FeatureCuts(runs: runs, maximumBins: bins).lowestValues
      #expect(lowest.count <= bins && lowest[0] == 0, "seed \(seed)")
      #expect(zip(lowest, lowest.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
      if runs.count >= 2 { #expect(lowest.count >= 2, "seed \(seed)") }
    }
  }
}
