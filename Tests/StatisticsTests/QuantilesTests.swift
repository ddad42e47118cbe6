import Statistics
import Testing

@Suite struct QuantilesTests {
  @Test func workedExample() {
    #expect(quantile(of: [4, 1, 2, 3], at: 0.25) == 1.75)
    #expect(quantiles(of: [4, 1, 2, 3], at: [0, 0.5, 1]) == [1, 2.5, 4])
    #expect(median(of: [3, 1, 2]) == 2)
  }

  @Test func noValuesGiveNilAndOneValueGivesItself() {
    #expect(median(of: []) == nil)
    #expect(quantiles(of: [], at: [0.5]) == nil)
    #expect(quantile(of: [7], at: 0.3) == 7)
  }

  @Test func agreesWithNumPy() throws {
    let oracle = try Oracles.load().quantiles
    for point in oracle.points {
      #expect(
        isClose(quantile(of: oracle.values, at: point.at), point.value, relative: 1e-14),
        "p = \(point.at)")
    }
  }
}
