import Statistics
import Testing

@Suite struct WilliamsTestTests {
  @Test func goldenValues() {
    let first = WilliamsTest(rows: 103, r12: 0.4, r13: 0.5, r23: 0.1)
    #expect(isClose(first?.t, -0.891280, relative: 0, absolute: 5e-7))
    #expect(first?.degreesOfFreedom == 100)
    let second = WilliamsTest(rows: 66, r12: 0.396, r13: 0.179, r23: 0.088)
    #expect(isClose(second?.t, 1.380949, relative: 0, absolute: 5e-7))
  }

  @Test func undefinedForTheSameModelOrTooFewRows() {
    #expect(WilliamsTest(rows: 3, r12: 0.4, r13: 0.5, r23: 0.1) == nil)
    #expect(WilliamsTest(rows: 100, r12: 0.4, r13: 0.4, r23: 1) == nil)
  }

  /// Equal correlations: about one p-value in twenty falls below 0.05 (binomial SE 0.7 %).
  @Test func holdsItsSizeOnSimulatedEqualModels() {
    var generator = SeededGenerator(Seed(50))
    func noise() -> Double {
      StandardNormal.quantile(0.5 + (generator.uniform() - 0.5) * 0.999_999)
    }
    var rejected = 0
    for _ in 0..<1_000 {
      let y = (0..<50).map { _ in noise() }
      let a = y.map { 0.5 * $0 + noise() }
      let b = y.map { 0.5 * $0 + noise() }
      guard let r12 = pearsonCorrelation(y, a), let r13 = pearsonCorrelation(y, b),
        let r23 = pearsonCorrelation(a, b),
        let test = WilliamsTest(rows: 50, r12: r12, r13: r13, r23: r23)
      else { continue }
      if test.pValue < 0.05 { rejected += 1 }
    }
    #expect((29...71).contains(rejected), "\(rejected) of 1,000")
  }
}
