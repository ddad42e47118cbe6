import ReadCounting
import Testing

struct BarcodeLengthHistogramTests {
  @Test func workedExample() {
    let histogram = BarcodeLengthHistogram(reads: [0, 0, 0, 1, 9], withoutAdapter: 2)
    #expect(histogram.mode == 4)
    #expect(histogram.modeShare == 0.9)
    #expect(histogram.total == 10)
    #expect(
      "\(histogram)"
        == "  3 bases: 1 reads, 10.0 %\n  4 bases: 9 reads, 90.0 %\n  no adapter: 2 reads")
  }

  @Test func emptyHistogramsHaveNoMode() {
    let histogram = BarcodeLengthHistogram(reads: [0, 0], withoutAdapter: 0)
    #expect(histogram.reads == [])
    #expect(histogram.mode == nil)
    #expect(histogram.modeShare == nil)
    #expect("\(histogram)" == "")
  }

  @Test func ofEquallyFrequentLengthsTheShortestIsTheMode() {
    #expect(BarcodeLengthHistogram(reads: [1, 5, 0, 5], withoutAdapter: 0).mode == 1)
  }

  @Test func atMostTwentyLengthsAreShown() {
    let histogram = BarcodeLengthHistogram(reads: Array(1...25), withoutAdapter: 0)
    let lines = "\(histogram)".split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0] == "  5 bases: 6 reads, 1.8 %")
    #expect(lines[20] == "  5 more lengths, each less frequent")
  }
}
