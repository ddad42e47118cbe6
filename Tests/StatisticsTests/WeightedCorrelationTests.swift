import Statistics
import Testing

@Suite struct WeightedCorrelationTests {
  @Test func workedExamples() throws {
    #expect(midRanks([10, 20, 5], weights: [1, 2, 1]) == [2, 3.5, 1])
    let plain = try #require(pearsonCorrelation([1, 2, 3], [1, 3, 2], weights: [1, 1, 1]))
    #expect(abs(plain - 0.5) < 1e-15)
    let without = try #require(pearsonCorrelation([1, 2, 3], [1, 3, 2], weights: [1, 0, 1]))
    #expect(abs(without - 1) < 1e-15)
    let ranked = try #require(spearmanCorrelation([1, 10, 100], [1, 3, 2], weights: [1, 2, 1]))
    #expect(abs(ranked - 1.0 / 3) < 1e-15)
  }

  @Test func undefinedCorrelationsAreNil() {
    #expect(pearsonCorrelation([1, 2, 3], [4, 4, 4], weights: [1, 2, 3]) == nil)
    #expect(pearsonCorrelation([1, 2, 3], [1, 3, 2], weights: [1, 0, 0]) == nil)
    #expect(pearsonCorrelation([1, 2], [1, .infinity], weights: [1, 1]) == nil)
    #expect(pearsonCorrelation([], [], weights: []) == nil)
    #expect(spearmanCorrelation([1, .nan], [1, 2], weights: [1, 1]) == nil)
    #expect(spearmanCorrelation([1, 2], [3, 3], weights: [1, 1]) == nil)
    #expect(pearsonCorrelation([1e9, 1e9 + 1e-7], [1, 2], weights: [1, 1]) == nil)
  }

  @Test(arguments: 0..<40) func aPairOfWeightThreeCountsThreeTimes(seed: UInt64) throws {
    var generator = SeededGenerator(Seed(seed))
    let x = (0..<50).map { _ in Double(generator.index(below: 12)) }
    let y = x.map { $0 + 9 * generator.uniform() }
    let counts = x.map { _ in generator.index(below: 4) }
    let rows = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    let weights = counts.map(Double.init)
    let (manyX, manyY) = (rows.map { x[$0] }, rows.map { y[$0] })
    let pearson = try #require(pearsonCorrelation(x, y, weights: weights))
    let spearman = try #require(spearmanCorrelation(x, y, weights: weights))
    #expect(abs(pearson - (pearsonCorrelation(manyX, manyY) ?? 0)) < 1e-13, "seed \(seed)")
    #expect(abs(spearman - (spearmanCorrelation(manyX, manyY) ?? 0)) < 1e-13, "seed \(seed)")
    let ranks = midRanks(x, weights: weights)
    #expect(midRanks(manyX) == rows.map { ranks[$0] }, "seed \(seed)")
  }

  @Test(arguments: [0.03, 0.25, 1, 7]) func equalWeightsChangeNothing(weight: Double) throws {
    var generator = SeededGenerator(Seed(9))
    let x = (0..<60).map { _ in Double(generator.index(below: 20)) }
    let y = x.map { $0 * $0 + 200 * generator.uniform() }
    let weights = x.map { _ in weight }
    let pearson = try #require(pearsonCorrelation(x, y, weights: weights))
    let spearman = try #require(spearmanCorrelation(x, y, weights: weights))
    #expect(abs(pearson - (try #require(pearsonCorrelation(x, y)))) < 1e-13)
    #expect(abs(spearman - (try #require(spearmanCorrelation(x, y)))) < 1e-13)
  }
}
