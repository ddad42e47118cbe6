import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ReplicateVerdictTests {
  /// RNA proportional to an input DNA that varies 64-fold, with independent noise.
  func confounded(shared: Bool) -> FragmentTable {
    var generator = SeededGenerator(Seed(9))
    var columns: [[UInt32]] = [[], [], [], []]
    for _ in 0..<1000 {
      let dna = 20 * Double(1 << generator.index(below: 7))
      for column in 0..<4 {
        columns[column].append(UInt32(dna * (0.5 + generator.uniform())))
      }
    }
    return table(
      counts: replicateColumns([
        (columns[0], columns[1]), (shared ? columns[0] : columns[2], columns[3]),
      ]))
  }

  @Test func agreementThatIsOnlyInputDNAIsWarnedAbout() throws {
    let result = try assessed(confounded(shared: false), design: design(replicates: 2))
    let verdict = result.cellTypes[0].verdict
    #expect(verdict.isConfounded)
    #expect(verdict.sentence.hasPrefix("RNA r 0.9"))
    #expect(
      verdict.sentence.hasSuffix(
        ". Warning: much of the RNA agreement comes from input DNA."))
    let check = result.checks.first { $0.metric == .rnaExplainedByDNA }
    #expect(check?.verdict == .warn && check?.expected == "≤ 0.2" && check?.source == "cupel")
  }

  @Test func aSharedInputIsNamed() throws {
    let counts = confounded(shared: true)
    let shared = AssayDesign(
      dna: ["d1"],
      cellTypes: [
        AssayDesign.CellType(
          name: "cells",
          replicates: [
            AssayDesign.Replicate(name: "1", rna: ["r1"]),
            AssayDesign.Replicate(name: "2", rna: ["r2"]),
          ])
      ])
    let result = try assessed(counts, design: shared)
    #expect(result.cellTypes[0].pairs[0].denominator == .shared)
    #expect(result.cellTypes[0].verdict.sentence.contains(" (shared input DNA)."))
    let dna = result.checks.first { $0.metric == .dnaSpearman }
    #expect(dna?.verdict == .notAssessed)
  }
}
