import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

/// Inputs on which most statistics do not exist: reasons instead of NaN, and JSON that can be
/// written.
@Suite struct DegenerateExperimentTests {
  func cells(
    _ table: FragmentTable, replicates: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> CellTypeReproducibility {
    let result = try assessed(table, design: design(replicates: replicates))
    let data = try JSONEncoder().encode(result)  // throws on NaN and infinity
    #expect(
      try JSONDecoder().decode(Reproducibility.self, from: data) == result,
      sourceLocation: sourceLocation)
    return result.cellTypes[0]
  }

  @Test func oneReplicateHasNoPairsAndSaysSo() throws {
    let one = try cells(
      table(counts: replicateColumns([([5, 6, 7], [1, 2, 9])])), replicates: 1)
    #expect(one.pairs.isEmpty)
    #expect(one.verdict.sentence == "One replicate: reproducibility cannot be judged.")
    for levels in [one.ceiling.pearson, one.ceiling.spearman] {
      #expect(levels.replicateCorrelation.estimate == .undefined(.singleReplicate))
      #expect(levels.oneReplicate.estimate == .undefined(.singleReplicate))
      #expect(levels.meanOfReplicates.estimate == .undefined(.singleReplicate))
      #expect(levels.meanOfReplicates.interval == nil)
    }
    #expect(one.ceiling.givenDNA == .undefined(.singleReplicate))
    #expect(one.ceiling.triadReliabilities == [.undefined(.tooFewReplicates)])
  }

  @Test func activityWithoutCountsIsComparedAndNothingElse() throws {
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, 2, 3, nil, 5]),
      ActivityColumn(name: "b", values: [1, 2, 4, 4, nil]),
    ])
    let design = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: ["a", "b"].map { AssayDesign.Replicate(name: $0, activity: $0) })
    ])
    let result = try assessed(given, design: design)
    let pair = result.cellTypes[0].pairs[0]
    #expect(pair.rows == 3 && pair.counts == nil && pair.denominator == .given)
    #expect(agree(pair.activity.spearman.value, 1, within: 1e-12))
    #expect(result.cellTypes[0].activityScale == "as given by the input")
    #expect(result.cellTypes[0].replicates[0].counts == nil)
    #expect(result.cellTypes[0].replicates[1].undefinedRows == ["not_observed": 1])
    #expect(result.cellTypes[0].ceiling.givenDNA == nil)
    #expect(
      result.cellTypes[0].verdict.sentence
        == "Replicates have 3 fragments in common: too few to judge reproducibility.")
    #expect(
      result.checks.map(\.verdict) == [
        .notAssessed, .notAssessed, .pass, .notAssessed, .notAssessed, .notAssessed, .notAssessed,
        .notAssessed, .notAssessed,
      ])
  }

  @Test func allZerosHaveReasons() throws {
    let zeros = [UInt32](repeating: 0, count: 12)
    let result = try cells(
      table(counts: replicateColumns([(zeros, zeros), (zeros, zeros)])), replicates: 2)
    #expect(result.pairs[0].rows == 0)
    #expect(result.pairs[0].activity.pearson == .undefined(.tooFewRows))
    #expect(result.pairs[0].counts?.rnaGivenDNA.pearson == .undefined(.tooFewRows))
    #expect(result.pairs[0].counts?.strata.strata.isEmpty == true)
    #expect(result.replicates[0].undefinedRows == ["empty_library": 12])
    #expect(result.replicates[0].counts?.zeroRNAFraction == .defined(1))
    #expect(result.replicates[0].counts?.rnaAgainstDNADensity == nil)
    #expect(result.ceiling.pearson.oneReplicate.estimate == .undefined(.correlationUndefined))
    #expect(
      result.verdict.sentence
        == "Replicates have 0 fragments in common: too few to judge reproducibility.")
  }

  @Test func constantCountsHaveNoVariance() throws {
    let fours = [UInt32](repeating: 4, count: 30)
    let result = try cells(
      table(counts: replicateColumns([(fours, fours), (fours, fours)])), replicates: 2)
    let pair = result.pairs[0]
    for agreement in [pair.activity, pair.counts?.dna, pair.counts?.rna, pair.counts?.rnaGivenDNA] {
      #expect(agreement?.pearson == .undefined(.noVariance))
      #expect(agreement?.spearman == .undefined(.noVariance))
    }
    #expect(pair.counts?.strata.strata.count == 1)
    #expect(pair.counts?.strata.pooledRNA == .undefined(.noVariance))
    #expect(pair.counts?.rnaExplainedByDNA == .undefined(.noVariance))
  }

  @Test func tenRowsAreEnoughForCorrelationsAndTooFewForDeciles() throws {
    let result = try cells(
      table(
        counts: replicateColumns([
          ([9, 2, 7, 4, 5, 6, 3, 8, 1, 10], [1, 9, 3, 4, 2, 6, 8, 7, 5, 9]),
          ([8, 1, 9, 3, 4, 7, 2, 9, 2, 11], [2, 8, 3, 5, 1, 7, 8, 6, 6, 8]),
        ])), replicates: 2)
    let counts = try #require(result.pairs[0].counts)
    #expect(result.pairs[0].activity.pearson.value != nil)
    #expect(counts.rnaGivenDNA.pearson.value != nil)
    let rows = counts.strata.strata.map(\.activity.rows)
    #expect(rows.reduce(0, +) == 10)
    for stratum in counts.strata.strata where stratum.activity.rows < 2 {
      #expect(stratum.activity.pearson == .undefined(.tooFewRows))
    }
    #expect(result.ceiling.blocks == 10)
  }

  @Test func exactCopiesAgreePerfectly() throws {
    var generator = SeededGenerator(Seed(2))
    let dna = (0..<200).map { _ in UInt32(20 + generator.index(below: 200)) }
    let rna = dna.map { UInt32(generator.index(below: Int($0))) }
    let result = try cells(
      table(counts: replicateColumns([(dna, rna), (dna, rna)])), replicates: 2)
    let counts = try #require(result.pairs[0].counts)
    for estimate in [
      counts.dna.pearson, counts.rna.pearson, counts.rnaGivenDNA.pearson,
      counts.rnaGivenDNA.spearman, result.pairs[0].activity.pearson, counts.strata.pooledRNA,
      result.ceiling.pearson.meanOfReplicates.estimate,
    ] {
      #expect(agree(estimate.value, 1, within: 1e-9))
    }
    #expect(!result.verdict.isConfounded)
  }

  @Test func rnaThatIsOnlyDNAHasNothingLeft() throws {
    var generator = SeededGenerator(Seed(4))
    let dna = (0..<300).map { _ in UInt32(20 + generator.index(below: 400)) }
    let result = try cells(
      table(counts: replicateColumns([(dna, dna), (dna, dna)])), replicates: 2)
    let counts = try #require(result.pairs[0].counts)
    #expect(agree(counts.rna.pearson.value, 1, within: 1e-12))
    #expect(counts.rnaGivenDNA.pearson == .undefined(.noVariance))
    #expect(result.pairs[0].activity.pearson == .undefined(.noVariance))
  }
}
