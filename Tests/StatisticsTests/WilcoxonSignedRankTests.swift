import Statistics
import Testing

@Suite struct WilcoxonSignedRankTests {
  @Test func workedExample() {
    let test = wilcoxonSignedRank([1, 2, 3, 4, 5, -6])
    #expect(test?.positiveRankSum == 15)
    #expect(test?.isExact == true)
    #expect(test?.pValue == 0.4375)
  }

  @Test func zerosAreDroppedAndNothingLeftIsNil() {
    #expect(wilcoxonSignedRank([0, 0]) == nil)
    #expect(wilcoxonSignedRank([]) == nil)
    #expect(wilcoxonSignedRank([0, 1, 2])?.count == 2)
    #expect(wilcoxonSignedRank([1])?.pValue == 1)
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try Oracles.load().wilcoxon {
      let test = try #require(wilcoxonSignedRank(oracle.differences))
      #expect(test.isExact == oracle.isExact)
      #expect(test.positiveRankSum == oracle.positiveRankSum)
      #expect(isClose(test.pValue, oracle.pValue, relative: 1e-12), "\(oracle)")
    }
  }

  @Test func signsCanBeSwapped() {
    let differences = [0.3, -1.2, 2.2, 0.7, -0.1, 5.5, 3.1]
    let swapped = wilcoxonSignedRank(differences.map { -$0 })
    #expect(wilcoxonSignedRank(differences)?.pValue == swapped?.pValue)
  }
}
