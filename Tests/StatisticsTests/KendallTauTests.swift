import Statistics
import Testing

@Suite struct KendallTauTests {
  @Test func workedExample() {
    #expect(isClose(kendallTau([1, 2, 3, 4], [1, 3, 2, 4])?.tau, 4.0 / 6))
    #expect(isClose(kendallTau([1, 1, 2], [1, 2, 3])?.tau, 2 / 6.0.squareRoot()))
    #expect(kendallTau([1, 2, 3, 4], [1, 3, 2, 4])?.score == 4)
  }

  @Test func undefinedCorrelationsAreNil() {
    #expect(kendallTau([], []) == nil)
    #expect(kendallTau([1], [2]) == nil)
    #expect(kendallTau([1, 2, 3], [4, 4, 4]) == nil)
    #expect(kendallTau([1, 2, .nan], [1, 2, 3]) == nil)
    #expect(kendallTau([1, 2], [2, 1])?.tau == -1)
    #expect(kendallTau([1, 2], [2, 1])?.pValue == nil)
    #expect(kendallTau([-0.0, 0.0, 1], [1, 1, 2])?.tau == 1)
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try AgreementOracle.load() {
      let found = try #require(kendallTau(oracle.x, oracle.y))
      #expect(isClose(found.tau, oracle.tau, relative: 1e-12), "\(oracle.count)")
      #expect(isClose(found.pValue, oracle.tauPValue, relative: 1e-9), "\(oracle.count)")
    }
  }

  @Test func equalsCountingEveryPairInAnyOrderOfRows() {
    for seed in 1...30 {
      var generator = SeededGenerator(Seed(UInt64(seed)))
      let n = 2 + generator.index(below: 70)
      let x = (0..<n).map { _ in Double(generator.index(below: 9)) }
      let y = (0..<n).map { _ in Double(generator.index(below: 6)) }
      var score = 0
      for a in 0..<n {
        for b in 0..<a {
          let product = (x[a] - x[b]) * (y[a] - y[b])
          score += product > 0 ? 1 : product < 0 ? -1 : 0
        }
      }
      guard let found = kendallTau(x, y) else { continue }
      #expect(found.score == score, "seed \(seed)")
      let order = generator.permutation(n)
      #expect(kendallTau(order.map { x[$0] }, order.map { y[$0] }) == found, "seed \(seed)")
      #expect(kendallTau(x.map { $0 * $0 }, y) == found, "seed \(seed)")
    }
  }
}
