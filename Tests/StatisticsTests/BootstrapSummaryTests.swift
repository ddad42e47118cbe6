import Statistics
import Testing

@Suite struct BootstrapSummaryTests {
  @Test func workedExample() {
    #expect(percentileInterval(of: [1, 2, 3, 4, 5], level: 0.5) == 2...4)
    #expect(bootstrapPValue(ofDifferences: [0.1, 0.2, 0.1]) == 0.5)
  }

  @Test func undefinedDrawsUpToATenthAreTolerated() {
    let nine: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    #expect(percentileInterval(of: nine + [nil]) != nil)
    #expect(percentileInterval(of: nine + [nil, nil]) == nil)
    #expect(bootstrapPValue(ofDifferences: nine + [nil, nil]) == nil)
    #expect(percentileInterval(of: []) == nil)
    #expect(bootstrapPValue(ofDifferences: []) == nil)
  }

  @Test func thePValueIsTwoSidedAndNeverZero() {
    let draws = (1...1_999).map { Optional(Double($0)) }
    #expect(bootstrapPValue(ofDifferences: draws) == 2.0 / 2_000)
    #expect(bootstrapPValue(ofDifferences: draws.map { $0.map { -$0 } }) == 2.0 / 2_000)
    #expect(bootstrapPValue(ofDifferences: [0, 0, 0]) == 1)
  }
}
