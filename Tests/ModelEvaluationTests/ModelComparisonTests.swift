import Foundation
import GenomicTypes
import ModelEvaluation
import Statistics
import Testing

/// Fragments on eight chromosomes whose activity is truth + noise in three replicates, and models
/// that see the truth through more or less noise.
private func simulated(
  rows: Int = 1_600, seed: UInt64 = 1, noise: Double = 1
) -> ComparisonInput {
  var generator = SeededGenerator(Seed(seed))
  var placements: [FragmentPlacement?] = []
  var (truth, gc, good, poor) = ([Double](), [Double](), [Double](), [Double]())
  for row in 0..<rows {
    let start = Int32(generator.index(below: 20_000_000))
    placements.append(
      FragmentPlacement(
        chromosome: Int32(row % 8), interval: start..<(start + 400), strand: .forward))
    gc.append(0.4 + 0.05 * roughNormal(&generator))
    truth.append(8 * (gc[row] - 0.4) + roughNormal(&generator))
    good.append(truth[row] + 0.3 * roughNormal(&generator))
    poor.append(gc[row] + 0.02 * roughNormal(&generator))
  }
  let replicates = (0..<3).map { _ in
    truth.map { Double?($0 + noise * roughNormal(&generator)) }
  }
  let observed = (0..<rows).map { row -> Double? in
    let values = replicates.compactMap { $0[row] }
    return row % 50 == 7 ? nil : values.reduce(0, +) / 3
  }
  return ComparisonInput(
    role: .test, tasks: ["K562"], observed: [observed], replicates: [replicates],
    models: [
      NamedPredictions(name: "gc", values: [poor]),
      NamedPredictions(name: "trees", values: [good]),
      NamedPredictions(name: "mean", values: [Array(repeating: 0.2, count: rows)]),
      NamedPredictions(name: "none", values: [[]]),
    ],
    gc: gc, chromosomes: (0..<rows).map { $0 % 100 == 3 ? nil : "chr\($0 % 8 + 4)" },
    blocks: EvaluationBlocks(placements: placements, length: 2_000_000),
    strata: [
      StratumVariable(name: "gc", values: .quintiles(gc)),
      StratumVariable(name: "strand", values: .categories((0..<rows).map { $0 < 60 ? "-" : "+" })),
    ])
}

@Suite struct ModelComparisonTests {
  private let options = ComparisonOptions(draws: 400)

