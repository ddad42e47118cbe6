import ActivityTesting
import Foundation
import Statistics
import Testing

@Suite struct ShuffledFDRTests {
  private func rates(_ p: [Double?], _ null: [Double?]) -> [Double?] {
    shuffledFalseDiscoveryRates(
      logP: p.map { $0.map { log($0) } }, shuffledLogP: null.map { $0.map { log($0) } })
  }

  private static let third: Double = 1.0 / 3
  private static let twoThirds: Double = 2.0 / 3

  @Test func ratesAreShuffledOverReal() {
    let expected: [Double?] = [0, 0.5, Self.twoThirds]
    #expect(rates([0.01, 0.02, 0.5], [0.02, 0.3, 0.9]) == expected)
  }

  @Test func aLargerThresholdMayHaveASmallerRate() {
    // At .01: 1/1; at .02: 1/2; at .03: 1/3, which then holds for all three.
    let expected = [Double?](repeating: Self.third, count: 3)
    #expect(rates([0.02, 0.01, 0.03], [0.005, 0.8, 0.9]) == expected)
  }

  @Test func equalValuesShareTheirRateAndMissingOnesDoNotCount() {
    let expected: [Double?] = [Self.twoThirds, nil, Self.twoThirds, Self.twoThirds]
    #expect(rates([0.1, nil, 0.1, 0.1], [0.1, nil, 0.05, 0.5]) == expected)
    #expect(rates([nil], [nil]) == [nil])
    #expect(rates([], []) == [])
    #expect(rates([0.9, 0.8], [0.1, 0.2]) == [1, 1])
  }

  @Test func everyRateIsTheSmallestOfItsDefinition() {
    var generator = SeededGenerator(Seed(8))
    let p = (0..<200).map { _ in (generator.uniform() * 50).rounded(.up) / 50 }
    let null = (0..<200).map { _ in (generator.uniform() * 50).rounded(.up) / 50 }
    let found = rates(p, null)
    for (variant, own) in p.enumerated() {
      let smallest = p.filter { $0 >= own }.map { t in
        Double(null.count { $0 <= t }) / Double(p.count { $0 <= t })
      }.min()
      #expect(found[variant] == min(1, smallest ?? 1), "variant \(variant)")
    }
  }
}
