import Statistics
import Testing

@Suite struct IDRValuesTests {
  @Test func workedExample() {
    let global = IDRValues.globalRates([0.3, 0.1, 0.1])
    #expect(abs(global[0] - 0.5 / 3) < 1e-15)
    #expect(global[1] == 0.1 && global[2] == 0.1)
  }

  /// By hand, at z = (2, 2) with μ 2, σ 1, ρ 0.8, p 0.4: f₁ = 1/(2π·0.6), f₀ = exp(−4)/(2π), so
  /// the local rate is 0.6·e⁻⁴/(0.4/0.6 + 0.6·e⁻⁴) = 0.01622.
  @Test func localRateByHand() {
    let model = IDRModel(mean: 2, deviation: 1, correlation: 0.8, signalShare: 0.4)
    let values = IDRValues(pseudoValues: [[2, -1], [2, 0.5]], model: model)
    let noise = 0.6 * 0.018_315_638_888_734_18
    #expect(abs(values.local[0] - noise / (0.4 / 0.6 + noise)) < 1e-12)
    #expect(values.local[1] == 1)
    #expect(abs(model.cumulative(2) - 0.786_350_0) < 1e-6)
  }

  /// z and local rates at the reference's parameters, before any fit.
  @Test(arguments: ["a_mixture", "d_noise"])
  func stagesAgreeWithTheReferenceAtItsParameters(name: String) throws {
    let oracle = try IDROracle(name)
    var options = IDRFit.Options()
    options.maximumRounds = 0
    options.start = oracle.fit.params.model
    let fit = try IDRFit(ranks: oracle.ranks, options: options)
    for (ranks, column) in zip(oracle.ranks, ["z1", "z2"]) {
      for (rank, z) in zip(ranks, oracle.columns[column]!) {
        #expect(abs(fit.pseudoValueOfRank[rank] - z) < 1e-8)
      }
    }
    let values = fit.values(ranks: oracle.ranks)
    #expect(largestRelative(values.local, oracle.columns["local_idr"]!) < 1e-8)
  }

  /// The polynomial between solutions against the definition of a pseudo-value.
  @Test func interpolatedPseudoValuesSolveTheEquation() throws {
    let rows = 20_001
    let ranks = Array(0..<rows)
    for model in [
      IDRModel(mean: 2.5, deviation: 1, correlation: 0.5, signalShare: 0.4),
      IDRModel(mean: 6, deviation: 0.2, correlation: 0.5, signalShare: 0.03),
      IDRModel(mean: 0, deviation: 4, correlation: 0.5, signalShare: 0.6),
    ] {
      var options = IDRFit.Options()
      options.maximumRounds = 0
      options.start = model
      let fit = try IDRFit(ranks: [ranks, ranks], options: options)
      for rank in ranks {
        let z = fit.pseudoValueOfRank[rank]
        let wanted = Double(rank + 1) / Double(rows + 1)
        let slope = (model.cumulative(z + 1e-5) - model.cumulative(z - 1e-5)) / 2e-5
        #expect(abs(model.cumulative(z) - wanted) < 1e-10 * slope + 2e-15)
      }
    }
  }

  @Test func extremePseudoValuesStayFinite() {
    let model = IDRModel(mean: 2, deviation: 0.2, correlation: 0.99, signalShare: 0.5)
    let values = IDRValues(
      pseudoValues: [[60, 40, -60, 300], [60, -20, -60, 301]], model: model)
    #expect(values.local.allSatisfy { $0 >= 1e-6 && $0 <= 1 })
    #expect(values.global.allSatisfy { $0.isFinite })
  }
}
