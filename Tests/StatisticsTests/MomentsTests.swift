import Statistics
import Testing

@Suite struct MomentsTests {
  @Test func workedExample() {
    #expect(mean(of: [1, 2, 6]) == 3)
    #expect(variance(of: [1, 2, 6]) == 7)
    #expect(standardDeviation(of: [1, 2, 6]) == 7.0.squareRoot())
  }

  @Test func tooFewValuesAreNil() {
    #expect(mean(of: []) == nil)
    #expect(variance(of: [5]) == nil)
    #expect(standardDeviation(of: []) == nil)
  }

  @Test func aLargeOffsetDoesNotSwampTheVariance() {
    #expect(variance(of: [1e9 + 1, 1e9 + 2, 1e9 + 3]) == 1)
  }

  @Test func agreesWithNumPy() throws {
    let oracles = try Oracles.load()
    #expect(isClose(mean(of: oracles.ranks.values), oracles.moments.mean, relative: 1e-15))
    #expect(isClose(variance(of: oracles.ranks.values), oracles.moments.variance, relative: 1e-14))
  }
}
