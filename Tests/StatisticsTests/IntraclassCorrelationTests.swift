import Statistics
import Testing

@Suite struct IntraclassCorrelationTests {
  @Test func workedExample() {
    #expect(isClose(intraclassCorrelation([[1, 3], [2, 4]]), 3.5 / 4.5))
  }

  @Test func undefinedCorrelationsAreNil() {
    #expect(intraclassCorrelation([]) == nil)
    #expect(intraclassCorrelation([[1, 2, 3]]) == nil)
    #expect(intraclassCorrelation([[1], [2]]) == nil)
    #expect(intraclassCorrelation([[3, 3], [3, 3]]) == nil)
    #expect(intraclassCorrelation([[1, .nan], [1, 2]]) == nil)
    #expect(intraclassCorrelation([[1, 2, 5], [1, 2, 5]]) == 1)
  }

  @Test func agreesWithTheAnalysisOfVarianceOfSciPy() throws {
    for oracle in try AgreementOracle.load() {
      let found = intraclassCorrelation([oracle.x, oracle.y, oracle.z])
      #expect(isClose(found, oracle.icc, relative: 1e-9, absolute: 1e-12))
    }
  }
}
