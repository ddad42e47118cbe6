/// Mean squared error over observed targets: per task the mean over its observed rows by their
/// weights, then the mean over the tasks that have any. A missing target is in no numerator and no
/// denominator.
///
/// With weights ω (1 without any), W_t = Σ ω over the observed rows of task t, and T tasks with any:
/// L = 1/T Σ_t 1/W_t Σ ω (p − y)², and ∂L/∂p = 2 ω (p − y) / (W_t T). Sums are fp64.
///
/// The division by the sum of weights, not by the number of rows, keeps the size of loss and gradient
/// and with them the meaning of the learning rate: weights of all c change nothing, whatever c is. The
/// sums are those of the rows at hand, so in training every batch weighs as much as the next.
///
/// ```swift
/// // two tasks; the second is missing in row 0: predictions [[1, 9], [3, 2]], targets
/// // [[0, –], [1, 1]]: task 0 (1 + 4) / 2, task 1 1 / 1, loss 1.75
/// // with weights 3 and 1 in task 0: (3·1 + 1·4) / 4 = 1.75, loss 1.375
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
    var totals = [Double](repeating: 0, count: tasks)
    for (item, row) in rows.enumerated() {
      for task in 0..<tasks where targets.observed[row * tasks + task] {
        let error = Double(predictions[item * tasks + task] - targets.values[row * tasks + task])
        let weight = Double(targets.weight(at: row * tasks + task))
        sums[task] += weight * (error * error)
        totals[task] += weight
      }
    }
    let used = totals.filter { $0 > 0 }.count
    taskLosses = zip(sums, totals).map { $1 > 0 ? $0 / $1 : nil }
    loss = used > 0 ? taskLosses.reduce(0) { $0 + ($1 ?? 0) } / Double(used) : 0
    var gradient = [Float](repeating: 0, count: predictions.count)
    for (item, row) in rows.enumerated() {
      for task in 0..<tasks where targets.observed[row * tasks + task] {
        let error = predictions[item * tasks + task] - targets.values[row * tasks + task]
        let share = 2 * error * targets.weight(at: row * tasks + task)
        gradient[item * tasks + task] = share / Float(totals[task] * Double(used))
      }
    }
    self.gradient = gradient
  }
}
