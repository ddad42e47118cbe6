import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct PairCoefficientsTests {
  /// Placed fragments, some of them overlapping, with DNA, activity and noise.
  static func fragments(seed: UInt64, rows: Int = 400) -> FragmentTable {
    var generator = SeededGenerator(Seed(seed))
    var columns = [[UInt32]](repeating: [], count: 4)
    var placements: [FragmentPlacement?] = []
    for row in 0..<rows {
      let start = Int32(row * 60)
      placements.append(
        FragmentPlacement(
          chromosome: 0, interval: start..<(start + 40 + Int32(generator.index(below: 60))),
          strand: generator.bernoulli(0.5) ? .forward : .reverse))
      let copies = 10 + generator.gamma(shape: 2, scale: 30)
      let activity = exp2(generator.standardNormal())
      for column in 0..<4 {
        let mean = column % 2 == 0 ? copies : copies * activity
        columns[column].append(UInt32(generator.poisson(mean: mean)))
      }
    }
    return FragmentTable(
      chromosomeNames: ["chr1"], placements: placements,
      counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
  }

  @Test func allFourCoefficientsAreThoseOfTheColumns() throws {
    let table = Self.fragments(seed: 1)
    let pair = try assessed(table, design: design(replicates: 2)).cellTypes[0].pairs[0]
    let found = try #require(pair.counts?.rnaCoefficients)
    let columns = [1, 3].map { table.counts[$0].values.map { log2(Double($0) + 1) } }
    let defined = table.counts[0].values.indices.filter { row in
      [0, 2].allSatisfy { table.counts[$0].values[row] >= 1 }
    }
    let x = defined.map { columns[0][$0] }
    let y = defined.map { columns[1][$0] }
    #expect(found.rows == defined.count)
    #expect(agree(found.pearson.estimate.value, pearsonCorrelation(x, y), within: 1e-12))
    #expect(agree(found.spearman.estimate.value, spearmanCorrelation(x, y), within: 1e-12))
    #expect(agree(found.kendall.value, kendallTau(x, y)?.tau, within: 1e-12))
    let totals = [1, 3].map { index in table.counts[index].values.reduce(0.0) { $0 + Double($1) } }
    let shift = log2(totals[1] / totals[0])
    let lin = concordance(x.map { $0 + shift }, y)?.value
    #expect(agree(found.concordance.estimate.value, lin, within: 1e-12))
    for level in [found.pearson, found.spearman, found.concordance] {
      let interval = try #require(level.interval)
      #expect(interval.contains(try #require(level.estimate.value)))
      #expect(interval.upperBound - interval.lowerBound < 0.1)
    }
    #expect(found.pearson.estimate == pair.counts?.rna.pearson)
    #expect(pair.activityCoefficients.spearman.estimate == pair.activity.spearman)
  }

  @Test func scalingTheCountsOfASampleLeavesRanksOfRatiosAlone() throws {
    let parameters = try NormalizationParameters(
      pseudocount: Pseudocount(value: 0, placement: .count))
    var table = Self.fragments(seed: 2)
    func pair() throws -> ReplicatePairQuality {
      try assessed(table, design: design(replicates: 2), parameters: parameters)
        .cellTypes[0].pairs[0]
    }
    let before = try pair()
    table.counts[1] = CountColumn(name: "r1", values: table.counts[1].values.map { 3 * $0 })
    table.counts[2] = CountColumn(name: "d2", values: table.counts[2].values.map { 5 * $0 })
    let after = try pair()
    #expect(after.activity.spearman == before.activity.spearman)
    #expect(after.activityCoefficients.kendall == before.activityCoefficients.kendall)
    #expect(after.activityCoefficients.spearman == before.activityCoefficients.spearman)
    #expect(after.counts?.rna.spearman == before.counts?.rna.spearman)
  }

  @Test func theOrderOfRowsChangesNothingButRounding() throws {
    let table = Self.fragments(seed: 3)
    var generator = SeededGenerator(Seed(1))
    let shuffled = table.selecting(rows: generator.permutation(table.rowCount))
    let one = try assessed(table, design: design(replicates: 2)).cellTypes[0]
    let other = try assessed(shuffled, design: design(replicates: 2)).cellTypes[0]
    let sides = [one, other].map { cells -> [Double?] in
      let pair = cells.pairs[0]
      let counts = pair.counts
      let coefficients = [
        pair.activityCoefficients, counts?.rnaCoefficients, counts?.dnaCoefficients,
      ].compactMap { $0 }
      let levels = coefficients.flatMap { [$0.pearson, $0.spearman, $0.concordance] }
      let intervals = levels.flatMap { [$0.interval?.lowerBound, $0.interval?.upperBound] }
      var values = levels.map(\.estimate.value) + intervals + coefficients.map(\.kendall.value)
      values += [
        counts?.rnaGivenDNA.pearson.value, counts?.strata.pooledRNA.value,
        cells.summary.activity.intraclass.value, cells.ceiling.pearson.oneReplicate.estimate.value,
        cells.disjointBarcodes?.pairs[0].pearson.inflation.value,
        pair.positives.activeInBoth.pearson.value,
        pair.activityMeanDifference.medianDifference.value,
      ]
      values += pair.activityMeanDifference.bins.map(\.median)
      return values + cells.biases.flatMap { [$0.spearman.value] + $0.bins.map(\.median) }
    }
    #expect(sides[0].count == sides[1].count && sides[0].count > 40)
    for (a, b) in zip(sides[0], sides[1]) { #expect(agree(a, b, within: 1e-11)) }
    #expect(one.disjointBarcodes?.unit == .fragmentsOfWindow)
    #expect(one.disjointBarcodes?.windowLength == 1000)
  }

  @Test func exactCopiesAgreeInEveryCoefficient() throws {
    let table = Self.fragments(seed: 4)
    let twice = FragmentTable(
      chromosomeNames: table.chromosomeNames, placements: table.placements,
      counts: replicateColumns([
        (table.counts[0].values, table.counts[1].values),
        (table.counts[0].values, table.counts[1].values),
      ]))
    let cells = try assessed(twice, design: design(replicates: 2)).cellTypes[0]
    for found in [cells.pairs[0].activityCoefficients, cells.pairs[0].counts?.rnaCoefficients] {
      for value in [
        found?.pearson.estimate.value, found?.spearman.estimate.value, found?.kendall.value,
        found?.concordance.estimate.value,
      ] { #expect(agree(value, 1, within: 1e-12)) }
    }
    #expect(agree(cells.summary.activity.intraclass.value, 1, within: 1e-12))
    #expect(cells.pairs[0].activityMeanDifference.medianDifference == .defined(0))
  }
}
