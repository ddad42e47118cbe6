import ReporterAssay
import Testing

@Suite struct QuantileBinsTests {
  @Test func workedExample() {
    let bins = quantileBins(of: [1, 2, 3, 4], along: [10, 20, 30, 40], bins: 2)
    #expect(bins.map(\.median) == [1.5, 3.5])
    #expect(bins.map(\.rows) == [2, 2])
    #expect(bins.map(\.range) == [10...20, 30...40])
    #expect(bins.map(\.lowerQuartile) == [1.25, 3.25])
    #expect(bins.map(\.upperQuartile) == [1.75, 3.75])
  }

  @Test func tiesStayTogetherAndEmptyGroupsAreLeftOut() {
    let bins = quantileBins(of: [1, 2, 3], along: [5, 5, 5], bins: 10)
    #expect(bins.map(\.rows) == [3] && bins[0].median == 2)
    #expect(quantileBins(of: [], along: [], bins: 4).isEmpty)
  }
}
