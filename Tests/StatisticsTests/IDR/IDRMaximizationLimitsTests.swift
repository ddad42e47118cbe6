import Statistics
import Testing

/// Fits whose parameters run to their limits: accelerated against the published rounds.
@Suite struct IDRMaximizationLimitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let drawn: DrawnRanks
    var rows = 2000
    /// Whether the published rounds reach the fixed point.
    var isReached = true
  }

  static let cases = [
    Case(
      testDescription: "p at 0.01",
      drawn: DrawnRanks(share: 0.004, mean: 3, deviation: 0.5, correlation: 0.8)),
    Case(
      testDescription: "p at 0.99",
      drawn: DrawnRanks(share: 1, mean: 0, deviation: 1, correlation: 0.8)),
    Case(
      testDescription: "μ at 0",
      drawn: DrawnRanks(share: 0.4, mean: 0, deviation: 1.5, correlation: 0.9)),
    Case(
      testDescription: "σ at 0.2",
      drawn: DrawnRanks(share: 0.2, mean: 2, deviation: 0.05, correlation: 0.5), isReached: false),
    Case(
      testDescription: "ρ at 0.1",
      drawn: DrawnRanks(share: 0.3, mean: 2, deviation: 0.8, correlation: 0), isReached: false),
    Case(
      testDescription: "ρ at 0.99, σ at 0.2",
      drawn: DrawnRanks(share: 1, mean: 0, deviation: 1, correlation: 0.9999), isReached: false),
    Case(
      testDescription: "three replicates, p at 0.99",
      drawn: DrawnRanks(replicates: 3, share: 1, mean: 0, deviation: 1, correlation: 0.7),
      rows: 1000),
  ]

  /// The published rounds creep along a ridge and stop 1e-3 or less before its end; with a signal
  /// that is narrower or less correlated than the limits allow, their bounded search finds another,
  /// lower maximum and they end where the likelihood still grows.
  @Test(arguments: cases) func heldParametersEndAtTheFixedPointOrHigher(_ one: Case) throws {
    let ranks = one.drawn.ranks(one.rows)
    let published = try IDRFit(ranks: ranks)
    var options = IDRFit.Options()
    options.method = .accelerated
    let fit = try IDRFit(ranks: ranks, options: options)
    #expect(fit.hasConverged)
    let extrapolated = fit.rounds.count { $0.isExtrapolated }
    let ascents = [published, fit].map { $0.rounds.count { $0.usedCoordinateAscent } }
    #expect(extrapolated > 0)
    #expect(ascents[0] > 0 && ascents[1] <= 3)
    // Pseudo-values and parameters take turns, so that the fixed point is only next to the place
    // where the ranks are likeliest.
    #expect(fit.logLikelihoodRatio > published.logLikelihoodRatio - 0.01)
    if one.isReached {
      #expect(abs(fit.model.mean - published.model.mean) < 1e-3)
      #expect(abs(fit.model.deviation - published.model.deviation) < 1e-3)
      #expect(abs(fit.model.correlation - published.model.correlation) < 1e-3)
      #expect(abs(fit.model.signalShare - published.model.signalShare) < 1e-3)
    }
  }

  /// A fit that starts from the end of another one stays there: it is a fixed point.
  @Test(arguments: cases) func theEndIsAFixedPoint(_ one: Case) throws {
    let ranks = one.drawn.ranks(one.rows)
    var options = IDRFit.Options()
    options.method = .accelerated
    let fit = try IDRFit(ranks: ranks, options: options)
    options.start = fit.model
    let again = try IDRFit(ranks: ranks, options: options)
    #expect(abs(again.model.mean - fit.model.mean) < 1e-4)
    #expect(abs(again.model.deviation - fit.model.deviation) < 1e-4)
    #expect(abs(again.model.correlation - fit.model.correlation) < 1e-4)
    #expect(abs(again.model.signalShare - fit.model.signalShare) < 1e-4)
  }

  @Test func theNumberOfThreadsChangesNothingAtTheLimits() throws {
    let ranks = DrawnRanks(share: 1, mean: 0, deviation: 1, correlation: 0.8).ranks(20_000)
    var options = IDRFit.Options()
    options.method = .accelerated
    let single = try IDRFit(ranks: ranks, options: options, threads: 1)
    let four = try IDRFit(ranks: ranks, options: options, threads: 4)
    #expect(four.model == single.model && four.rounds == single.rounds)
  }
}
