import ReporterAssay
import Testing

@Suite struct CountHistogramTests {
  @Test func binsWidenByPowersOfTwo() {
    let histogram = CountHistogram(of: [0, 0, 1, 3, 2, 9])
    #expect(histogram.bins.map(\.rows) == [2, 1, 2, 0, 1])
    #expect(histogram.bins.map(\.first) == [0, 1, 2, 4, 8])
    #expect(histogram.bins.map(\.last) == [0, 1, 3, 7, 15])
  }

  @Test func extremesAreCounted() {
    #expect(CountHistogram(of: []).bins.isEmpty)
    #expect(CountHistogram(of: [Int64.max]).bins.last?.last == Int64.max)
    #expect(CountHistogram(of: [0]).bins.map(\.rows) == [1])
  }
}
