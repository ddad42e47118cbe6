import Statistics
import Testing

@Suite struct StudentTTests {
  @Test func workedExample() {
    let upper = StudentT(degreesOfFreedom: 10).upperTail(2.228138851986274)
    #expect(isClose(upper, 0.025, relative: 1e-12))
    #expect(isClose(StudentT(degreesOfFreedom: 1).twoSided(1), 0.5, relative: 1e-14))
    #expect(isClose(StudentT(degreesOfFreedom: 1).cumulative(1), 0.75, relative: 1e-14))
    #expect(StudentT(degreesOfFreedom: 3).upperTail(.infinity) == 0)
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try Oracles.load().studentUpperTail {
      let value = StudentT(degreesOfFreedom: oracle.degrees).upperTail(oracle.t)
      #expect(isClose(value, oracle.value, relative: 1e-10), "\(oracle)")
    }
  }
}
