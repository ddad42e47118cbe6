import Foundation
import Statistics
import Testing

@Suite struct SaturationFitsTests {
  @Test func exactCurvesAreFoundAgain() throws {
    let reads = (1...12).map { Double($0) * 1e7 }
    let sure = reads.map { SaturationPoint(reads: $0, distinct: 3e6 * (1 - exp(-$0 * 4e-8))) }
    let exponential = try #require(ExponentialSaturation(fittedTo: sure))
    #expect(isClose(exponential.complexity, 3e6, relative: 1e-9))
    #expect(isClose(exponential.rate, 4e-8, relative: 1e-9))
    #expect(isClose(exponential.q, 1 - 4e-8, relative: 1e-12))
    #expect(exponential.deviation < 1e-3)
    let hill = reads.map { x in
      SaturationPoint(reads: x, distinct: 5e6 * pow(x, 1.3) / (pow(6e7, 1.3) + pow(x, 1.3)))
    }
    let found = try #require(HillSaturation(fittedTo: hill))
    #expect(isClose(found.complexity, 5e6, relative: 1e-8))
    #expect(isClose(found.halfReads, 6e7, relative: 1e-8))
    #expect(isClose(found.steepness, 1.3, relative: 1e-8))
  }

  @Test func curvesOfLibrariesGiveTheValuesOfSciPy() throws {
    for library in try ComplexityOracles.load().libraries {
      guard let expected = library.peers else { continue }
      let curve = library.counts.saturationCurve(points: 20)
      let sure = try #require(ExponentialSaturation(fittedTo: curve), "\(library.name)")
      #expect(isClose(sure.complexity, expected.sureComplexity, relative: 1e-6), "\(library.name)")
      #expect(isClose(sure.rate, expected.sureRate, relative: 1e-6), "\(library.name)")
      let hill = try #require(HillSaturation(fittedTo: curve), "\(library.name)")
      #expect(isClose(hill.complexity, expected.hillComplexity, relative: 1e-6), "\(library.name)")
      #expect(isClose(hill.halfReads, expected.hillHalf, relative: 1e-6), "\(library.name)")
      #expect(
        isClose(hill.steepness, expected.hillSteepness, relative: 1e-6), "\(library.name)")
    }
  }

  @Test func tooFewPointsOrNothingSeenIsNoFit() {
    let one = [SaturationPoint(reads: 10, distinct: 5)]
    #expect(ExponentialSaturation(fittedTo: one) == nil)
    #expect(HillSaturation(fittedTo: one + one) == nil)
    let nothing = (1...5).map { SaturationPoint(reads: Double($0), distinct: 0) }
    #expect(ExponentialSaturation(fittedTo: nothing) == nil)
    #expect(HillSaturation(fittedTo: nothing) == nil)
    let straight = (1...5).map { SaturationPoint(reads: Double($0), distinct: Double($0)) }
    #expect(ExponentialSaturation(fittedTo: straight) == nil)
  }

  @Test func equalAbundancesUnderestimateAnUnevenLibrary() throws {
    var generator = SeededGenerator(Seed(30))
    let counts = CountOfCounts(
      of: (0..<20_000).map { _ in generator.negativeBinomial(mean: 2, size: 0.6) })
    let sure = try #require(
      ExponentialSaturation(fittedTo: counts.saturationCurve(points: 10)))
    let model = try #require(ZeroTruncatedNegativeBinomial.fitted(to: counts).model)
    #expect(sure.complexity < 15_000)
    #expect(abs(model.complexity - 20_000) < 1500)
  }
}
