import Foundation
import GenomicTypes
import ModelEvaluation
import Statistics
import Testing

@Suite struct LeakageAuditTests {
  private func split(_ roles: [SplitRole]) -> Split {
    Split(roles: roles.map { .member($0) }, rule: "by hand")
  }

  @Test func workedExample() throws {
    let fragments = table(
      chromosomes: ["a", "b"], [(0, 0, 100), (0, 99, 199), (0, 300, 400), (1, 0, 100)],
      sequences: ["ACGTT", "GGGGG", "AACGT", "NNNNN"])
    let audit = try LeakageAudit(
      of: split([.train, .test, .validation, .test]), table: fragments, threads: 1)
    #expect(!audit.isClean)
    #expect(audit.comparedSequences)
    #expect(audit.rowsWithoutInterval == 0)
    let (validation, test, both) = (audit.findings[0], audit.findings[1], audit.findings[2])
    // Rows 0 and 1 share base 99; rows 0 and 2 are reverse complements.
    #expect(test.overlap.learned == 1 && test.overlap.heldOut == 1)
    #expect(test.overlap.examples == [RowPair(learned: 0, heldOut: 1)])
    #expect(test.sameSequence?.heldOut == 0)
    #expect(validation.overlap.heldOut == 0)
    #expect(validation.sameSequence?.heldOut == 1)
    #expect(validation.sameSequence?.examples == [RowPair(learned: 0, heldOut: 2)])
    #expect(both.isClean)
  }

  @Test func touchingFragmentsAndOtherChromosomesAreClean() throws {
    let fragments = table(
      chromosomes: ["a", "b"], [(0, 0, 100), (0, 100, 200), (1, 0, 100), nil])
    let audit = try LeakageAudit(
      of: split([.train, .validation, .test, .train]), table: fragments, threads: 1)
    #expect(audit.isClean)
    #expect(!audit.comparedSequences)
    #expect(audit.findings.allSatisfy { $0.sameSequence == nil && $0.sharedKmerFraction == nil })
    #expect(audit.rowsWithoutInterval == 1)
  }

  /// Counts agree with comparing every pair of rows, and the audit of the cleaned split is clean.
  @Test(arguments: 1...12) func agreesWithComparingAllPairs(seed: Int) throws {
    var generator = SeededGenerator(Seed(UInt64(seed)))
    let genome = (0..<3).map { _ in randomSequence(3_000, &generator) }
    var fragments: [(Int, Int, Int)?] = []
    var sequences: [String] = []
    for _ in 0..<60 {
      let chromosome = generator.index(below: 3)
      let start = generator.index(below: 2_900)
      let end = start + 20 + generator.index(below: 80)
      fragments.append((chromosome, start, end))
      let text = Array(genome[chromosome])[start..<end]
      let isCopy = generator.index(below: 8) == 0
      let sequence = isCopy ? sequences.last ?? String(text) : String(text)
      sequences.append(generator.index(below: 2) == 0 ? sequence : reverseComplement(sequence))
    }
    let roles = (0..<60).map { _ in SplitRole.allCases[generator.index(below: 3)] }
    let fragmentTable = table(chromosomes: ["a", "b", "c"], fragments, sequences: sequences)
    let split = split(roles)
    let audit = try LeakageAudit(of: split, table: fragmentTable, threads: 2)
    #expect(try LeakageAudit(of: split, table: fragmentTable, threads: 1) == audit)
    for finding in audit.findings {
      let learned = split.rows(in: finding.learned)
      let heldOut = split.rows(in: finding.heldOut)
      let overlapping = heldOut.filter { row in
        learned.contains { overlap(fragments[$0], fragments[row]) }
      }
      let overlapped = learned.filter { row in
        heldOut.contains { overlap(fragments[$0], fragments[row]) }
      }
      let same = heldOut.filter { row in
        learned.contains {
          sequences[$0] == sequences[row] || sequences[$0] == reverseComplement(sequences[row])
        }
      }
      let learnedKmers = Set(learned.flatMap { canonicalKmers(sequences[$0]) })
      let sharing = heldOut.filter { row in
        canonicalKmers(sequences[row]).contains { learnedKmers.contains($0) }
      }
      #expect(finding.overlap.heldOut == overlapping.count, "seed \(seed)")
      #expect(finding.overlap.learned == overlapped.count, "seed \(seed)")
      #expect(finding.sameSequence?.heldOut == same.count, "seed \(seed)")
      #expect(finding.sharedKmers?.heldOut == sharing.count, "seed \(seed)")
      for pair in finding.overlap.examples {
        #expect(overlap(fragments[pair.learned], fragments[pair.heldOut]))
      }
      for pair in finding.sharedKmers?.examples ?? [] {
        let partner = Set(canonicalKmers(sequences[pair.learned]))
        #expect(canonicalKmers(sequences[pair.heldOut]).contains { partner.contains($0) })
      }
    }
    let whole = try LeakageAudit(
      of: split.removingLeaks(from: fragmentTable, threads: 2), table: fragmentTable, threads: 1)
    #expect(whole.isClean, "seed \(seed)")
  }

  /// Repeats of every period, homopolymers and unknown bases: the hard cases for minimizers.
  @Test func repeatsAndUnknownBasesAreComparedExactly() throws {
    var generator = SeededGenerator(Seed(77))
    var sequences: [String] = []
    for unit in ["A", "AC", "ACG", "AATT", "ACGTACGTTT", "CCCCCCCCCCCCCCCCT"] {
      for length in [31, 32, 33, 60] {
        let repeated = String(String(repeating: unit, count: 80).prefix(length))
        let flank = randomSequence(20, &generator)
        sequences.append(flank + repeated + randomSequence(20, &generator))
        sequences.append(reverseComplement(repeated) + flank)
        sequences.append(String(repeated.prefix(20)) + "N" + String(repeated.dropFirst(20)))
      }
    }
    let roles = sequences.indices.map { $0 % 3 == 0 ? SplitRole.train : .test }
    let fragments = sequences.indices.map { (Int, Int, Int)?((0, $0 * 1_000, $0 * 1_000 + 500)) }
    let audit = try LeakageAudit(
      of: split(roles), table: table(chromosomes: ["a"], fragments, sequences: sequences),
      threads: 2)
    let learned = Set(
      sequences.indices.filter { roles[$0] == .train }.flatMap { canonicalKmers(sequences[$0]) })
    let sharing = sequences.indices.filter { row in
      roles[row] == .test && canonicalKmers(sequences[row]).contains { learned.contains($0) }
    }
    #expect(audit.findings[1].sharedKmers?.heldOut == sharing.count)
    #expect(sharing.count > 10)
  }

  @Test func theAuditSurvivesJSON() throws {
    let fragments = table(chromosomes: ["a"], [(0, 0, 9), (0, 5, 9), (0, 20, 30)])
    let audit = try LeakageAudit(
      of: split([.train, .test, .validation]), table: fragments, threads: 1)
    let data = try JSONEncoder().encode(audit)
    #expect(try JSONDecoder().decode(LeakageAudit.self, from: data) == audit)
  }

  private func overlap(_ a: (Int, Int, Int)?, _ b: (Int, Int, Int)?) -> Bool {
    guard let a, let b else { return false }
    return a.0 == b.0 && a.1 < b.2 && b.1 < a.2
  }

  private func canonicalKmers(_ sequence: String) -> [String] {
    let letters = Array(sequence)
    guard letters.count >= 32 else { return [] }
    return (0...(letters.count - 32)).compactMap { start in
      let word = String(letters[start..<(start + 32)])
      return word.contains("N") ? nil : min(word, reverseComplement(word))
    }
  }
}
