/// The rows in which a task was observed, and their targets.
public struct ObservedRows: Hashable, Sendable {
  /// Ascending row indices.
  public let rows: [Int]
  /// The targets in these rows.
  public let values: [Double]
  /// The weights of these rows, all above 0; nil when there are none or all are 1.
  public let weights: [Double]?
}

extension TargetMatrix {
  /// The rows in which a task was observed. A row of weight 0 counts as not observed.
  ///
  /// ```swift
  /// TargetMatrix(tasks: ["K562"], values: [[1.5, nil, 2]]).observedRows(task: 0)
  /// // rows [0, 2], values [1.5, 2], no weights
  /// TargetMatrix(tasks: ["K562"], values: [[1, nil, 2]], weights: [[0, 9, 0.5]])
  ///   .observedRows(task: 0)
  /// // row [2], value [2], weight [0.5]
  /// ```
  ///
  /// - Throws: ``EstimatorError/nonFiniteTarget(task:row:)``,
  ///   ``EstimatorError/unusableWeight(task:row:value:)``, and
  ///   ``EstimatorError/noPositiveWeight(task:rows:)`` when there are values but all have weight 0.
  public func observedRows(task: Int) throws -> ObservedRows {
    var rows: [Int] = []
    var observed: [Double] = []
    var kept: [Double] = []
    var unused = 0
    for (row, value) in values[task].enumerated() {
      guard let value else { continue }
      if let weight = weights?[task][row] {
        if !Self.isUsable(weight: weight) {
          throw EstimatorError.unusableWeight(task: tasks[task], row: row, value: weight)
        }
        if weight == 0 {
          unused += 1
          continue
        }
        kept.append(weight)
      }
      if !value.isFinite { throw EstimatorError.nonFiniteTarget(task: tasks[task], row: row) }
      rows.append(row)
      observed.append(value)
    }
    if rows.isEmpty, unused > 0 {
      throw EstimatorError.noPositiveWeight(task: tasks[task], rows: unused)
    }
    return ObservedRows(
      rows: rows, values: observed, weights: kept.allSatisfy { $0 == 1 } ? nil : kept)
  }
}

/// Tasks that were observed in exactly the same rows, so that everything that depends on features
/// alone is computed once for all of them.
package struct TaskGroup: Sendable {
  /// Names of the tasks.
  package private(set) var names: [String]
  /// Task indices, ascending.
  package private(set) var tasks: [Int]
  /// The rows in which they were observed.
  package let rows: [Int]
  /// One array per task in `tasks`, with one target per row in `rows`.
  package private(set) var targets: [[Double]]
  /// Per task in `tasks` one weight per row in `rows`; nil for a task without weights.
  package private(set) var weights: [[Double]?]

  /// Groups the tasks of a target matrix, in order of their first task.
  ///
  /// - Parameter separatingWeights: true to part tasks whose weights differ, for models in which
  ///   more than targets depends on the weights.
  /// - Throws: ``EstimatorError/noTrainingRows(task:)`` when a task was never observed, and as
  ///   ``TargetMatrix/observedRows(task:)``.
  package static func groups(
    of matrix: TargetMatrix, separatingWeights: Bool = false
  ) throws -> [TaskGroup] {
    var groups: [TaskGroup] = []
    for task in matrix.tasks.indices {
      let observed = try matrix.observedRows(task: task)
      if observed.rows.isEmpty { throw EstimatorError.noTrainingRows(task: matrix.tasks[task]) }
      let known = groups.firstIndex {
        $0.rows == observed.rows && (!separatingWeights || $0.weights[0] == observed.weights)
      }
      if let known {
        groups[known].names.append(matrix.tasks[task])
        groups[known].tasks.append(task)
        groups[known].targets.append(observed.values)
        groups[known].weights.append(observed.weights)
      } else {
        groups.append(
          TaskGroup(
            names: [matrix.tasks[task]], tasks: [task], rows: observed.rows,
            targets: [observed.values], weights: [observed.weights]))
      }
    }
    return groups
  }
}
