import ModelEvaluation
import Statistics

/// A comparison as tab-separated tables, in the same words as the report.
enum ComparisonTables {
  /// One row per task and model.
  static func models(_ result: ModelComparisonResult) -> TextTable {
    var table = TextTable(
      header: [
        "task", "model", "n", "spearman", "spearman_low", "spearman_high", "pearson",
        "pearson_low", "pearson_high", "mse", "r2", "calibration_slope",
        "partial_spearman_given_gc",
        "ceiling_spearman", "share_of_ceiling", "share_low", "share_high", "gain_over_baseline",
        "gain_low", "gain_high", "p", "p_holm",
      ])
    for task in result.tasks {
      for score in task.models {
        let share = score.spearmanShareOfCeiling
        let gain = score.gain?.spearman
        table.add(
          [task.task, score.model, "\(score.n)"]
            + numbers(score.spearman) + numbers(score.pearson)
            + [
              Decimals.text(score.mse.value, 6), Decimals.text(score.r2.value, 4),
              Decimals.text(score.calibrationSlope.value, 4),
              Decimals.text(score.partialSpearman.value, 4),
              Decimals.text(task.ceiling.spearman.value, 4),
            ] + numbers(share)
            + (gain.map { numbers($0.difference) } ?? ["NA", "NA", "NA"])
            + [Decimals.text(gain?.pValue, 5), Decimals.text(gain?.holmPValue, 5)])
      }
    }
    return table
  }

  /// One row per task, model and part of the rows, chromosomes included.
  static func strata(_ result: ModelComparisonResult) -> TextTable {
    var table = TextTable(
      header: [
        "task", "model", "variable", "stratum", "low", "high", "n", "spearman", "pearson",
      ])
    for task in result.tasks {
      for score in task.models {
        for part in score.chromosomes + score.strata {
          table.add([
            task.task, score.model, part.variable, part.stratum,
            Decimals.text(part.range?.lowerBound, 4), Decimals.text(part.range?.upperBound, 4),
            "\(part.n)", Decimals.text(part.spearman.value, 4),
            Decimals.text(part.pearson.value, 4),
          ])
        }
      }
    }
    return table
  }

  private static func numbers(_ estimate: IntervalEstimate) -> [String] {
    [estimate.value, estimate.lower, estimate.upper].map { Decimals.text($0, 4) }
  }
}
