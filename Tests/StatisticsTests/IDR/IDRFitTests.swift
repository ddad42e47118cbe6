import Statistics
import Testing
import TestSupport

@Suite struct IDRFitTests {
  /// The recorded results of idr 2.0.3 on simulated scores, to the four digits that were recorded.
  @Test(arguments: [
    (1000, [2.3521, 0.6528, 0.7599, 0.3802], 389),
    (10000, [2.4738, 0.9182, 0.7978, 0.3931], 3858),
  ]) func simulatedScoresGiveTheRecordedFit(rows: Int, expected: [Double], passing: Int) throws {
    let ranks = try IDROracle.simulated(rows)
    let fit = try IDRFit(ranks: ranks)
    let found = [
      fit.model.mean, fit.model.deviation, fit.model.correlation, fit.model.signalShare,
    ]
    for (value, wanted) in zip(found, expected) { #expect(abs(value - wanted) < 6e-5) }
    #expect(fit.values(ranks: ranks).global.count { $0 <= 0.05 } == passing)
    #expect(fit.separation == .separated)
    #expect(fit.hasConverged)
  }

  /// The whole fit against idr 2.0.3 within the tolerances of its own sensitivity to rounding: the
  /// set with coordinate ascent depends on the bounded search and takes the wider tier.
  @Test(arguments: IDROracle.names) func agreesWithTheReference(name: String) throws {
    let oracle = try IDROracle(name)
    let fit = try IDRFit(ranks: oracle.ranks)
    let expected = oracle.fit.params.model
    let tiers = oracle.fit.recommended_tolerances
    let ascends = oracle.fit.coordinate_ascent_iterations > 0
    let allowed = ascends ? tiers.other_stopping_rule_or_bounded_search : tiers.same_algorithm
    #expect(abs(fit.model.mean - expected.mean) < allowed.params_abs)
    #expect(abs(fit.model.deviation - expected.deviation) < allowed.params_abs)
    #expect(abs(fit.model.correlation - expected.correlation) < allowed.params_abs)
    #expect(abs(fit.model.signalShare - expected.signalShare) < allowed.params_abs)
    #expect(abs(fit.logLikelihood - oracle.fit.loglik) < allowed.loglik_abs)
    #expect(abs(fit.rounds.count - oracle.fit.iterations) <= 10)
    #expect(fit.rounds.contains(where: \.usedCoordinateAscent) == ascends)

    let values = fit.values(ranks: oracle.ranks)
    #expect(largestRelative(values.local, oracle.columns["local_idr"]!) < allowed.local_idr_rel)
    let slack = allowed.global_idr_rel_beyond_bounds + 1e-7
    for (row, rate) in values.global.enumerated() {
      #expect(rate >= oracle.columns["global_lo"]![row] * (1 - slack))
      #expect(rate <= oracle.columns["global_hi"]![row] * (1 + slack))
    }
    let counts = [0.01, 0.05, 0.1].map { limit in values.global.count { $0 <= limit } }
    #expect(counts == oracle.fit.n_global_le)
  }

  /// Extrapolation ends at the fixed point, which the reference approached with a tighter stopping
  /// rule; the set with coordinate ascent is fitted by the published rounds.
  @Test(arguments: IDROracle.names) func theAcceleratedFitIsTheFixedPoint(name: String) throws {
    let oracle = try IDROracle(name)
    var options = IDRFit.Options()
    options.method = .accelerated
    let fit = try IDRFit(ranks: oracle.ranks, options: options)
    let expected = oracle.fit.converged.model
    let allowed = oracle.fit.coordinate_ascent_iterations > 0 ? 5e-4 : 1e-5
    #expect(abs(fit.model.mean - expected.mean) < allowed)
    #expect(abs(fit.model.deviation - expected.deviation) < allowed)
    #expect(abs(fit.model.correlation - expected.correlation) < allowed)
    #expect(abs(fit.model.signalShare - expected.signalShare) < allowed)
    #expect(fit.hasConverged)
    #expect(fit.rounds.contains(where: \.isExtrapolated) == (allowed == 1e-5))
    let tier = oracle.fit.recommended_tolerances.other_stopping_rule_or_bounded_search
    let values = fit.values(ranks: oracle.ranks)
    #expect(largestRelative(values.local, oracle.columns["local_idr"]!) < tier.local_idr_rel)
    let counts = [0.01, 0.05, 0.1].map { limit in values.global.count { $0 <= limit } }
    #expect(counts == oracle.fit.n_global_le)
  }

  @Test func theNoiseSetDoesNotSeparate() throws {
    let oracle = try IDROracle("d_noise")
    let fit = try IDRFit(ranks: oracle.ranks)
    #expect(fit.separation == .notSeparated([.noSignal, .spike]))
    #expect(
      "\(fit.separation)"
        == "The mixture does not separate: the share of signal is at its lower limit, 0.01; the "
        + "standard deviation of the signal is at its limit, 0.2.")
  }

