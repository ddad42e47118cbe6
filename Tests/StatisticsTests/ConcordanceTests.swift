import Statistics
import Testing

@Suite struct ConcordanceTests {
  @Test func workedExample() {
    #expect(isClose(concordance([1, 2, 3], [2, 3, 4])?.value, 4.0 / 7))
    #expect(isClose(PairedMoments(x: [1, 2, 3], y: [2, 3, 4]).concordance, 4.0 / 7))
    #expect(concordance([1, 2, 4], [1, 2, 4])?.value == 1)
  }

  @Test func undefinedConcordanceIsNil() {
    #expect(concordance([], []) == nil)
    #expect(concordance([1], [2]) == nil)
    #expect(concordance([1, 2, 3], [4, 4, 4]) == nil)
    #expect(concordance([1, 2, .infinity], [1, 2, 3]) == nil)
    #expect(concordance([1, 2], [1, 3])?.standardError == nil)
    #expect(concordance([1, 2, 4], [1, 2, 4])?.interval() == nil)
    #expect(PairedMoments(x: [1, 2, 3], y: [4, 4, 4]).concordance == nil)
  }

  @Test func agreesWithNumPy() throws {
    for oracle in try AgreementOracle.load() {
      let found = try #require(concordance(oracle.x, oracle.z))
      #expect(isClose(found.value, oracle.concordance, relative: 1e-12))
      #expect(isClose(found.standardError, oracle.concordanceError, relative: 1e-9))
      #expect(isClose(found.interval()?.lowerBound, oracle.low, relative: 1e-9))
      #expect(isClose(found.interval()?.upperBound, oracle.high, relative: 1e-9))
      let moments = PairedMoments(x: oracle.x, y: oracle.z)
      #expect(isClose(moments.concordance, oracle.concordance, relative: 1e-10))
    }
  }

  /// The standard error against the spread of 2,000 samples of 60 normal rows: within 8 %.
  @Test func theStandardErrorIsTheSpreadOfSamples() throws {
    for (seed, shift) in [(1, 0.0), (2, 0.5), (3, 1.0)] {
      var generator = SeededGenerator(Seed(UInt64(seed)))
      var values: [Double] = []
      var errors: [Double] = []
      for _ in 0..<2000 {
        let x = (0..<60).map { _ in generator.standardNormal() }
        let y = x.map { 0.8 * $0 + 0.6 * generator.standardNormal() + shift }
        let found = try #require(concordance(x, y))
        values.append(found.value)
        errors.append(try #require(found.standardError))
      }
      let spread = try #require(standardDeviation(of: values))
      #expect(isClose(mean(of: errors), spread, relative: 0.08), "seed \(seed)")
    }
  }
}
