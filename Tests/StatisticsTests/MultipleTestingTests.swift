import Statistics
import Testing

@Suite struct MultipleTestingTests {
  @Test func workedExample() {
    let p: [Double?] = [0.01, 0.04, nil, 0.03]
    #expect(holm(p).map { $0.map { ($0 * 1e6).rounded() / 1e6 } } == [0.03, 0.06, nil, 0.06])
    #expect(
      benjaminiHochberg(p).map { $0.map { ($0 * 1e6).rounded() / 1e6 } }
        == [0.03, 0.04, nil, 0.04])
  }

  @Test func noTestsGiveNothing() {
    #expect(holm([]).isEmpty && benjaminiHochberg([]).isEmpty)
    #expect(holm([nil]) == [nil])
  }

  @Test func agreesWithStatsmodels() throws {
    let oracle = try Oracles.load().adjusted
    for (own, other) in zip(benjaminiHochberg(oracle.pValues), oracle.benjaminiHochberg) {
      #expect(isClose(own, other, relative: 1e-14))
    }
    for (own, other) in zip(holm(oracle.pValues), oracle.holm) {
      #expect(isClose(own, other, relative: 1e-14))
    }
  }
}
