import Estimators
import Foundation
import GenomicTypes
import SequenceFeatures
import Statistics
import TestSupport
import Testing

@Suite struct FeatureSetTests {
  @Test func namesOfTheWorkedExample() {
    #expect(
      FeatureSet(length: true, composition: true, gcWindows: 2, kmerLengths: [1]).names == [
        "length", "log_length", "gc", "gc_squared", "cpg_oe", "gc_window_1", "gc_window_2",
        "kmer_A", "kmer_C",
      ])
  }

  @Test func wordLengthsAreSortedAndUnique() {
    #expect(FeatureSet(kmerLengths: [2, 1, 2]).kmerLengths == [1, 2])
  }

  @Test func thereAre2772CanonicalAnd5460OrientedWords() {
    #expect(FeatureSet(kmerLengths: Array(1...6)).names.count == 2772)
    #expect(FeatureSet(kmerLengths: Array(1...6), orientation: .oriented).names.count == 5460)
    #expect(Set(FeatureSet.all(orientation: .oriented).names).count == 5460 + 16)
  }

  @Test func featuresOfTheWorkedExample() throws {
    let matrix = try FeatureSet(composition: true, kmerLengths: [2]).matrix(
      of: collection(["ACGNT"]), threads: 1)
    let row = values(matrix, row: 0)
    #expect(row["gc"] == 0.5 && row["gc_squared"] == 0.25 && row["cpg_oe"] == 4)
    #expect(row["kmer_AC"] == 0.5 && row["kmer_CG"] == 0.5)
    #expect(row.filter { $0.key.hasPrefix("kmer_") && $0.value != 0 }.count == 2)
  }

  @Test func compositionOfFiveBasesByHand() throws {
    // ACGCG: 2 C, 2 G, two CpG among 5 bases: GC 4/5, CpG o/e 2·5/(2·2).
    let matrix = try FeatureSet(composition: true, gcSkew: true, orientation: .oriented).matrix(
      of: collection(["ACGCG"]), threads: 1)
    #expect(matrix.names == ["gc", "gc_squared", "cpg_oe", "gc_skew"])
    #expect(matrix.values == [0.8, Float(0.8 * 0.8), 2.5, 0])
  }

  @Test func emptyUnknownAndShortSequencesHaveDefinedFeatures() throws {
    let matrix = try FeatureSet.all(orientation: .oriented).matrix(
      of: collection(["", "NNN", "ACG"]), threads: 1)
    let (empty, unknown, short) = (
      values(matrix, row: 0), values(matrix, row: 1), values(matrix, row: 2)
    )
    #expect(empty["length"] == 0 && empty["log_length"] == 0 && empty["gc"] == 0.5)
    #expect(empty["gc_window_1"] == 0.5 && empty["gc_skew"] == 0 && empty["cpg_oe"] == 0)
    #expect(unknown["length"] == 3 && unknown["gc"] == 0.5 && unknown["gc_window_10"] == 0.5)
    #expect(!unknown.contains { $0.key.hasPrefix("kmer_") && $0.value != 0 })
    #expect(short["kmer_ACG"] == 1 && short["kmer_AC"] == 0.5)
    #expect(!short.contains { $0.key.count > 8 && $0.key.hasPrefix("kmer_") && $0.value != 0 })
    #expect(matrix.values.allSatisfy { $0.isFinite })
  }

  @Test func emptyWindowsTakeTheGCOfTheSequence() throws {
    // Edges ⌊i·3/4⌋ are 0, 0, 1, 2, 3: the first window is empty.
    let matrix = try FeatureSet(gcWindows: 4).matrix(of: collection(["GAA"]), threads: 1)
    #expect(matrix.values == [Float(1.0 / 3), 1, 0, 0])
  }

  @Test func noSequencesGiveNoRows() throws {
    let matrix = try FeatureSet.all(orientation: .canonical).matrix(
      of: SequenceCollection(), threads: 2)
    #expect(matrix.rowCount == 0 && matrix.featureCount == 2772 + 15)
  }

  @Test func countsBeyond16BitsDoNotOverflow() throws {
    var sequences = SequenceCollection()
    sequences.append(codes: [UInt8](repeating: 0, count: 70_000) + [1])
    let matrix = try FeatureSet(kmerLengths: [1, 6]).matrix(of: sequences, threads: 1)
    let row = values(matrix, row: 0)
    #expect(row["kmer_A"] == Float(70_000) / Float(70_001))
    #expect(row["kmer_AAAAAA"] == Float(69_995) / Float(69_996))
    #expect(row["kmer_AAAAAC"] == Float(1) / Float(69_996))
  }

  @Test func wordsOfDifferentLengthsDoNotShareColumns() throws {
    let matrix = try FeatureSet(kmerLengths: [1, 2, 3], orientation: .oriented).matrix(
      of: collection(["AAA"]), threads: 1)
    let present = values(matrix, row: 0).filter { $0.value != 0 }
    #expect(present == ["kmer_A": 1, "kmer_AA": 1, "kmer_AAA": 1])
  }

  @Test func canonicalFeaturesOfTheReverseComplementAreIdentical() throws {
    let sequences = randomSequences(seed: 21, count: 40)
    var reversed = SequenceCollection()
    for row in 0..<sequences.count {
      reversed.append(codes: sequences.reverseComplementCodes(at: row))
    }
    let set = FeatureSet(length: true, composition: true, kmerLengths: Array(1...6))
    #expect(
      try set.matrix(of: sequences, threads: 1).values
        == set.matrix(of: reversed, threads: 1).values)
  }

  @Test func gcSkewChangesSignUnderReverseComplement() throws {
    let set = FeatureSet(gcSkew: true, orientation: .oriented)
    let matrix = try set.matrix(of: collection(["GGGC", "GCCC"]), threads: 1)
    #expect(matrix.values == [0.5, -0.5])
  }

  @Test func threadsDoNotChangeTheMatrix() throws {
    let sequences = randomSequences(seed: 4, count: 700)
    let set = FeatureSet(composition: true, gcWindows: 3, kmerLengths: [1, 3])
    let one = try set.matrix(of: sequences, threads: 1)
    #expect(try set.matrix(of: sequences, threads: 5).values == one.values)
    let single = try set.matrix(of: sequences.selecting([699]), threads: 1)
    #expect(values(single, row: 0) == values(one, row: 699))
  }

  @Test(arguments: [FeatureSet.Orientation.canonical, .oriented])
  func featuresAgreeWithTheDefinitionsInPython(orientation: FeatureSet.Orientation) throws {
    let oracle = try FeatureOracle.load()
    let matrix = try FeatureSet.all(orientation: orientation).matrix(
      of: collection(oracle.sequences), threads: 1)
    let expected = orientation == .canonical ? oracle.canonical : oracle.oriented
    for row in expected.indices {
      for (name, value) in values(matrix, row: row) {
        let wanted = expected[row][name] ?? 0
        #expect(abs(value - wanted) <= 1e-7 * max(1, abs(wanted)), "row \(row), \(name)")
      }
      #expect(Set(expected[row].keys).isSubset(of: Set(matrix.names)))
    }
    #expect(
      oracle.canonicalCounts == (1...6).map { FeatureSet(kmerLengths: [$0]).names.count })
  }

  private func collection(_ texts: [String]) -> SequenceCollection {
    var sequences = SequenceCollection()
    for text in texts { sequences.append(letters: text.utf8) }
    return sequences
  }

  private func values(_ matrix: FeatureMatrix, row: Int) -> [String: Float] {
    Dictionary(
      uniqueKeysWithValues: matrix.names.indices.map { (matrix.names[$0], matrix[row, $0]) })
  }

  private func randomSequences(seed: UInt64, count: Int) -> SequenceCollection {
    var generator = SeededGenerator(Seed(seed))
    var sequences = SequenceCollection()
    for _ in 0..<count {
      let length = generator.index(below: 200)
      sequences.append(
        codes: (0..<length).map { _ in
          generator.uniform() < 0.04 ? 4 : UInt8(generator.index(below: 4))
        })
    }
    return sequences
  }
}

private struct FeatureOracle: Decodable {
  let sequences: [String]
  let canonical: [[String: Float]]
  let oriented: [[String: Float]]
  let canonicalCounts: [Int]

  static func load() throws -> FeatureOracle {
    let data = try Data(
      contentsOf: repositoryFile("Reference/oracles/features/features.json"))
    return try JSONDecoder().decode(FeatureOracle.self, from: data)
  }
}
