import Statistics
import Testing

@Suite struct CountOfCountsSpectrumTests {
  @Test func workedExample() {
    let points = CountOfCounts(frequencies: [1: 3, 18: 40]).spectrum(exact: 16)
    #expect(points.map(\.things) == [3, 8])
    #expect(points[0].count == 1)
    #expect(isClose(points[1].count, (17.0 * 21).squareRoot()))
  }

  @Test func nothingCountedHasNoPoints() {
    #expect(CountOfCounts().spectrum().isEmpty)
  }

  @Test func largeCountsStayFewPoints() {
    var generator = SeededGenerator(Seed(3))
    let counts = CountOfCounts(
      of: (0..<30_000).map { _ in generator.negativeBinomial(mean: 3000, size: 0.5) })
    let points = counts.spectrum()
    #expect(points.count < 60)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.count < $1.count })
  }
}
