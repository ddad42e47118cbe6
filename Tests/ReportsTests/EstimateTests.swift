import Reports
import Testing

@Suite struct EstimateTests {
  @Test func intervalsAreWrittenInBrackets() {
    #expect(Estimate(0.342, low: 0.331, high: 0.353).text(decimals: 3) == "0.342 (0.331–0.353)")
    #expect(Estimate(0.342).text(decimals: 2) == "0.34")
    #expect(
      Estimate(0.39, low: 0.37, high: 0.41).text(decimals: 0, scale: 100, suffix: "%")
        == "39% (37–41)")
  }

  @Test func anIntervalWithANegativeEndUsesAWord() {
    #expect(
      Estimate(-0.01, low: -0.02, high: 0.005).text(decimals: 3) == "−0.010 (−0.020 to 0.005)")
  }
}
