import ReadCounting
import Statistics
import Testing

@Suite struct LowCountRiseTests {
  @Test func workedExample() throws {
    let found = try #require(LowCountRise(CountOfCounts(frequencies: [1: 900, 2: 100, 5: 400])))
    #expect(found.valley == 2)
    #expect(found.fractionBelow == 900.0 / 1400)
    #expect(found.readsBelow == 900.0 / 3100)
  }

  @Test func oneSampleWithoutErrorsHasOnePeak() {
    var generator = SeededGenerator(Seed(9))
    for (mean, size) in [(0.5, 1.0), (5, 1), (100, 0.8), (100, 5)] {
      let counts = (0..<20_000).map { _ in
        generator.negativeBinomial(mean: mean, size: size)
      }
      #expect(LowCountRise(CountOfCounts(of: counts)) == nil, "\(mean) \(size)")
    }
    #expect(LowCountRise(CountOfCounts()) == nil)
    #expect(LowCountRise(CountOfCounts(frequencies: [1: 5])) == nil)
  }

  @Test func errorsBesideRealBarcodesAreFound() throws {
    var generator = SeededGenerator(Seed(10))
    let real = (0..<20_000).map { _ in generator.negativeBinomial(mean: 100, size: 3) }
    let wrong = (0..<9000).map { _ in 1 + generator.poisson(mean: 0.2) }
    let found = try #require(LowCountRise(CountOfCounts(of: real + wrong)))
    #expect(abs(found.fractionBelow - 9000.0 / 29_000) < 0.01)
  }
}
