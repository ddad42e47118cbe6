import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ConfoundVerdictTests {
  /// RNA follows the copies of input DNA, which vary widely, and the activity, whose spread is
  /// given; every library has noise of its own.
  func experiment(seed: UInt64, activity spread: Double, copies: Double) -> FragmentTable {
    var generator = SeededGenerator(Seed(seed))
    var columns = [[UInt32]](repeating: [], count: 4)
    for _ in 0..<2000 {
      let dna = 60 * exp2(copies * generator.standardNormal())
      let activity = exp2(spread * generator.standardNormal())
      for column in 0..<4 {
        let mean = dna * (column % 2 == 0 ? 1 : activity)
        columns[column].append(UInt32(generator.negativeBinomial(mean: mean, dispersion: 0.05)))
      }
    }
    return table(
      counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func onlyInputDNAIsCalledAndActivityIsNot(seed: UInt64) throws {
    let confounded = try assessed(
      experiment(seed: seed, activity: 0, copies: 2), design: design(replicates: 2)
    ).cellTypes[0]
    #expect(confounded.verdict.isConfounded, "seed \(seed)")
    let words = confounded.pairs[0].confoundVerdict(largestDrop: 0.2)
    #expect(words.isConfounded == true)
    #expect(words.sentence.hasPrefix("1 and 2: RNA agrees at r 0.9"))
    #expect(
      words.sentence.hasSuffix(
        " among fragments of equal input DNA: most of the agreement is input DNA, not activity."))
    let clean = try assessed(
      experiment(seed: seed, activity: 2, copies: 0.5), design: design(replicates: 2)
    ).cellTypes[0]
    #expect(!clean.verdict.isConfounded, "seed \(seed)")
    let fine = clean.pairs[0].confoundVerdict(largestDrop: 0.2)
    #expect(fine.isConfounded == false)
    #expect(
      fine.sentence.hasSuffix(
        " among fragments of equal input DNA: the agreement is not explained by input DNA."))
  }

  @Test func whatCannotBeJudgedSaysSo() throws {
    let fours = [UInt32](repeating: 4, count: 30)
    let constant = try assessed(
      table(counts: replicateColumns([(fours, fours), (fours, fours)])),
      design: design(replicates: 2)
    ).cellTypes[0].pairs[0].confoundVerdict(largestDrop: 0.2)
    #expect(constant.isConfounded == nil)
    #expect(constant.sentence == "1 and 2: RNA has no correlation to judge.")
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, 2, 3]), ActivityColumn(name: "b", values: [1, 3, 2]),
    ])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells", replicates: ["a", "b"].map { AssayDesign.Replicate(name: $0, activity: $0) })
    ])
    let pair = try assessed(given, design: cells).cellTypes[0].pairs[0]
    #expect(
      pair.confoundVerdict(largestDrop: 0.2).sentence
        == "a and b: activity was given, so input DNA cannot be controlled.")
    #expect(pair.positives.rnaInBoth == nil && pair.positives.activeInBoth.rows == 2)
  }

  @Test func threeFragmentsAreTooFewToHoldDNAFixed() throws {
    let pair = try assessed(
      table(counts: replicateColumns([([5, 6, 9], [1, 4, 3]), ([5, 7, 9], [1, 5, 2])])),
      design: design(replicates: 2)
    ).cellTypes[0].pairs[0]
    let verdict = pair.confoundVerdict(largestDrop: 0.2)
    #expect(verdict.isConfounded == nil)
    #expect(
      verdict.sentence
        == "1 and 2: 3 fragments in common are too few to hold input DNA fixed.")
  }
}
