package import Estimators

/// Mean and standard deviation of a task over the observed training rows.
///
/// Networks are trained on (value − mean) / standard deviation, so that no task outweighs another
/// because of its unit, and predictions are returned in the unit of the input.
public struct TaskScaling: Hashable, Sendable, Codable {
  /// Name of the task.
  public let name: String
  /// Mean of the observed training values.
  public let mean: Double
  /// Standard deviation of the observed training values (divisor n).
  public let standardDeviation: Double

  /// Makes a scaling.
  public init(name: String, mean: Double, standardDeviation: Double) {
    self.name = name
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The scaling of every task of the training rows.
  ///
  /// - Throws: ``ConvolutionalNetworkError`` when a task has fewer than two observed values, or
  ///   only equal ones.
  static func measured(
    on targets: TargetMatrix
  ) throws(ConvolutionalNetworkError) -> [TaskScaling] {
    var scaling: [TaskScaling] = []
    for (task, column) in zip(targets.tasks, targets.values) {
      let observed = column.compactMap { $0 }
      guard observed.count >= 2 else {
        throw .tooFewTargets(role: "training", task: task, found: observed.count, needed: 2)
      }
      let mean = observed.reduce(0, +) / Double(observed.count)
      let variance =
        observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(observed.count)
      let constant = observed.allSatisfy { $0 == observed[0] }
      guard !constant, variance > 0 else {
        throw .constantTargets(task: task, value: observed[0], rows: observed.count)
      }
      scaling.append(
        TaskScaling(name: task, mean: mean, standardDeviation: variance.squareRoot()))
    }
    return scaling
  }
}

/// Standardised targets, (rows, tasks), row-major, with what was observed.
package struct StandardizedTargets: Sendable {
  let taskCount: Int
  /// Standardised values; 0 where nothing was observed, and never read there.
  let values: [Float]
  let observed: [Bool]

  package init(_ targets: TargetMatrix, scaling: [TaskScaling]) {
    taskCount = targets.tasks.count
    var values = [Float](repeating: 0, count: targets.rowCount * taskCount)
    var observed = [Bool](repeating: false, count: values.count)
    for (task, column) in targets.values.enumerated() {
      for (row, value) in column.enumerated() {
        guard let value else { continue }
        let at = row * taskCount + task
        values[at] = Float((value - scaling[task].mean) / scaling[task].standardDeviation)
        observed[at] = true
      }
    }
    self.values = values
    self.observed = observed
  }

  func isObserved(row: Int) -> Bool {
    observed[(row * taskCount)..<((row + 1) * taskCount)].contains(true)
  }
}