  @Test(arguments: [IDRFit.Method.published, .accelerated])
  func theOrderOfRowsChangesNothing(method: IDRFit.Method) throws {
    let oracle = try IDROracle("a_mixture")
    var options = IDRFit.Options()
    options.method = method
    let fit = try IDRFit(ranks: oracle.ranks, options: options)
    var generator = SeededGenerator(Seed(5))
    let order = generator.permutation(oracle.fit.rows)
    let shuffled = oracle.ranks.map { column in order.map { column[$0] } }
    let again = try IDRFit(ranks: shuffled, options: options)
    #expect(again.model == fit.model)
    #expect(again.rounds == fit.rounds)
    let rates = fit.values(ranks: oracle.ranks)
    #expect(again.values(ranks: shuffled).global == order.map { rates.global[$0] })
  }

  @Test(arguments: [IDRFit.Method.published, .accelerated])
  func theNumberOfThreadsChangesNothing(method: IDRFit.Method) throws {
    let ranks = try IDROracle.simulated(10000)
    // Twice the rows, so that threads are used.
    let doubled = ranks.map { column in column.map { 2 * $0 } + column.map { 2 * $0 + 1 } }
    var options = IDRFit.Options()
    options.method = method
    options.maximumRounds = 20
    let single = try IDRFit(ranks: doubled, options: options, threads: 1)
    for threads in [2, 4] {
      let fit = try IDRFit(ranks: doubled, options: options, threads: threads)
      #expect(fit.model == single.model)
      #expect(fit.rounds == single.rounds)
      #expect(fit.pseudoValueOfRank == single.pseudoValueOfRank)
    }
    #expect(single.separation.reasons.contains(.notConverged) == (method == .published))
  }

  /// Standard errors at 6,000 rows are near 0.03; 0.1 leaves room for the margin's approximation.
  @Test func threeReplicatesGiveBackThePlantedParameters() throws {
    let ranks = DrawnRanks(replicates: 3, seed: 11).ranks(6000)
    let fit = try IDRFit(ranks: ranks)
    #expect(fit.hasConverged)
    #expect(abs(fit.model.mean - 2.5) < 0.1)
    #expect(abs(fit.model.deviation - 1) < 0.1)
    #expect(abs(fit.model.correlation - 0.8) < 0.03)
    #expect(abs(fit.model.signalShare - 0.4) < 0.03)
    let three = fit.values(ranks: ranks).global.count { $0 <= 0.05 }
    let pair = Array(ranks[0...1])
    let two = try IDRFit(ranks: pair).values(ranks: pair).global.count { $0 <= 0.05 }
    #expect(three > two)
  }

  /// A replicate of its own order adds nothing but noise; exact copies drive ρ to its limit.
  @Test func exactCopiesSayThatTheyAreCopies() throws {
    let ranks = Array(0..<500)
    let fit = try IDRFit(ranks: [ranks, ranks])
    #expect(fit.separation.reasons.contains(.copies))
    let values = fit.values(ranks: [ranks, ranks])
    #expect(values.local.allSatisfy { $0 >= 1e-6 && $0 <= 1 })
    #expect(values.global[499] < 0.05)
  }

  @Test func tenRowsAndEqualRanksGiveFiniteRates() throws {
    let ten = [Array(0..<10), [1, 0, 3, 2, 5, 4, 7, 6, 9, 8]]
    let fit = try IDRFit(ranks: ten)
    let rates = fit.values(ranks: ten)
    #expect(rates.local.allSatisfy { $0 >= 1e-6 && $0 <= 1 })
    let tied = [[Int](repeating: 4, count: 10), [Int](repeating: 4, count: 10)]
    #expect(try IDRFit(ranks: tied).values(ranks: tied).global.allSatisfy { $0.isFinite })
  }

  @Test func ranksThatCannotBeUsedAreErrors() throws {
    #expect(
      message { _ = try IDRFit(ranks: [[0, 1]]) }
        == "IDR: found 1 replicate; expected at least 2. Add the scores of another replicate.")
    #expect(
      message { _ = try IDRFit(ranks: [[0, 1], [0]]) }
        == "IDR: the replicates have 2, 1 rows; expected the same rows in each. "
        + "Match the rows first.")
    #expect(
      message { _ = try IDRFit(ranks: [[0], [0]]) }
        == "IDR: found 1 row; expected at least 5. Add rows, or call peaks with a weaker "
        + "threshold.")
    #expect(
      message { _ = try IDRFit(ranks: [[0, 1, 2, 3, 4], [0, 1, 2, 3, 5]]) }
        == "IDR: replicate 2 gives row 5 the rank 5; expected a rank from 0 to 4. Rank the rows "
        + "from 0, the lowest score.")
  }
}
