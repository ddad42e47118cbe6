import Statistics
import Testing

@Suite struct GammaFunctionsTests {
  @Test func workedExample() {
    #expect(isClose(logGamma(5), 3.1780538303479458, relative: 1e-15))
    #expect(isClose(digamma(1), -0.5772156649015329, relative: 1e-14))
    #expect(isClose(trigamma(1), Double.pi * Double.pi / 6, relative: 1e-14))
  }

  @Test func agreesWithSciPy() throws {
    let oracles = try Oracles.load()
    for point in oracles.logGamma {
      #expect(isClose(logGamma(point.at), point.value, relative: 1e-14, absolute: 1e-15))
    }
    for point in oracles.digamma {
      #expect(
        isClose(digamma(point.at), point.value, relative: 1e-14, absolute: 1e-14), "\(point.at)")
    }
    for point in oracles.trigamma {
      #expect(isClose(trigamma(point.at), point.value, relative: 1e-14), "\(point.at)")
    }
  }
}
