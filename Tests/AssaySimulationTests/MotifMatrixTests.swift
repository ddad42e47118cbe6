import AssaySimulation
import Glibc
import Testing

@Suite struct MotifMatrixTests {
  @Test func lettersBecomeStrongAndWeakColumns() throws {
    let matrix = try #require(MotifMatrix(consensus: "ArCN"))
    let expected = [
      [0.94, 0.02, 0.02, 0.02], [0.35, 0.15, 0.35, 0.15], [0.02, 0.94, 0.02, 0.02],
      [0.25, 0.25, 0.25, 0.25],
    ]
    for (column, wanted) in zip(matrix.probabilities, expected) {
      for (probability, value) in zip(column, wanted) { #expect(abs(probability - value) < 1e-12) }
    }
  }

  @Test func everyColumnSumsToOne() throws {
    let matrix = try #require(MotifMatrix(consensus: "ACGTRYSWKMBDHVNacgtryb"))
    for column in matrix.probabilities { #expect(abs(column.reduce(0, +) - 1) < 1e-12) }
  }

  @Test func scoreIsTheSumOfLogOddsAgainstEqualBases() throws {
    let matrix = try #require(MotifMatrix(consensus: "GATA"))
    let codes = Toy.codes("TGATACGATCGN")
    let hit = try #require(matrix.score(of: codes, at: 1))
    #expect(abs(hit - 4 * log2(0.94 / 0.25)) < 0.003)  // scores are kept in thousandths of a bit
    #expect(hit == matrix.maximumScore)
    let miss = try #require(matrix.score(of: codes, at: 6))
    #expect(abs(miss - 3 * log2(0.94 / 0.25) - log2(0.02 / 0.25)) < 0.003)
  }

  @Test func scoreIsNilOffTheEndsAndAtUnknownBases() throws {
    let matrix = try #require(MotifMatrix(consensus: "GATA"))
    let codes = Toy.codes("GATACGATCGN")
    #expect(matrix.score(of: codes, at: -1) == nil)
    #expect(matrix.score(of: codes, at: 8) == nil)
    #expect(matrix.score(of: codes, at: 7) == nil)  // the last base is N
    #expect(matrix.score(of: codes, at: 0) != nil)
  }

  @Test(arguments: ["GAT", "NNNN", "GATX", "", "ACGTACGTACGTACGTACGTACGTA"])
  func whatIsNoMotifIsRefused(consensus: String) {
    #expect(MotifMatrix(consensus: consensus) == nil)
  }
}
