import Statistics
import Testing

@Suite struct FisherTransformTests {
  @Test func workedExample() {
    #expect(isClose(fisherZ(0.5), 0.5493061443340549))
    #expect(fisherZStandardError(rows: 103) == 0.1)
    #expect(fisherZStandardError(rows: 105, covariates: 2) == 0.1)
    let interval = fisherInterval(0.5, rows: 103)
    // tanh(0.5493061 ∓ 0.1959964)
    #expect(isClose(interval?.lowerBound, 0.339310, relative: 1e-5))
    #expect(isClose(interval?.upperBound, 0.632338, relative: 1e-5))
  }

  @Test func undefinedAtTheEnds() {
    #expect(fisherZ(1) == nil)
    #expect(fisherZStandardError(rows: 3) == nil)
    #expect(fisherInterval(-1, rows: 50) == nil)
    #expect(fisherInterval(0.5, rows: 5, covariates: 2) == nil)
  }
}