  @Test func pointValuesAreThoseOfTheStatistics() throws {
    let input = simulated()
    let task = try ModelComparison.compare(input, options: options, threads: 2).tasks[0]
    let rows = input.gc.indices.filter { input.observed[0][$0] != nil }
    let observed = rows.compactMap { input.observed[0][$0] }
    let trees = rows.map { input.models[1].values[0][$0] }
    let gc = rows.map { input.gc[$0] }
    let score = task.models[1]
    #expect(score.n == rows.count && task.n == rows.count)
    #expect(isClose(score.pearson.value, pearsonCorrelation(trees, observed)))
    #expect(isClose(score.spearman.value, spearmanCorrelation(trees, observed)))
    #expect(isClose(score.partialPearson.value, partialCorrelation(trees, observed, given: [gc])))
    #expect(
      isClose(
        score.partialSpearman.value, spearmanPartialCorrelation(trees, observed, given: [gc])))
    let errors = zip(trees, observed).map { ($0 - $1) * ($0 - $1) }
    #expect(isClose(score.mse.value, mean(of: errors), relative: 1e-11))
    let total = (variance(of: observed) ?? 0) * Double(observed.count - 1)
    #expect(isClose(score.r2.value, 1 - errors.reduce(0, +) / total, relative: 1e-11))
    let moments = PairedMoments(x: trees, y: observed)
    #expect(isClose(score.calibrationSlope.value, moments.slope))
    #expect(isClose(score.calibrationIntercept.value, moments.intercept, absolute: 1e-12))
  }

  @Test func intervalsHoldTheirValueAndTheTruthShowsInTheGain() throws {
    let result = try ModelComparison.compare(simulated(), options: options, threads: 2)
    let task = result.tasks[0]
    let score = task.models[1]
    for estimate in [
      score.pearson, score.spearman, score.r2, score.mse, score.calibrationSlope,
      score.calibrationIntercept, score.partialPearson, score.partialSpearman,
      score.pearsonShareOfCeiling, score.spearmanShareOfCeiling, task.ceiling.pearson,
      task.ceiling.spearman, task.ceiling.replicatePearson, task.ceiling.replicateSpearman,
    ] {
      let interval = try #require(estimate.interval)
      #expect(interval.contains(try #require(estimate.value)))
    }
    let gain = try #require(score.gain)
    #expect(try #require(gain.spearman.difference.lower) > 0.2)
    #expect(gain.spearman.pValue == 2.0 / 401)
    // Four p-values: trees and mean, the second of them undefined; so two are corrected.
    #expect(isClose(gain.spearman.holmPValue, 4.0 / 401))
    #expect(try #require(gain.williams?.pValue) < 1e-3)
    #expect(gain.chromosomeWilcoxon?.pValue == 2.0 / 256)
    #expect(task.models[0].gain == nil)
    #expect(result.warnings.isEmpty == false)
  }

  @Test func theCeilingIsThatOfTheMeanOfTheReplicates() throws {
    let input = simulated()
    let task = try ModelComparison.compare(input, options: options, threads: 1).tasks[0]
    let rows = input.gc.indices.filter { input.observed[0][$0] != nil }
    let columns = input.replicates[0].map { column in rows.compactMap { column[$0] } }
    let pairs = [(0, 1), (0, 2), (1, 2)].compactMap { pearsonCorrelation(columns[$0], columns[$1]) }
    let r = try #require(median(of: pairs))
    #expect(isClose(task.ceiling.replicatePearson.value, r))
    #expect(isClose(task.ceiling.pearson.value, (3 * r / (1 + 2 * r)).squareRoot()))
    // Replicates have reliability 1.16/2.16 in the simulation.
    for estimate in task.ceiling.replicateReliabilities {
      #expect(abs((estimate.value ?? 0) - 1.16 / 2.16) < 0.08)
    }
    let share = task.models[1].pearsonShareOfCeiling.value
    #expect(
      isClose(share, task.models[1].pearson.value.map { $0 / (task.ceiling.pearson.value ?? 0) }))
  }

  @Test func permutingTheRowsChangesNothing() throws {
    let input = simulated(rows: 600)
    var generator = SeededGenerator(Seed(5))
    let order = generator.permutation(600)
    var placements = [FragmentPlacement?]()
    var shuffled = input
    shuffled.observed = [order.map { input.observed[0][$0] }]
    shuffled.replicates = [input.replicates[0].map { column in order.map { column[$0] } }]
    shuffled.models = input.models.map { model in
      NamedPredictions(
        name: model.name, values: model.values.map { v in v.isEmpty ? [] : order.map { v[$0] } })
    }
    shuffled.gc = order.map { input.gc[$0] }
    shuffled.chromosomes = order.map { input.chromosomes[$0] }
    var sampler = SeededGenerator(Seed(9))
    for row in 0..<600 {
      let start = Int32(sampler.index(below: 20_000_000))
      placements.append(
        FragmentPlacement(
          chromosome: Int32(row % 8), interval: start..<(start + 9), strand: .reverse))
    }
    var original = input
    original.blocks = EvaluationBlocks(placements: placements)
    shuffled.blocks = EvaluationBlocks(placements: order.map { placements[$0] })
    original.strata = []
    shuffled.strata = []
    let a = try ModelComparison.compare(original, options: options, threads: 2).tasks[0]
    let b = try ModelComparison.compare(shuffled, options: options, threads: 2).tasks[0]
    for (x, y) in zip(a.models, b.models) {
      for key in [
        \ModelScore.pearson, \.spearman, \.r2, \.mse, \.partialSpearman, \.pearsonShareOfCeiling,
      ] {
        let (first, second) = (x[keyPath: key], y[keyPath: key])
        #expect(isClose(first.value, second.value, relative: 1e-10))
        #expect(isClose(first.lower, second.lower, relative: 1e-10))
        #expect(isClose(first.upper, second.upper, relative: 1e-10))
      }
      #expect(x.gain?.spearman.pValue == y.gain?.spearman.pValue)
      #expect(x.chromosomes.map(\.stratum) == y.chromosomes.map(\.stratum))
    }
  }

  @Test func theUnitOfAModelDoesNotMatterForItsCorrelations() throws {
    var input = simulated(rows: 500)
    let before = try ModelComparison.compare(input, options: options, threads: 1).tasks[0].models[1]
    input.models[1] = NamedPredictions(
      name: "trees", values: [input.models[1].values[0].map { 1e6 + 40 * $0 }])
    let after = try ModelComparison.compare(input, options: options, threads: 1).tasks[0].models[1]
    #expect(isClose(after.pearson.value, before.pearson.value, relative: 1e-9))
    #expect(isClose(after.pearson.lower, before.pearson.lower, relative: 1e-9))
    #expect(isClose(after.spearman.value, before.spearman.value, relative: 1e-12))
    #expect(isClose(after.gain?.pearson.pValue, before.gain?.pearson.pValue))
  }

  @Test func threadsDoNotChangeAByte() throws {
    let input = simulated(rows: 800)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let one = try encoder.encode(ModelComparison.compare(input, options: options, threads: 1))
    let four = try encoder.encode(ModelComparison.compare(input, options: options, threads: 4))
    #expect(one == four)
    let decoded = try JSONDecoder().decode(ModelComparisonResult.self, from: one)
    #expect(try encoder.encode(decoded) == one)
  }

  @Test func strataCoverTheRowsAndMarkSmallOnes() throws {
    let task = try ModelComparison.compare(
      simulated(), options: ComparisonOptions(draws: 0), threads: 1
    ).tasks[0]
    let score = task.models[1]
    let quintiles = score.strata.filter { $0.variable == "gc" }
    #expect(quintiles.map(\.stratum) == ["q1", "q2", "q3", "q4", "q5"])
    #expect(quintiles.map(\.n).reduce(0, +) == score.n)
    #expect(quintiles.allSatisfy { abs($0.n - score.n / 5) <= 1 })
    let strand = score.strata.filter { $0.variable == "strand" }
    #expect(strand.map(\.stratum) == ["+", "-"])
    #expect(strand.map(\.isSmall) == [false, true])
    #expect(
      score.chromosomes.map(\.stratum)
        == ["chr4", "chr5", "chr6", "chr7", "chr8", "chr9", "chr10", "chr11"])
    #expect(score.spearman.intervalUndefined == .notResampled)
    #expect(score.gain?.spearman.pValue == nil)
  }
}
