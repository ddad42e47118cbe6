import Foundation
import Statistics
import Testing

@Suite struct ZeroTruncatedNegativeBinomialTests {
  @Test func aPoissonLibraryByHand() throws {
    // Counts less varied than Poisson: φ = 0 and N/U = 5/3 = m/(1 − e^−m).
    let fit = ZeroTruncatedNegativeBinomial.fitted(to: CountOfCounts(frequencies: [1: 1, 2: 2]))
    let model = try #require(fit.model)
    #expect(model.dispersion == 0 && model.size == nil)
    #expect(isClose(model.mean / (1 - exp(-model.mean)), 5.0 / 3))
    #expect(isClose(model.complexity, 3 / (1 - exp(-model.mean))))
    #expect(isClose(model.expectedDistinct(atDepth: 1), 3))
    #expect(isClose(model.depth(forFraction: 0.5), log(2) / model.mean))
    #expect(
      isClose(
        model.expectedFrequency(of: 2),
        model.complexity * exp(-model.mean) * model.mean * model.mean / 2))
  }

  @Test func librariesThatSayNothingAreUndefinedWithTheirReason() {
    func reason(_ frequencies: [Int: Int]) -> UndefinedReason? {
      ZeroTruncatedNegativeBinomial.fitted(to: CountOfCounts(frequencies: frequencies)).reason
    }
    #expect(reason([:]) == .noCounts)
    #expect(reason([1: 500]) == .allSingletons)
    #expect(reason([7: 3]) == .oneCountValue)
    // Singletons and one enormous count: heavier than any log series.
    #expect(reason([1: 1000, 2: 1, 100_000: 3]) == .noFiniteComplexity)
    #expect(reason([1: 5, 2: 3]) == nil)
  }

  @Test func anyLibraryGivesTheMaximumOfSciPy() throws {
    for library in try ComplexityOracles.load().libraries {
      let fit = ZeroTruncatedNegativeBinomial.fitted(to: library.counts)
      guard let expected = library.fit else {
        #expect(fit == .undefined(.noFiniteComplexity), "\(library.name)")
        continue
      }
      let model = try #require(fit.model, "\(library.name)")
      #expect(isClose(model.mean, expected.mean, relative: 1e-8), "\(library.name)")
      #expect(isClose(model.size, expected.size, relative: 1e-8), "\(library.name)")
      #expect(isClose(model.complexity, expected.complexity, relative: 1e-8), "\(library.name)")
      #expect(
        isClose(model.expectedDistinct(atDepth: 2), expected.doubled, relative: 1e-9),
        "\(library.name)")
      #expect(
        isClose(model.depth(forFraction: 0.9), expected.depthForNineTenths, relative: 1e-7),
        "\(library.name)")
      #expect(
        isClose(model.expectedFrequency(of: 2), expected.expectedTwice, relative: 1e-8),
        "\(library.name)")
    }
  }

  /// The derivatives behind the intervals are differences of steps of 1e-3: 1e-5 is their accuracy.
  @Test func intervalsAreThoseOfTheObservedInformation() throws {
    for library in try ComplexityOracles.load().libraries {
      guard let fit = library.fit else { continue }
      let model = try #require(ZeroTruncatedNegativeBinomial.fitted(to: library.counts).model)
      let complexity = try #require(model.complexityInterval())
      let doubled = try #require(model.distinctInterval(atDepth: 2))
      let found = [
        complexity.lowerBound, complexity.upperBound, doubled.lowerBound, doubled.upperBound,
      ]
      let expected = fit.complexityInterval + fit.doubledInterval
      for (found, expected) in zip(found, expected) {
        #expect(isClose(found, expected, relative: 1e-5), "\(library.name)")
      }
    }
  }

  @Test func depthAndFractionAreInverse() throws {
    let counts = CountOfCounts(frequencies: [1: 900, 2: 400, 3: 210, 4: 100, 7: 40, 12: 9])
    let model = try #require(ZeroTruncatedNegativeBinomial.fitted(to: counts).model)
    for fraction in [0.05, 0.5, 0.9, 0.99] {
      let depth = model.depth(forFraction: fraction)
      #expect(isClose(model.expectedDistinct(atDepth: depth), fraction * model.complexity))
    }
    #expect(model.expectedDistinct(atDepth: 0) == 0)
    #expect(model.depth(forFraction: 0) == 0)
  }

  @Test func theCurveRisesAndItsBandWidens() throws {
    let counts = CountOfCounts(frequencies: [1: 900, 2: 400, 3: 210, 4: 100, 7: 40, 12: 9])
    let model = try #require(ZeroTruncatedNegativeBinomial.fitted(to: counts).model)
    var (last, width) = (Double(counts.distinct), 0.0)
    for depth in [1.5, 2, 4, 10] {
      let value = model.expectedDistinct(atDepth: depth)
      let band = try #require(model.distinctInterval(atDepth: depth))
      #expect(value > last && band.contains(value))
      #expect(band.lowerBound >= Double(counts.distinct))
      #expect(band.upperBound - band.lowerBound > width)
      (last, width) = (value, band.upperBound - band.lowerBound)
    }
    let now = try #require(model.distinctInterval(atDepth: 1))
    #expect(isClose(now.lowerBound, Double(counts.distinct), relative: 1e-6))
    let far = try #require(model.distinctInterval(atDepth: 1e9))
    let all = try #require(model.complexityInterval())
    #expect(isClose(far.upperBound, all.upperBound, relative: 1e-3))
  }

  /// 300 libraries of known size: a 95 % interval should hold the truth in 285 ± 3·3.8 of them.
  @Test(arguments: [(mean: 1.0, size: 1.0), (mean: 3.0, size: 0.7), (mean: 0.7, size: 4.0)])
  func intervalsCoverTheTruth(_ truth: (mean: Double, size: Double)) throws {
    let things = 4000
    var covered = 0
    var doubledCovered = 0
    let draws = 300
    for draw in 0..<draws {
      var generator = SeededGenerator(Seed(17).derived("coverage", draw))
      var now = [Int](repeating: 0, count: things)
      var more = now
      for thing in 0..<things {
        let rate = generator.gamma(shape: truth.size, scale: truth.mean / truth.size)
        now[thing] = generator.poisson(mean: rate)
        more[thing] = now[thing] + generator.poisson(mean: rate)
      }
      let model = try #require(
        ZeroTruncatedNegativeBinomial.fitted(to: CountOfCounts(of: now)).model)
      let interval = try #require(model.complexityInterval())
      if interval.contains(Double(things)) { covered += 1 }
      let doubled = try #require(model.distinctInterval(atDepth: 2))
      if doubled.contains(Double(more.count { $0 > 0 })) { doubledCovered += 1 }
    }
    #expect((272...298).contains(covered), "\(covered) of \(draws)")
    #expect((272...298).contains(doubledCovered), "\(doubledCovered) of \(draws)")
  }
}
