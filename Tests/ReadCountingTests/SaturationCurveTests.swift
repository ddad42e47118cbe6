import ReadCounting
import Statistics
import Testing

@Suite struct SaturationCurveTests {
  @Test func workedExample() {
    let curve = SaturationCurve(of: CountOfCounts(frequencies: [1: 2, 2: 1]), points: 2)
    #expect(curve.observed.map(\.distinct) == [1.75, 3])
    #expect(curve.observed.map(\.reads) == [2, 4])
    #expect(curve.observed.allSatisfy { $0.interval == nil })
  }

  @Test func theExtrapolationBeginsWhereTheObservationEnds() throws {
    let curve = SaturationCurve(of: LibraryComplexityTests.counts, points: 10, reach: 4)
    let end = try #require(curve.observed.last)
    let start = try #require(curve.extrapolated.first)
    #expect((end.depth, end.reads, end.distinct) == (1, 3118, 1659))
    #expect((start.depth, start.reads, start.distinct) == (1, 3118, 1659))
    #expect(curve.extrapolated.count == 11)
    #expect(curve.extrapolated.last?.depth == 4)
    #expect(curve.extrapolated.dropFirst().allSatisfy { $0.interval != nil })
    #expect(curve.basis == .model && curve.undefined == nil)
    let values = (curve.observed + curve.extrapolated.dropFirst()).map(\.distinct)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func withoutAModelTheCurveEndsWhereTheSeriesDoes() {
    let curve = SaturationCurve(of: CountOfCounts(frequencies: [1: 50]), points: 8, reach: 9)
    #expect(curve.undefined == .allSingletons)
    #expect(curve.basis == .goodToulmin)
    #expect(curve.extrapolated.map(\.depth) == [1, 2, 3, 4])
    let empty = SaturationCurve(of: CountOfCounts())
    #expect(empty.observed.isEmpty && empty.extrapolated.isEmpty && empty.basis == nil)
  }
}
