package import Estimators

/// Mean and standard deviation of a task over the observed training rows.
///
/// Networks are trained on (value − mean) / standard deviation, so that no task outweighs another
/// because of its unit, and predictions are returned in the unit of the input. Both are taken by the
/// weights of the rows, as the loss is: predicting the mean has a training loss of 1.
public struct TaskScaling: Hashable, Sendable, Codable {
  /// Name of the task.
  public let name: String
  /// Mean of the observed training values.
  public let mean: Double
  /// Standard deviation of the observed training values (divisor n; with weights their sum).
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
    for (index, task) in targets.tasks.enumerated() {
      let column = targets.values[index]
      let observed = column.compactMap { $0 }
      let weights = targets.weights.map { all in
        column.indices.filter { column[$0] != nil }.map { all[index][$0] }
      }
      guard observed.count >= 2 else {
        throw .tooFewTargets(role: "training", task: task, found: observed.count, needed: 2)
      }
      let mean = weightedMean(observed, weights: weights)
      let variance = weightedMean(
        observed.map { ($0 - mean) * ($0 - mean) }, weights: weights)
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

/// Standardised targets, (rows, tasks), row-major, with what was observed and how much it counts.
package struct StandardizedTargets: Sendable {
  let taskCount: Int
  /// Standardised values; 0 where nothing was observed, and never read there.
  let values: [Float]
  let observed: [Bool]
  /// Weights, above 0 where a target was observed and never read elsewhere; nil when all are 1.
  let weights: [Float]?

  /// Standardises targets; those of weight 0 count as not observed.
  package init(_ targets: TargetMatrix, scaling: [TaskScaling]) {
    let targets = targets.withoutZeroWeights
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
    weights = targets.weights.map { columns in
      (0..<targets.rowCount).flatMap { row in columns.map { Float($0[row]) } }
    }
  }

  private init(unweighting targets: StandardizedTargets) {
    taskCount = targets.taskCount
    values = targets.values
    observed = targets.observed
    weights = nil
  }

  /// The same targets, all of which count alike.
  var unweighted: StandardizedTargets { StandardizedTargets(unweighting: self) }

  /// The weight of an observed target.
  func weight(at index: Int) -> Float {
    guard let weights else { return 1 }
    return weights[index]
  }

  func isObserved(row: Int) -> Bool {
    observed[(row * taskCount)..<((row + 1) * taskCount)].contains(true)
  }
}
