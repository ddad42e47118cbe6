import Statistics
import Testing

@Suite struct IncompleteBetaTests {
  @Test func workedExample() {
    #expect(
      isClose(regularizedIncompleteBeta(x: 0.5, complement: 0.5, 2, 3), 0.6875, relative: 1e-14))
    #expect(isClose(logBeta(2, 3), -2.4849066497880004, relative: 1e-14))
  }

  @Test func theEndsAreExact() {
    #expect(regularizedIncompleteBeta(x: 0, complement: 1, 2, 3) == 0)
    #expect(regularizedIncompleteBeta(x: 1, complement: 0, 2, 3) == 1)
  }

  @Test func agreesWithSciPy() throws {
    for point in try Oracles.load().incompleteBeta {
      let value = regularizedIncompleteBeta(
        x: point.x, complement: 1 - point.x, point.a, point.b)
      #expect(isClose(value, point.value, relative: 1e-12), "\(point)")
    }
  }

  @Test func bothFormulasOfLogBetaMeet() {
    // Stirling's formula takes over at 15: Γ(15)Γ(3)/Γ(18) = 2/(15·16·17).
    #expect(isClose(logBeta(15, 3), -7.620705086838262, relative: 1e-14))
  }
}
