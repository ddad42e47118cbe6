import Statistics
import Testing

@Suite struct StandardNormalTests {
  @Test func workedExample() {
    #expect(isClose(StandardNormal.cumulative(1.959963984540054), 0.975, relative: 1e-15))
    #expect(isClose(StandardNormal.quantile(0.975), 1.959963984540054, relative: 1e-14))
    #expect(isClose(StandardNormal.density(0), 0.3989422804014327, relative: 1e-15))
    #expect(StandardNormal.upperTail(1) == StandardNormal.cumulative(-1))
  }

  @Test func agreesWithSciPy() throws {
    let oracles = try Oracles.load()
    for point in oracles.normalCumulative {
      #expect(
        isClose(StandardNormal.cumulative(point.at), point.value, relative: 1e-12), "\(point.at)")
    }
    for point in oracles.normalQuantile {
      #expect(
        isClose(StandardNormal.quantile(point.at), point.value, relative: 1e-13, absolute: 1e-15),
        "\(point.at)")
    }
  }

  @Test func quantileInvertsTheCumulative() {
    for step in 1..<200 {
      let p = Double(step) / 200
      #expect(isClose(StandardNormal.cumulative(StandardNormal.quantile(p)), p, relative: 1e-14))
    }
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
  }
}
