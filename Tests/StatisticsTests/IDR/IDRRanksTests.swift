import Statistics
import Testing
import TestSupport

@Suite struct IDRRanksTests {
  @Test func workedExample() throws {
    let ranks = try IDRRanks.ranks(scores: [[5, 1, 5]]) { _, row in [9, 0, 3][row] }
    #expect(ranks == [[2, 0, 1]])
  }

  @Test func equalKeysFallBackOnTheOtherScores() throws {
    let ranks = try IDRRanks.ranks(scores: [[1, 1, 0], [3, 2, 9]]) { _, _ in 7 }
    #expect(ranks == [[2, 1, 0], [1, 0, 2]])
  }

  @Test func ranksOfAReferenceSetWithoutTies() throws {
    let oracle = try IDROracle("a_mixture")
    let scores = [oracle.columns["rep1"]!, oracle.columns["rep2"]!]
    #expect(try IDRRanks.ranks(scores: scores) { _, _ in 0 } == oracle.ranks)
  }

  @Test func scoresThatCannotBeRankedAreErrors() {
    #expect(
      message { _ = try IDRRanks.ranks(scores: [[1, 2], [1, .nan]]) { _, _ in 0 } }
        == "IDR: the score of row 2 in replicate 2 is not a number; expected one. "
        + "Leave the row out.")
  }
}
