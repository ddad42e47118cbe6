import ReporterAssay
import Statistics
import Testing

@Suite struct AgreementTests {
  @Test func workedExample() {
    let agreement = Agreement(of: [1, 10, 100], and: [1, 3, 2])
    #expect(agree(agreement.spearman.value, 0.5, within: 1e-12))
    #expect(agreement.rows == 3)
  }

  @Test func undefinedCorrelationsSayWhy() {
    #expect(Agreement(of: [1], and: [2]).pearson == .undefined(.tooFewRows))
    #expect(Agreement(of: [], and: []).spearman == .undefined(.tooFewRows))
    #expect(Agreement(of: [1, 1, 1], and: [1, 2, 3]).pearson == .undefined(.noVariance))
  }
}
