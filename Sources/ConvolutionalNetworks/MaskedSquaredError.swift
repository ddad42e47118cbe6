/// Mean squared error over observed targets: per task the mean over its observed rows, then the
/// mean over the tasks that have any. A missing target is in no numerator and no denominator.
///
/// With n_t observed rows of task t and T tasks with any: L = 1/T Σ_t 1/n_t Σ (p − y)², and
/// ∂L/∂p = 2 (p − y) / (n_t T). Sums are fp64.
///
/// ```swift
/// // two tasks; the second is missing in row 0: predictions [[1, 9], [3, 2]], targets
/// // [[0, –], [1, 1]]: task 0 (1 + 4) / 2, task 1 1 / 1, loss 1.75
/// ```
package struct MaskedSquaredError: Sendable {
  /// The loss; 0 when nothing is observed.
  package let loss: Double
  /// Mean squared error of each task; nil for a task without observed rows.
  package let taskLosses: [Double?]
  /// ∂L/∂p, (rows, tasks), row-major.
  package let gradient: [Float]

  /// Evaluates predictions of the given rows against their targets.
  package init(predictions: [Float], rows: [Int], targets: StandardizedTargets) {
    let tasks = targets.taskCount
    precondition(predictions.count == rows.count * tasks)
    var sums = [Double](repeating: 0, count: tasks)
    var counts = [Int](repeating: 0, count: tasks)
    for (item, row) in rows.enumerated() {
      for task in 0..<tasks where targets.observed[row * tasks + task] {
        let error = Double(predictions[item * tasks + task] - targets.values[row * tasks + task])
        sums[task] += error * error
        counts[task] += 1
      }
    }
    let used = counts.filter { $0 > 0 }.count
    taskLosses = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil }
    loss = used > 0 ? taskLosses.reduce(0) { $0 + ($1 ?? 0) } / Double(used) : 0
    var gradient = [Float](repeating: 0, count: predictions.count)
    for (item, row) in rows.enumerated() {
      for task in 0..<tasks where targets.observed[row * tasks + task] {
        let error = predictions[item * tasks + task] - targets.values[row * tasks + task]
        gradient[item * tasks + task] = 2 * error / Float(counts[task] * used)
      }
    }
    self.gradient = gradient
  }
}
