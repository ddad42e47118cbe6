import Statistics
import Testing

@Suite struct PartialCorrelationTests {
  @Test func workedExample() {
    #expect(
      isClose(firstOrderPartialCorrelation(0.5, 0.4, 0.6), 0.354604, relative: 0, absolute: 5e-7))
    #expect(firstOrderPartialCorrelation(0.5, 1, 0.6) == nil)
  }

  @Test func agreesWithResidualsAndWithTheInverseCorrelationMatrix() throws {
    for oracle in try Oracles.load().correlations where oracle.count > 4 {
      let (x, y, z, w) = oracleColumns(count: oracle.count, offset: oracle.offset)
      let tolerance = oracle.offset == 0 ? 1e-11 : 1e-7
      let one = partialCorrelation(x, y, given: [z])
      let two = partialCorrelation(x, y, given: [z, w])
      let ranked = spearmanPartialCorrelation(x, y, given: [z, w])
      #expect(isClose(one, try #require(oracle.partial1), relative: tolerance))
      #expect(isClose(two, try #require(oracle.partial2), relative: tolerance))
      #expect(isClose(two, try #require(oracle.partial2ByInverse), relative: tolerance))
      #expect(isClose(ranked, try #require(oracle.spearmanPartial2), relative: tolerance))
    }
  }

  @Test func withoutCovariatesItIsTheCorrelation() {
    let (x, y, _, _) = oracleColumns(count: 40, offset: 0)
    let plain = pearsonCorrelation(x, y) ?? 0
    #expect(isClose(partialCorrelation(x, y, given: []), plain))
    let flat = partialCorrelation(x, y, given: [Array(repeating: 3, count: 40)])
    #expect(isClose(flat, plain))
  }

  @Test func nearCopiesCountAsTheirMean() {
    let (x, y, z, _) = oracleColumns(count: 40, offset: 0)
    let copy = z.enumerated().map { $1 + ($0 % 2 == 0 ? 1e-4 : -1e-4) }
    let middle = zip(z, copy).map { ($0 + $1) / 2 }
    let both = partialCorrelation(x, y, given: [z, copy])
    #expect(both == partialCorrelation(x, y, given: [middle]))
    let opposite = partialCorrelation(x, y, given: [z, z.map { -$0 }])
    #expect(opposite == partialCorrelation(x, y, given: [z]))
  }

  @Test func aLinearlyDependentCovariateChangesNothing() {
    let (x, y, z, w) = oracleColumns(count: 40, offset: 0)
    let sum = zip(z, w).map { 2 * $0 - $1 }
    let three = partialCorrelation(x, y, given: [z, w, sum])
    let two = partialCorrelation(x, y, given: [z, w])
    #expect(isClose(three, two ?? 0, relative: 1e-10))
  }

  @Test func undefinedWhenNothingIsLeft() {
    let (x, y, z, _) = oracleColumns(count: 40, offset: 0)
    #expect(partialCorrelation(x, y, given: [x]) == nil)
    #expect(partialCorrelation(x, y, given: [y.map { 3 * $0 + 1 }]) == nil)
    #expect(partialCorrelation([1, 2], [2, 1], given: [[0, 1]]) == nil)
    var broken = z
    broken[3] = .nan
    #expect(partialCorrelation(x, y, given: [broken]) == nil)
    #expect(spearmanPartialCorrelation(x, y, given: [broken]) == nil)
  }
}
