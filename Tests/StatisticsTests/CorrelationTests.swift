import Statistics
import Testing

@Suite struct CorrelationTests {
  @Test func workedExample() {
    #expect(isClose(pearsonCorrelation([1, 2, 3], [1, 3, 2]), 0.5))
    #expect(isClose(spearmanCorrelation([1, 10, 100], [1, 3, 2]), 0.5))
    let pairs = completePairs([1, nil, 3], [4, 5, nil])
    #expect(pairs.x == [1] && pairs.y == [4])
  }

  @Test func undefinedCorrelationsAreNil() {
    #expect(pearsonCorrelation([], []) == nil)
    #expect(pearsonCorrelation([1], [2]) == nil)
    #expect(pearsonCorrelation([1, 2, 3], [4, 4, 4]) == nil)
    #expect(pearsonCorrelation([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
    #expect(pearsonCorrelation([1, 2, .nan], [1, 2, 3]) == nil)
    #expect(pearsonCorrelation([1, 2, .infinity], [1, 2, 3]) == nil)
    #expect(spearmanCorrelation([1, 2, .nan], [1, 2, 3]) == nil)
    #expect(spearmanCorrelation([3, 3, 3], [1, 2, 3]) == nil)
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try Oracles.load().correlations {
      let columns = oracleColumns(count: oracle.count, offset: oracle.offset)
      // An offset of 1e6 costs both programs about six digits of the deviations.
      let tolerance = oracle.offset == 0 ? 1e-13 : 1e-9
      #expect(
        isClose(pearsonCorrelation(columns.x, columns.y), oracle.pearson, relative: tolerance))
      #expect(
        isClose(spearmanCorrelation(columns.x, columns.y), oracle.spearman, relative: tolerance))
    }
  }

  @Test func unitOffsetAndOrderDoNotMatter() {
    for seed in 1...20 {
      var generator = SeededGenerator(Seed(UInt64(seed)))
      let x = (0..<50).map { _ in generator.uniform() }
      let y = x.map { $0 + generator.uniform() }
      guard let r = pearsonCorrelation(x, y), let rho = spearmanCorrelation(x, y) else {
        Issue.record("undefined for seed \(seed)")
        continue
      }
      let scaled = pearsonCorrelation(x.map { $0 * 1e180 - 3e180 }, y.map { -5 * $0 })
      #expect(isClose(scaled, -r, relative: 1e-12), "seed \(seed)")
      let order = generator.permutation(50)
      #expect(isClose(pearsonCorrelation(order.map { x[$0] }, order.map { y[$0] }), r))
      let monotone = spearmanCorrelation(x.map { $0 * $0 * $0 }, y)
      #expect(isClose(monotone, rho, relative: 1e-15), "seed \(seed)")
    }
  }
}
