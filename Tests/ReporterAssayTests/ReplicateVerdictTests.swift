import Foundation
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

  /// RNA counts of 500 fragments with own input DNA.
  private func replicates(
    _ rna: (_ dna: Double, _ activity: Double, inout SeededGenerator) -> [UInt32], dnaMean: Double
  ) -> FragmentTable {
    var generator = SeededGenerator(Seed(12))
    var columns: [[UInt32]] = [[], [], [], []]
    for _ in 0..<2000 {
      let dna = generator.gamma(shape: 1.5, scale: dnaMean / 1.5)
      let counts = rna(dna, exp2(2 * generator.standardNormal()), &generator)
      for (column, count) in zip([0, 2], [0, 1]) {
        columns[column].append(UInt32(generator.poisson(mean: dna)))
        columns[column + 1].append(counts[count])
      }
    }
    return table(counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
  }

  /// Sparse counts: the partial correlation cannot remove DNA that is itself noise.
  @Test func sparseCountsOfInputDNAAloneAreConfounded() throws {
    let sparse = replicates(
      { dna, _, generator in
        (0..<2).map { _ in UInt32(generator.poisson(mean: 2 * dna)) }
      }, dnaMean: 1.5)
    let verdict = try assessed(sparse, design: design(replicates: 2)).cellTypes[0].verdict
    #expect(verdict.judgement == .confounded, "\(verdict.sentence)")
  }

  @Test func aCopiedColumnIsOneMeasurementTwice() throws {
    for factor: UInt32 in [1, 2] {
      let copied = replicates(
        { dna, activity, generator in
          let count = UInt32(generator.poisson(mean: 5 * dna * activity))
          return [count, count * factor]
        }, dnaMean: 20)
      let result = try assessed(copied, design: design(replicates: 2)).cellTypes[0]
      #expect(result.verdict.judgement == .repeated, "\(result.verdict.sentence)")
      #expect(
        result.verdict.sentence
          == "1 and 2 have the same RNA counts: one measurement twice, which says nothing of "
          + "reproducibility.")
    }
    let independent = replicates(
      { dna, activity, generator in
        (0..<2).map { _ in UInt32(generator.poisson(mean: 5 * dna * activity)) }
      }, dnaMean: 20)
    let verdict = try assessed(independent, design: design(replicates: 2)).cellTypes[0].verdict
    #expect(verdict.judgement == .sound, "\(verdict.sentence)")
  }

  /// RNA without any relation to the fragments, over DNA that differs between them.
  @Test func aRatioThatOnlyFollowsItsDenominatorIsConfounded() throws {
    let noise = replicates(
      { _, _, generator in (0..<2).map { _ in UInt32(generator.poisson(mean: 30)) } },
      dnaMean: 1000)
    let result = try assessed(noise, design: design(replicates: 2))
    let verdict = result.cellTypes[0].verdict
    #expect(verdict.judgement == .confounded)
    #expect(
      verdict.sentence.hasSuffix(
        " Warning: much of the agreement of the ratio comes from input DNA."))
    #expect(
      result.cellTypes[0].pairs[0].confoundVerdict(largestDrop: 0.2).sentence.hasSuffix(
        "among fragments of equal input DNA: what agrees in the ratio is input DNA, not RNA."))
    #expect(result.checks.first { $0.metric == .activityAgainstDNA }?.verdict == .warn)
  }

  @Test func replicatesThatHardlyAgreeAreWeak() throws {
    var generator = SeededGenerator(Seed(13))
    func noise(_ mean: Double) -> [UInt32] {
      (0..<1000).map { _ in UInt32(generator.poisson(mean: mean)) }
    }
    let counts = table(
      counts: replicateColumns([(noise(100), noise(30)), (noise(100), noise(30))]))
    let result = try assessed(counts, design: design(replicates: 2))
    #expect(result.cellTypes[0].verdict.judgement == .weak)
    #expect(result.checks.first { $0.metric == .activitySpearman }?.verdict == .fail)
  }

  @Test func depthsThatDifferAreChecked() throws {
    let uneven = replicates(
      { dna, activity, generator in
        [100, 1].map { UInt32(generator.poisson(mean: $0 * dna * activity)) }
      }, dnaMean: 20)
    let check = try assessed(uneven, design: design(replicates: 2)).checks
      .first { $0.metric == .rnaDepthRatio }
    #expect(check?.verdict == .warn && (check?.value.value ?? 0) > 80)
  }
}
