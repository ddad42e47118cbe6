import ReporterAssay
import Statistics
import Testing

@Suite struct MeanDifferenceTests {
  @Test func workedExample() {
    let ma = MeanDifference(of: [2, 4], and: [0, 4], bins: 2)
    #expect(ma.medianDifference == .defined(1))
    #expect(ma.bins.map(\.range) == [1...1, 4...4])
    #expect(ma.bins.map(\.median) == [2, 0])
    #expect(ma.density?.total == 2)
  }

  @Test func withoutRowsNothingIsDefined() {
    let ma = MeanDifference(of: [], and: [], bins: 2)
    #expect(ma.density == nil && ma.bins.isEmpty)
    #expect(ma.medianDifference == .undefined(.tooFewRows))
  }
}
