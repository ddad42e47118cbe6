import Statistics

/// Compares models on the same held-out rows.
///
/// ```swift
/// let result = try ModelComparison.compare(input, options: ComparisonOptions(), threads: 2)
/// result.tasks[0].models[0].spearman  // value, lower, upper
/// ```
public enum ModelComparison {
  /// Scores every model on every task.
  ///
  /// Rows without an observed value take no part in that task. Point values are computed on the
  /// rows; intervals come from a block bootstrap in which every model, metric and ceiling of a task
  /// sees the same draws. The ceiling is that of the mean of the replicates on the same rows, from
  /// the median correlation of replicate pairs. Nothing depends on the order of the rows beyond
  /// rounding, except that blocks of rows without a place are dealt in row order.
  ///
  /// - Throws: ``ComparisonError`` when shapes, names or values do not fit.
  /// - Complexity: O(models · rows log rows) plus O(draws · blocks · models) per task.
  public static func compare(
    _ input: ComparisonInput, options: ComparisonOptions, threads: Int
  ) throws -> ModelComparisonResult {
    try input.validate(options: options)
    var tasks: [TaskComparison] = []
    var warnings: [EvaluationWarning] = []
    if input.blocks.rowsWithoutPlace > 0 {
      warnings.append(.blocksWithoutPlace(rows: input.blocks.rowsWithoutPlace))
    }
    for task in input.tasks.indices {
      let scoring = try TaskScoring(input, task: task, options: options, threads: threads)
      let comparison = try scoring.comparison(threads: threads)
      tasks.append(comparison)
      warnings += comparisonWarnings(comparison, options: options)
    }
    applyHolm(&tasks)
    return ModelComparisonResult(
      role: input.role, options: options, rowCount: input.rowCount, tasks: tasks,
      warnings: warnings)
  }

  /// Corrects the p-values of all gains together.
  private static func applyHolm(_ tasks: inout [TaskComparison]) {
    let gains = tasks.flatMap { $0.models.map(\.gain) }
    let adjusted = holm(gains.flatMap { [$0?.spearman.pValue, $0?.pearson.pValue] })
    var next = 0
    tasks = tasks.map { task in
      let models = task.models.map { score in
        var score = score
        score.gain?.spearman.holmPValue = adjusted[next]
        score.gain?.pearson.holmPValue = adjusted[next + 1]
        next += 2
        return score
      }
      return TaskComparison(
        task: task.task, n: task.n, blockCount: task.blockCount, ceiling: task.ceiling,
        models: models)
    }
  }
}

/// The warnings that the numbers of a task call for.
private func comparisonWarnings(
  _ comparison: TaskComparison, options: ComparisonOptions
) -> [EvaluationWarning] {
  let task = comparison.task
  if comparison.n == 0 { return [.noObservations(task: task)] }
  var warnings: [EvaluationWarning] = []
  if options.draws > 0, comparison.blockCount < options.fewBlocks {
    warnings.append(.fewBlocks(comparison.blockCount, task: task, expected: options.fewBlocks))
  }
  for score in comparison.models {
    let values = [
      ("Spearman", score.spearman.value, comparison.ceiling.spearman.value),
      ("Pearson", score.pearson.value, comparison.ceiling.pearson.value),
    ]
    for (name, value, ceiling) in values {
      guard let value, let ceiling, value > ceiling else { continue }
      warnings.append(
        .exceedsCeiling(
          name, value: value, ceiling: ceiling, task: task, model: score.model))
    }
    if score.n > 1, score.pearson.value == nil, score.spearman.undefined == .noVariance {
      warnings.append(.constantPrediction(task: task, model: score.model))
    }
  }
  return warnings
}
