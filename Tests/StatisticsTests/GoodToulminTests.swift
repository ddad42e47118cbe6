import Statistics
import Testing

@Suite struct GoodToulminTests {
  @Test func workedExample() throws {
    let found = try #require(goodToulmin(CountOfCounts(frequencies: [1: 4, 2: 1]), depth: 2))
    #expect(found.added == 3)
    #expect(isClose(found.standardError, 5.0.squareRoot()))
  }

  @Test func theSeriesEndsAtTwiceTheDepth() {
    let counts = CountOfCounts(frequencies: [1: 4000, 2: 1000, 3: 300])
    #expect(goodToulmin(counts, depth: 1)?.added == 0)
    #expect(goodToulmin(counts, depth: 2.001) == nil)
    #expect(goodToulmin(counts, depth: 2.001, smoothed: true) != nil)
    #expect(goodToulmin(counts, depth: 50, smoothed: true) == nil)
    #expect(goodToulmin(CountOfCounts(), depth: 2) == nil)
    #expect(
      goodToulmin(counts, depth: 1.7) == goodToulmin(counts, depth: 1.7, smoothed: true))
  }

  @Test func smoothedValuesAreThoseOfSciPy() throws {
    for library in try ComplexityOracles.load().libraries {
      for point in library.smoothed ?? [] {
        let found = try #require(
          goodToulmin(library.counts, depth: point.depth, smoothed: true))
        let name = "\(library.name) \(point.depth)"
        #expect(isClose(found.added, point.value[0], relative: 1e-9), "\(name)")
        #expect(isClose(found.standardError, point.value[1], relative: 1e-9), "\(name)")
      }
    }
  }

  @Test func aSimulatedLibraryIsPredictedAtTwiceTheDepth() throws {
    var generator = SeededGenerator(Seed(21))
    var (now, later) = ([Int](), 0)
    for _ in 0..<30_000 {
      let rate = generator.logNormal(logMean: -0.5, logDeviation: 1.2)
      let first = generator.poisson(mean: rate)
      now.append(first)
      if first == 0, generator.poisson(mean: rate) > 0 { later += 1 }
    }
    let found = try #require(goodToulmin(CountOfCounts(of: now), depth: 2))
    #expect(abs(found.added - Double(later)) < 4 * found.standardError)
  }
}
