import Foundation
import GenomicTypes
import ModelEvaluation
import Statistics
import Testing

@Suite struct ModelComparisonEdgeTests {
  private func compare(
    observed: [Double?], replicates: [[Double?]] = [], models: [(String, [Double])],
    gc: [Double]? = nil, baseline: String? = nil, draws: Int = 200
  ) throws -> ModelComparisonResult {
    let rows = observed.count
    return try ModelComparison.compare(
      ComparisonInput(
        role: .test, tasks: ["t"], observed: [observed], replicates: [replicates],
        models: models.map { NamedPredictions(name: $0.0, values: [$0.1]) },
        gc: gc ?? Array(repeating: 0.5, count: rows),
        chromosomes: Array(repeating: nil, count: rows),
        blocks: EvaluationBlocks(placements: Array(repeating: nil, count: rows))),
      options: ComparisonOptions(baseline: baseline, draws: draws), threads: 1)
  }

  private let ramp = (0..<40).map { Double($0) }

  @Test func withoutReplicatesThereIsNoCeilingButAReason() throws {
    let given = try compare(observed: ramp, models: [("m", ramp)]).tasks[0]
    #expect(given.ceiling.pearson.undefined == .noReplicates)
    #expect(given.models[0].spearmanShareOfCeiling.undefined == .noCeiling)
    let single = try compare(observed: ramp, replicates: [ramp], models: [("m", ramp)]).tasks[0]
    #expect(single.ceiling.pearson.undefined == .singleReplicate)
    #expect(single.ceiling.replicateReliabilities == [.undefined(.tooFewReplicates)])
    let opposed = try compare(
      observed: ramp, replicates: [ramp, ramp.map { -$0 }], models: [("m", ramp)]
    ).tasks[0]
    #expect(isClose(opposed.ceiling.replicatePearson.value, -1))
    #expect(opposed.ceiling.pearson.undefined == .correlationNotPositive)
    let flat = Array(repeating: Double?(1), count: 40)
    let constant = try compare(observed: ramp, replicates: [ramp, flat], models: [("m", ramp)])
    #expect(constant.tasks[0].ceiling.pearson.undefined == .correlationUndefined)
  }

  @Test func constantPredictionsHaveAnErrorAndAWarningButNoCorrelation() throws {
    let result = try compare(
      observed: ramp, models: [("m", Array(repeating: 3, count: 40))], baseline: "m")
    let score = result.tasks[0].models[0]
    #expect(score.pearson.undefined == .noVariance)
    #expect(score.spearman.undefined == .noVariance)
    #expect(score.mse.value != nil && score.mse.interval != nil)
    #expect(score.r2.value != nil)
    #expect(score.calibrationSlope.undefined == .noVariance)
    #expect(result.warnings.contains { $0.code == .constantPrediction && $0.model == "m" })
    #expect(result.warnings.contains { $0.code == .blocksWithoutPlace })
  }

  @Test func aModelOnlyGCHasNothingLeftGivenGC() throws {
    let result = try compare(observed: ramp.map { $0 * $0 }, models: [("gc", ramp)], gc: ramp)
    #expect(result.tasks[0].models[0].partialPearson.undefined == .noVariance)
  }

  @Test func tinyAndEmptyTasksSayWhy() throws {
    let none = try compare(observed: [nil, nil], models: [("m", [1, 2])])
    #expect(none.tasks[0].n == 0)
    #expect(none.tasks[0].models[0].pearson.undefined == .tooFewRows)
    #expect(none.warnings.contains { $0.code == .noObservations })
    let one = try compare(observed: [1, nil], models: [("m", [1, 2])], draws: 50)
    #expect(one.tasks[0].models[0].mse.value == 0)
    #expect(one.tasks[0].models[0].mse.intervalUndefined == .tooFewBlocks)
    let empty = try compare(observed: [], models: [("m", [])])
    #expect(empty.tasks[0].models[0].spearman.undefined != nil)
  }

  @Test func aModelWithoutThisTaskIsMarked() throws {
    let result = try compare(
      observed: ramp, models: [("gc", ramp.map { $0 * 2 }), ("other", [])], baseline: "gc")
    let score = result.tasks[0].models[1]
    #expect(score.n == 0)
    #expect(score.spearman.undefined == .notPredicted)
    #expect(score.gain?.spearman.difference.undefined == .notPredicted)
    #expect(score.gain?.spearman.pValue == nil)
    #expect(!result.warnings.contains { $0.code == .constantPrediction })
  }

  @Test func aCorrelationAboveTheCeilingIsFlaggedWordForWord() throws {
    var generator = SeededGenerator(Seed(3))
    let replicates = (0..<2).map { _ in ramp.map { Double?($0 + 25 * generator.uniform()) } }
    let result = try compare(observed: ramp, replicates: replicates, models: [("m", ramp)])
    let ceiling = try #require(result.tasks[0].ceiling.pearson.value)
    let warning = result.warnings.last { $0.code == .exceedsCeiling }
    #expect(
      warning?.message == "Pearson of model 'm' on task 't' is 1.000, above the noise ceiling "
        + "\(String(format: "%.3f", ceiling)): replicates share noise, or test rows leaked.")
    #expect(try #require(result.tasks[0].models[0].pearsonShareOfCeiling.value) > 1)
  }

  @Test func fewBlocksAreFlaggedWordForWord() throws {
    let result = try compare(
      observed: Array(ramp.prefix(8)), models: [("m", Array(ramp.prefix(8)))])
    #expect(
      result.warnings.first { $0.code == .fewBlocks }?.message
        == "Task 't' has 8 bootstrap blocks; expected at least 20. Its intervals are rough: hold "
        + "out more of the genome or use shorter blocks.")
  }

  /// The interval covers the true correlation about as often as it says.
  @Test func intervalsCoverTheTruth() throws {
    var covered = 0
    for seed in 0..<120 {
      var generator = SeededGenerator(Seed(UInt64(1_000 + seed)))
      let x = (0..<150).map { _ in roughNormal(&generator) }
      let y = x.map { Double?(0.6 * $0 + 0.8 * roughNormal(&generator)) }
      let score = try compare(observed: y, models: [("m", x)], draws: 300).tasks[0].models[0]
      if score.pearson.interval?.contains(0.6) == true { covered += 1 }
    }
    // 95 % of 120 is 114, standard error 2.4; the percentile interval is slightly short.
    #expect((104...120).contains(covered), "\(covered) of 120")
  }
}
