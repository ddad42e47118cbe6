import Sharding
import Statistics

/// Turns the columns of a task and their draws into scores.
struct TaskScoring: Sendable {
  private let input: ComparisonInput
  private let task: Int
  private let options: ComparisonOptions
  private let columns: TaskColumns
  private let resampled: ResampledTask
  private let baseline: Int?

  init(
    _ input: ComparisonInput, task: Int, options: ComparisonOptions, threads: Int
  ) throws {
    self.input = input
    self.task = task
    self.options = options
    columns = TaskColumns(input, task: task)
    baseline = options.baseline.flatMap { name in
      input.models.firstIndex { $0.name == name }
    }
    resampled = try ResampledTask(
      columns, blocks: columns.rows.map { input.blocks.labels[$0] }, baseline: baseline,
      options: options, threads: threads)
  }

  /// Scores all models of the task.
  func comparison(threads: Int) throws -> TaskComparison {
    let ceiling = taskCeiling()
    let parts = try stratumScores(threads: threads)
    let models = input.models.indices.map { model in
      score(model, ceiling: ceiling, parts: parts[model], baselineParts: baseline.map { parts[$0] })
    }
    return TaskComparison(
      task: input.tasks[task], n: columns.rows.count, blockCount: resampled.blockCount,
      ceiling: ceiling, models: models)
  }

  private func score(
    _ model: Int, ceiling: TaskCeiling, parts: [StratumScore], baselineParts: [StratumScore]?
  ) -> ModelScore {
    let points = PointScores(columns, model: model)
    func estimate(_ point: Estimate, _ metric: ResampledTask.Metric) -> IntervalEstimate {
      IntervalEstimate(
        point, draws: resampled.draws(metric, model: model), level: options.level,
        unavailable: resampled.unavailable)
    }
    func share(_ point: Estimate, of ceiling: IntervalEstimate) -> Estimate {
      guard let value = point.value else { return point }
      guard let top = ceiling.value, top > 0 else { return .undefined(.noCeiling) }
      return .defined(value / top)
    }
    return ModelScore(
      model: input.models[model].name,
      n: columns.predictions[model] == nil ? 0 : columns.rows.count,
      spearman: estimate(points.spearman, .spearman),
      pearson: estimate(points.pearson, .pearson),
      r2: estimate(points.r2, .r2),
      mse: estimate(points.mse, .mse),
      calibrationSlope: estimate(points.slope, .slope),
      calibrationIntercept: estimate(points.intercept, .intercept),
      partialSpearman: estimate(points.partialSpearman, .partialSpearman),
      partialPearson: estimate(points.partialPearson, .partialPearson),
      spearmanShareOfCeiling: estimate(
        share(points.spearman, of: ceiling.spearman), .spearmanShare),
      pearsonShareOfCeiling: estimate(share(points.pearson, of: ceiling.pearson), .pearsonShare),
      gain: gain(of: model, points: points, parts: parts, baselineParts: baselineParts),
      chromosomes: parts.filter { $0.variable == chromosomeVariable },
      strata: parts.filter { $0.variable != chromosomeVariable })
  }

  private func gain(
    of model: Int, points: PointScores, parts: [StratumScore], baselineParts: [StratumScore]?
  ) -> BaselineGain? {
    guard let baseline, baseline != model else { return nil }
    let reference = PointScores(columns, model: baseline)
    func correlationGain(
      _ a: Estimate, _ b: Estimate, _ metric: ResampledTask.Metric
    ) -> CorrelationGain {
      let draws = resampled.draws(metric, model: model)
      var difference = a.value == nil ? a : b
      if let first = a.value, let second = b.value { difference = .defined(first - second) }
      return CorrelationGain(
        difference: IntervalEstimate(
          difference, draws: draws, level: options.level, unavailable: resampled.unavailable),
        pValue: difference.value == nil ? nil : bootstrapPValue(ofDifferences: draws),
        holmPValue: nil)
    }
    return BaselineGain(
      baseline: input.models[baseline].name,
      spearman: correlationGain(points.spearman, reference.spearman, .spearmanGain),
      pearson: correlationGain(points.pearson, reference.pearson, .pearsonGain),
      williams: williams(model, against: baseline, points: points, reference: reference),
      chromosomeWilcoxon: baselineParts.flatMap { wilcoxon(parts, against: $0) })
  }

  private func williams(
    _ model: Int, against baseline: Int, points: PointScores, reference: PointScores
  ) -> WilliamsTest? {
    guard let first = columns.predictions[model], let second = columns.predictions[baseline],
      let r12 = points.pearson.value, let r13 = reference.pearson.value,
      let r23 = pearsonCorrelation(first, second)
    else { return nil }
    return WilliamsTest(rows: resampled.blockCount, r12: r12, r13: r13, r23: r23)
  }

  private func wilcoxon(
    _ parts: [StratumScore], against baseline: [StratumScore]
  ) -> WilcoxonSignedRank? {
    var differences: [Double] = []
    for (own, other) in zip(parts, baseline) where own.variable == chromosomeVariable {
      if let a = own.spearman.value, let b = other.spearman.value { differences.append(a - b) }
    }
    return differences.count >= 6 ? wilcoxonSignedRank(differences) : nil
  }

  private func taskCeiling() -> TaskCeiling {
    CeilingScoring(columns: columns, resampled: resampled, level: options.level).ceiling()
  }

  /// Scores of every chromosome and stratum, (models, strata).
  private func stratumScores(threads: Int) throws -> [[StratumScore]] {
    let variables =
      [StratumVariable(name: chromosomeVariable, values: .categories(input.chromosomes))]
      + input.strata
    let strata = variables.flatMap { $0.strata(rows: columns.rows) }
    let perStratum = try shardedMap(shards: strata.count, threads: threads) { index in
      stratumScores(strata[index])
    }
    return input.models.indices.map { model in perStratum.map { $0[model] } }
  }

  private func stratumScores(_ stratum: Stratum) -> [StratumScore] {
    let n = stratum.positions.count
    let observed = stratum.positions.map { columns.observed[$0] }
    let observedRanks = midRanks(observed)
    return columns.predictions.map { prediction in
      let values = prediction.map { values in stratum.positions.map { values[$0] } }
      func estimate(_ correlation: ([Double]) -> Double?) -> Estimate {
        guard let values else { return .undefined(.notPredicted) }
        return correlationEstimate(correlation(values), rows: n)
      }
      return StratumScore(
        variable: stratum.variable, stratum: stratum.name, range: stratum.range,
        n: values == nil ? 0 : n, isSmall: n < options.smallStratum,
        spearman: estimate { pearsonCorrelation(midRanks($0), observedRanks) },
        pearson: estimate { pearsonCorrelation($0, observed) })
    }
  }
}

/// The variable name of chromosomes among the strata.
private let chromosomeVariable = "chromosome"
