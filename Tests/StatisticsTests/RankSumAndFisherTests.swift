import Statistics
import TestSupport
import Testing

@Suite struct RankSumAndFisherTests {
  @Test func workedExamples() throws {
    let test = try #require(wilcoxonRankSum([1.1, 2.2, 3.3], [4.4, 5.5, 6.6]))
    #expect(test.statistic == 0)
    #expect(isClose(test.pValue, 0.1, relative: 1e-14))
    #expect(test.isExact)
    #expect(isClose(FisherExact(3, 1, 1, 3).pValue, 34.0 / 70, relative: 1e-12))
    #expect(FisherExact(3, 1, 1, 3).oddsRatio == 9)
  }

  @Test func edges() {
    #expect(wilcoxonRankSum([], [1]) == nil)
    #expect(wilcoxonRankSum([2, 2], [2, 2, 2])?.pValue == 1)
    #expect(FisherExact(0, 0, 3, 4).pValue == 1)
    #expect(FisherExact(0, 5, 5, 0).oddsRatio == 0)
    #expect(FisherExact(5, 0, 0, 5).oddsRatio == nil)
  }

  @Test func agreesWithR() throws {
    let table = try ReferenceTable("Reference/oracles/testing/rank_sum.tsv")
    for (row, (first, second)) in zip(table.lists("first"), table.lists("second")).enumerated() {
      let test = try #require(wilcoxonRankSum(first, second))
      #expect(test.statistic == table.numbers("w")[row])
      #expect(isClose(test.pValue, table.numbers("p")[row], relative: 1e-10), "row \(row)")
    }
    for row in try ReferenceTable("Reference/oracles/testing/fisher.tsv").rows {
      let cells = try ["a", "b", "c", "d"].map { try #require(Int(row[$0] ?? "")) }
      let p = try #require(Double(row["p"] ?? ""))
      #expect(
        isClose(FisherExact(cells[0], cells[1], cells[2], cells[3]).pValue, p, relative: 1e-9))
    }
  }

  @Test func swappingTheSamplesKeepsP() {
    var generator = SeededGenerator(Seed(5))
    for _ in 0..<20 {
      let a = (0..<7).map { _ in generator.standardNormal() }
      let b = (0..<11).map { _ in generator.standardNormal() }
      #expect(wilcoxonRankSum(a, b)?.pValue == wilcoxonRankSum(b, a)?.pValue)
    }
  }

  @Test func theModeOfHalves() {
    #expect(halfSampleMode(of: []) == nil)
    #expect(halfSampleMode(of: [4]) == 4)
    #expect(halfSampleMode(of: [1, 2]) == 1.5)
    #expect(halfSampleMode(of: [0, 1, 3]) == 0.5)
    #expect(halfSampleMode(of: [0, 1, 2, 10, 10.25, 10.5, 30]) == 10.125)
  }
}
