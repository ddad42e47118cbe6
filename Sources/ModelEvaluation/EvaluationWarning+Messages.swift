import Foundation

extension EvaluationWarning {
  static func blocksWithoutPlace(rows: Int) -> EvaluationWarning {
    EvaluationWarning(
      code: .blocksWithoutPlace,
      message: "\(rows) evaluated rows have no place on the genome and are resampled one by one; "
        + "if their sequences overlap, the intervals are too narrow.")
  }

  static func noObservations(task: String) -> EvaluationWarning {
    EvaluationWarning(
      code: .noObservations, task: task,
      message: "Task '\(task)' has no observed value on the evaluated rows.")
  }

  static func fewBlocks(_ count: Int, task: String, expected: Int) -> EvaluationWarning {
    EvaluationWarning(
      code: .fewBlocks, task: task,
      message:
        "Task '\(task)' has \(count) bootstrap \(count == 1 ? "block" : "blocks"); expected at least \(expected). "
        + "Its intervals are rough: hold out more of the genome or use shorter blocks.")
  }

  static func exceedsCeiling(
    _ correlation: String, value: Double, ceiling: Double, task: String, model: String
  ) -> EvaluationWarning {
    EvaluationWarning(
      code: .exceedsCeiling, task: task, model: model,
      message: "\(correlation) of model '\(model)' on task '\(task)' is \(decimals(value)), above "
        + "the noise ceiling \(decimals(ceiling)): replicates share noise, or test rows leaked.")
  }

  static func constantPrediction(task: String, model: String) -> EvaluationWarning {
    EvaluationWarning(
      code: .constantPrediction, task: task, model: model,
      message: "Model '\(model)' predicts the same value for every row of task '\(task)', or the "
        + "observed values do not vary.")
  }

  private static func decimals(_ value: Double) -> String { String(format: "%.3f", value) }
}
