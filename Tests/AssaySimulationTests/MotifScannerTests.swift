import AssaySimulation
import GenomicTypes
import Glibc
import Statistics
import Testing

@Suite struct MotifScannerTests {
  @Test func aConsensusIsFoundOnBothStrands() throws {
    let grammar = MotifGrammar(Toy.oneMotif())
    let found = grammar.instances(in: Toy.codes("TTTGATAAGCTTTTTTTTGCTTATCTTT"))
    #expect(found.map(\.start) == [3, 18])
    #expect(found.map(\.end) == [10, 25])
    #expect(found.map(\.strand) == [.forward, .reverse])
    // the consensus scores a quarter of its 13.37 bits above the midpoint, steepness 1.5 per bit
    let expected = 1 / (1 + exp(-1.5 * 0.25 * 7 * log2(0.94 / 0.25)))
    for instance in found { #expect(abs(instance.occupancy - expected) < 1e-3) }
  }

  @Test func aPalindromeCountsOnceAndHasNoStrand() {
    let found = MotifGrammar(Toy.oneMotif("GTCACGTGAC")).instances(
      in: Toy.codes("AAAGTCACGTGACAAA"))
    #expect(found.map(\.start) == [3])
    #expect(found.map(\.strand) == [.unstranded])
  }

  @Test func firstAndLastBasesAreScannedAndUnknownBasesAreNot() {
    let grammar = MotifGrammar(Toy.oneMotif())
    #expect(grammar.instances(in: Toy.codes("GATAAGC")).count == 1)
    #expect(grammar.instances(in: Toy.codes("GATAAG")).isEmpty)
    #expect(grammar.instances(in: []).isEmpty)
    // an unknown base is not an A
    let unknown = Toy.codes("GATNAGCTTGATAAGC")
    #expect(grammar.instances(in: unknown).map(\.start) == [9])
  }

  /// All words of all widths against the plain definition: better strand, threshold by occupancy.
  @Test(arguments: [1, 2, 3])
  func scanningAgreesWithScoringEveryPlace(seed: UInt64) throws {
    var generator = SeededGenerator(Seed(seed))
    var parameters = Toy.oneMotif()
    let consensuses = ["GATA", "TGAsTCA", "AAACCCGGGTTTAc", "CCwTGGnnnnCCwTGGACAT", "cacgtg"]
    parameters.motifs = consensuses.enumerated().map { index, consensus in
      MotifParameters(
        name: "m\(index)", consensus: consensus, effect: 1, instancesPerMegabase: 0)
    }
    let grammar = MotifGrammar(parameters)
    let codes = (0..<20_000).map { _ in
      generator.bernoulli(0.002) ? UInt8(4) : UInt8(generator.index(below: 4))
    }
    let found = grammar.instances(in: codes)
    var expected: [(start: Int, motif: Int, strand: Strand, occupancy: Double)] = []
    let reversed = BaseCode.reverseComplement(codes)
    for start in codes.indices {
      for (motif, matrix) in grammar.matrices.enumerated() {
        let mirrored = codes.count - start - matrix.width
        guard let forward = matrix.score(of: codes, at: start),
          let reverse = matrix.score(of: reversed, at: mirrored)
        else { continue }
        let midpoint = 0.75 * matrix.maximumScore
        let occupancy = 1 / (1 + exp(-1.5 * (max(forward, reverse) - midpoint)))
        if occupancy < 0.05 { continue }
        let strand: Strand =
          forward == reverse ? .unstranded : forward > reverse ? .forward : .reverse
        expected.append((start, motif, strand, occupancy))
      }
    }
    #expect(found.map { Int($0.start) } == expected.map(\.start), "seed \(seed)")
    #expect(found.map { Int($0.motif) } == expected.map(\.motif), "seed \(seed)")
    #expect(found.map(\.strand) == expected.map(\.strand), "seed \(seed)")
    for (one, other) in zip(found, expected) {
      #expect(abs(one.occupancy - other.occupancy) < 1e-9, "seed \(seed)")
    }
    #expect(Set(expected.map(\.motif)).count >= 3, "the comparison must not be empty")
  }
}
