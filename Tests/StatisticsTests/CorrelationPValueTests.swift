import Statistics
import Testing

@Suite struct CorrelationPValueTests {
  @Test func workedExample() {
    #expect(isClose(correlationPValue(0.5, rows: 3), 2.0 / 3))
    #expect(correlationPValue(0.5, rows: 2) == nil)
    #expect(correlationPValue(-1, rows: 5) == 0)
    #expect(correlationPValue(0, rows: 5) == 1)
    #expect(correlationPValue(0.5, rows: 5, covariates: 2) == correlationPValue(0.5, rows: 3))
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try AgreementOracle.load() {
      let r = try #require(pearsonCorrelation(oracle.x, oracle.y))
      let found = correlationPValue(r, rows: oracle.count)
      #expect(isClose(found, oracle.pearsonPValue, relative: 1e-8))
    }
  }
}
