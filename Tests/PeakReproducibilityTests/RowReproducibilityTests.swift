import GenomicTypes
import PeakReproducibility
import Statistics
import TestSupport
import Testing

/// Scores of n replicates that share a signal in the first half of the rows.
func simulatedScores(_ replicates: Int, rows: Int, seed: UInt64) -> [[Double?]] {
  var generator = SeededGenerator(Seed(seed))
  var scores = [[Double?]](repeating: [], count: replicates)
  for row in 0..<rows {
    let shared = 2 * row < rows ? 2.5 + generator.standardNormal() : 0
    for replicate in 0..<replicates {
      let own = generator.standardNormal()
      scores[replicate].append(2 * row < rows ? shared + 0.4 * own : own)
    }
  }
  return scores
}

func scored(_ scores: [[Double?]]) throws -> ScoredRows {
  try ScoredRows(
    replicates: scores.indices.map { "r\($0 + 1)" }, scores: scores,
    identities: (scores.first ?? []).indices.map { "row\($0)" }, allowsNegative: true)
}

@Suite struct RowReproducibilityTests {
  @Test func twoReplicatesAreTheirOnlyPair() throws {
    let result = try RowReproducibility(scored(simulatedScores(2, rows: 800, seed: 1)))
    #expect(result.pairs.count == 1)
    #expect(result.pairs[0].fit.model == result.fit.model)
    #expect(result.pairs[0].passing == result.passing)
    #expect(result.passing.usual > 250 && result.passing.usual < 420)
  }

  @Test func threeReplicatesHaveThreePairsAndAJointFit() throws {
    let rows = try scored(simulatedScores(3, rows: 800, seed: 2))
    let result = try RowReproducibility(rows)
    #expect(result.pairs.map { "\($0.first) \($0.second)" } == ["r1 r2", "r1 r3", "r2 r3"])
    #expect(result.fit.replicates == 3)
    let pairs = result.pairs.map(\.passing.usual)
    #expect(result.passing.usual >= (pairs.min() ?? 0))
  }

  @Test func missingScoresLeaveOutTheRowOrCountAsZero() throws {
    var scores = simulatedScores(3, rows: 400, seed: 3)
    scores[2][7] = nil
    let result = try RowReproducibility(scored(scores))
    #expect(result.incompleteRows == 1)
    #expect(!result.rows.contains(7))
    #expect(result.pairs.map(\.rows) == [400, 399, 399])
    var options = RowReproducibility.Options()
    options.missingIsZero = true
    #expect(try RowReproducibility(scored(scores), options: options).rows.count == 400)
  }

  /// Few distinct scores, many ties: the order of rows must not matter, the seed must.
  @Test func tiesDependOnSeedAndIdentityOnly() throws {
    var generator = SeededGenerator(Seed(9))
    let counts = (0..<2).map { _ in (0..<500).map { _ in Double(generator.index(below: 6)) } }
    let identities = (0..<500).map { "chr1:\(10 * $0)-\(10 * $0 + 10)" }
    let order = generator.permutation(500)
    func result(_ order: [Int], seed: UInt64, threads: Int = 1) throws -> RowReproducibility {
      var options = RowReproducibility.Options()
      options.seed = Seed(seed)
      return try RowReproducibility(
        ScoredRows(
          replicates: ["a", "b"], scores: counts.map { column in order.map { column[$0] } },
          identities: order.map { identities[$0] }), options: options, threads: threads)
    }
    let plain = try result(Array(0..<500), seed: 1)
    let shuffled = try result(order, seed: 1, threads: 4)
    #expect(shuffled.fit.model == plain.fit.model)
    #expect(shuffled.rates.global == order.map { plain.rates.global[$0] })
    #expect(shuffled.ranks == plain.ranks.map { column in order.map { column[$0] } })
    #expect(try result(order, seed: 2).ranks != shuffled.ranks)
    #expect(plain.ranks[0] != plain.ranks[1])
    // Scores without relation: the rates mean nothing, and the fit says so.
    #expect(plain.fit.separation != .separated)
  }

  @Test func rowsThatCannotBeJudgedAreErrors() throws {
    let few = Array(simulatedScores(2, rows: 10, seed: 4))
    #expect(
      message { _ = try RowReproducibility(scored(few)) }
        == "r1, r2: 10 rows are found in all replicates; expected at least 20. Call peaks with a "
        + "weaker threshold, so that noise is among them, and check that the replicates share "
        + "chromosome names.")
    var constant = simulatedScores(2, rows: 30, seed: 5)
    constant[1] = [Double?](repeating: 3, count: 30)
    #expect(
      message { _ = try RowReproducibility(scored(constant)) }
        == "r2: all 30 rows have the score 3.0; expected scores that differ, because ranks are "
        + "compared. Choose another column to rank by.")
    func rows(_ names: [String], _ scores: [[Double?]]) throws -> ScoredRows {
      try ScoredRows(replicates: names, scores: scores, identities: ["x", "y"])
    }
    #expect(
      message { _ = try rows(["a"], [[1, 2]]) }
        == "reproducibility: found 1 replicate; expected at least 2. Add a replicate.")
    #expect(
      message { _ = try rows(["a", "a"], [[1, 2], [1, 2]]) }
        == "reproducibility: two replicates are called 'a'; expected a name of its own for each. "
        + "Rename one of them.")
    #expect(
      message { _ = try rows(["a", "b"], [[1, 2], [1]]) }
        == "reproducibility: there are 1 scores of b; expected 2. Match the rows first.")
    #expect(
      message { _ = try rows(["a", "b"], [[1, 2], [1, -2]]) }
        == "b: the score of y is -2.0; expected at least 0. Choose another column to rank by, or "
        + "allow negative scores.")
    #expect(
      message { _ = try rows(["a", "b"], [[1, .infinity], [1, 2]]) }
        == "a: the score of y is not a finite number; expected one. Leave the row out or choose "
        + "another column to rank by.")
    #expect(
      PeakReproducibilityError.noPeaks(replicate: "a.bed").description
        == "a.bed: there are no peaks; expected at least one. Check how they were called.")
  }
}
