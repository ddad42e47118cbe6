import Foundation
import ReadCounting
import Statistics
import Testing

@Suite struct LibraryComplexityTests {
  static let counts = CountOfCounts(
    frequencies: [1: 900, 2: 400, 3: 210, 4: 100, 7: 40, 12: 9])

  @Test func theNumbersAreThoseOfTheCounts() throws {
    let found = LibraryComplexity(of: Self.counts)
    #expect(found.reads == 900 + 800 + 630 + 400 + 280 + 108)
    #expect((found.distinct, found.singletons, found.doubletons) == (1659, 900, 400))
    #expect(found.duplicateFraction.value == 1 - 1659.0 / 3118)
    let complexity = try #require(found.complexity.value)
    let interval = try #require(found.complexityInterval)
    #expect(interval.low < complexity && complexity < interval.high)
    #expect(found.saturation.value == 1659 / complexity)
    #expect(try #require(found.complexityLowerBound.value) < interval.high)
    #expect(found.deeper.map(\.factor) == [2, 3, 5, 10])
    #expect(found.deeper.allSatisfy { $0.basis == .model })
    let depth = try #require(found.depths.first { $0.fraction == 0.8 }?.depth.value)
    let other = LibraryComplexity(of: Self.counts, factors: [depth], fractions: [])
    #expect(abs(try #require(other.deeper[0].distinct.value) - 0.8 * complexity) < 1e-6)
    #expect(found.modelAgrees == true)
    #expect(found.peers.exponential != nil)
  }

  @Test func theSentenceSaysWhatDeeperReadingAdds() {
    let found = LibraryComplexity(of: Self.counts)
    #expect(
      found.sentence(thing: "barcode") == "Reading twice as deep would add 647 barcodes (39 %).")
    #expect(abs((found.deeper[0].added.value ?? 0) - 647) < 0.5)
    #expect(
      LibraryComplexity(of: CountOfCounts()).sentence(thing: "barcode")
        == "What reading twice as deep would add is not known: nothing was counted.")
    #expect(
      LibraryComplexity(of: CountOfCounts(frequencies: [1: 2000])).sentence(thing: "fragment")
        == "Reading twice as deep would add 2,000 fragments (100 %) (Good–Toulmin; no model fits:"
        + " everything was read once).")
    #expect(
      LibraryComplexity(of: Self.counts, factors: [1.5]).sentence(thing: "barcode")
        .hasPrefix("Reading 1.5 times as deep would add "))
    #expect(
      LibraryComplexity(of: Self.counts, factors: []).sentence(thing: "barcode")
        == "No deeper reading was asked for.")
  }

  @Test func undefinedNumbersHaveTheirReason() {
    let nothing = LibraryComplexity(of: CountOfCounts())
    #expect(nothing.complexity == .undefined(.noCounts))
    #expect(nothing.duplicateFraction == .undefined(.noCounts))
    #expect(nothing.deeper[0].distinct == .undefined(.noCounts))
    #expect(nothing.goodToulmin == nil && nothing.modelAgrees == nil)
    let once = LibraryComplexity(of: CountOfCounts(frequencies: [1: 50]))
    #expect(once.complexity == .undefined(.allSingletons))
    #expect(once.duplicateFraction.value == 0)
    // ln 50 = 3.9 further depths at most without a model.
    #expect(once.deeper.map(\.distinct.undefined) == [nil, nil, .beyondDomain, .beyondDomain])
  }

  @Test func theValuesSurviveJSON() throws {
    for counts in [Self.counts, CountOfCounts(), CountOfCounts(frequencies: [1: 5])] {
      let found = LibraryComplexity(of: counts)
      let data = try JSONEncoder().encode(found)
      #expect(try JSONDecoder().decode(LibraryComplexity.self, from: data) == found)
    }
  }
}
