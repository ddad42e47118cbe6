import Statistics
import Testing

@Suite struct CountOfCountsTests {
  @Test func workedExample() {
    let counts = CountOfCounts(of: [3, 1, 0, 1, 2] as [UInt32])
    #expect(counts.values == [1, 2, 3])
    #expect(counts.frequencies == [2, 1, 1])
    #expect(counts.distinct == 4)
    #expect(counts.total == 7)
    #expect(counts.frequency(of: 1) == 2)
    #expect(counts.frequency(of: 9) == 0)
    #expect(counts.distinct(countedAtLeast: 2) == 2)
    #expect(counts.distinct(countedAtLeast: 4) == 0)
  }

  @Test func nothingCountedIsEmpty() {
    for counts in [CountOfCounts(), CountOfCounts(of: [0, 0] as [Int])] {
      #expect(counts.isEmpty)
      #expect((counts.distinct, counts.total) == (0, 0))
      #expect(counts.mean == nil && counts.variance == nil)
      #expect(counts.coefficientOfVariation == nil)
      #expect(counts.quantile(at: 0.5) == nil)
      #expect(counts.share(ofTop: 0.1) == nil)
      #expect(counts.doublingBins.isEmpty)
      #expect(counts.complexityLowerBound == nil)
    }
  }

  @Test func smallAndLargeCountsAreOneList() {
    let counts = CountOfCounts(of: [4095, 4096, 4096, 1_000_000_000, 1])
    #expect(counts.values == [1, 4095, 4096, 1_000_000_000])
    #expect(counts.frequencies == [1, 1, 2, 1])
  }

  @Test func mergingShardsIsCountingTogether() {
    var generator = SeededGenerator(Seed(3))
    let all = (0..<5000).map { _ in generator.poisson(mean: 2) }
    let whole = CountOfCounts(of: all)
    let merged = CountOfCounts(of: Array(all[..<1700]))
      .merged(with: CountOfCounts(of: Array(all[1700...])))
    #expect(merged == whole)
    #expect(CountOfCounts(of: [1, 2]).merged(with: CountOfCounts(of: [2])).frequencies == [1, 2])
    #expect(whole.merged(with: CountOfCounts()) == whole)
  }

  @Test func summariesAreThoseOfTheListOfCounts() {
    var generator = SeededGenerator(Seed(4))
    let list = (0..<3001).map { _ in generator.negativeBinomial(mean: 6, size: 0.8) }
      .filter { $0 > 0 }
    let numbers = list.map(Double.init)
    let counts = CountOfCounts(of: list)
    #expect(isClose(counts.mean, mean(of: numbers) ?? 0))
    #expect(isClose(counts.variance, variance(of: numbers) ?? 0))
    for p in [0, 0.1, 0.25, 0.333, 0.5, 0.95, 1] {
      #expect(isClose(counts.quantile(at: p), quantile(of: numbers, at: p) ?? 0), "\(p)")
    }
    let top = list.sorted(by: >)
    for fraction in [0.0001, 0.001, 0.1, 1] {
      let taken = Int((fraction * Double(list.count)).rounded(.up))
      let share = Double(top.prefix(taken).reduce(0, +)) / Double(top.reduce(0, +))
      #expect(isClose(counts.share(ofTop: fraction), share), "\(fraction)")
    }
    #expect(counts.doublingBins.reduce(0, +) == list.count)
  }

  @Test func sharesAndBinsByHand() {
    let counts = CountOfCounts(of: [96, 1, 1, 1, 1])
    #expect(counts.share(ofTop: 0.001) == 0.96)
    #expect(counts.share(ofTop: 0.4) == 0.97)
    #expect(CountOfCounts(of: [1, 1, 3, 9]).doublingBins == [2, 1, 0, 1])
    #expect(CountOfCounts(of: [4, 1, 2, 3]).quantile(at: 0.25) == 1.75)
  }
}
