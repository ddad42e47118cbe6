import Statistics
import Testing

@Suite struct CaptureRecaptureTests {
  @Test func workedExamples() {
    #expect(lincolnPetersen(first: 60, second: 40, shared: 12) == .defined(200))
    let chapman = ChapmanEstimate(first: 60, second: 40, shared: 12)
    #expect(isClose(chapman.value, 61.0 * 41 / 13 - 1))
    // √(61·41·48·28/(13²·14))
    #expect(isClose(chapman.standardError, 37.691994, relative: 1e-7))
    #expect(CountOfCounts(frequencies: [1: 4, 2: 1]).complexityLowerBound == 8)
  }

  @Test func samplesWithoutSharedThingsHaveAChapmanEstimateOnly() {
    #expect(lincolnPetersen(first: 6, second: 4, shared: 0) == .undefined(.nothingShared))
    #expect(ChapmanEstimate(first: 6, second: 4, shared: 0).value == 34)
    #expect(ChapmanEstimate(first: 0, second: 0, shared: 0).value == 0)
    #expect(ChapmanEstimate(first: 4, second: 4, shared: 4).standardError == 0)
  }

  @Test func chapmanIsNearTheTruthOnAverage() {
    var generator = SeededGenerator(Seed(5))
    var sum = 0.0
    for _ in 0..<400 {
      var (first, second, shared) = (0, 0, 0)
      for _ in 0..<1000 {
        let inFirst = generator.bernoulli(0.2)
        let inSecond = generator.bernoulli(0.3)
        if inFirst { first += 1 }
        if inSecond { second += 1 }
        if inFirst && inSecond { shared += 1 }
      }
      sum += ChapmanEstimate(first: first, second: second, shared: shared).value
    }
    // One estimate has a standard error near 98, the mean of 400 near 5.
    #expect(abs(sum / 400 - 1000) < 20)
  }
}
