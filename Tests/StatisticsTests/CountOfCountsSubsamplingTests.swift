import Statistics
import Testing

@Suite struct CountOfCountsSubsamplingTests {
  @Test func workedExamples() {
    #expect(CountOfCounts(frequencies: [1: 2, 2: 1]).expectedDistinct(keeping: 0.5) == 1.75)
    #expect(
      isClose(CountOfCounts(frequencies: [1: 1, 2: 1]).expectedDistinct(inReads: 2), 5.0 / 3))
  }

  @Test func theEndsAreExact() {
    let counts = CountOfCounts(frequencies: [1: 10, 3: 4, 1000: 1])
    #expect(counts.expectedDistinct(keeping: 1) == 15)
    #expect(counts.expectedDistinct(keeping: 0) == 0)
    #expect(counts.expectedDistinct(inReads: counts.total) == 15)
    #expect(counts.expectedDistinct(inReads: 0) == 0)
    #expect(isClose(counts.expectedDistinct(inReads: 1), 1))
    #expect(CountOfCounts().expectedDistinct(keeping: 0.5) == 0)
    #expect(CountOfCounts().expectedDistinct(inReads: 0) == 0)
  }

  @Test func anyLibraryGivesTheValuesOfSciPy() throws {
    for library in try ComplexityOracles.load().libraries {
      for point in library.subsampling ?? [] {
        #expect(
          isClose(
            library.counts.expectedDistinct(keeping: point.share), point.binomial,
            relative: 1e-10), "\(library.name) \(point.share)")
        // SciPy's hypergeometric goes through log-gamma: 1e-9 is its own accuracy.
        #expect(
          isClose(
            library.counts.expectedDistinct(inReads: point.reads), point.hypergeometric,
            relative: 1e-8), "\(library.name) \(point.share)")
      }
    }
  }

  @Test func thinnedReadsGiveTheExpectedNumber() {
    var generator = SeededGenerator(Seed(8))
    let list = (0..<4000).map { _ in generator.negativeBinomial(mean: 3, size: 1) }
    let counts = CountOfCounts(of: list)
    var seen = 0
    for _ in 0..<50 {
      seen += list.count { generator.binomial(trials: $0, probability: 0.3) > 0 }
    }
    // The standard error of the mean of 50 thinnings is below √4000/√50 = 9.
    #expect(abs(Double(seen) / 50 - counts.expectedDistinct(keeping: 0.3)) < 20)
  }

  @Test func manyReadsLoseNoPrecision() {
    let counts = CountOfCounts(frequencies: [1: 1_000_000_000])
    #expect(isClose(counts.expectedDistinct(keeping: 1e-9), 1))
    #expect(isClose(counts.expectedDistinct(inReads: 7), 7, relative: 1e-6))
  }
}
