/// The rows in which a task was observed, and their targets.
public struct ObservedRows: Hashable, Sendable {
  /// Ascending row indices.
  public let rows: [Int]
  /// The targets in these rows.
  public let values: [Double]
}

extension TargetMatrix {
  /// The rows in which a task was observed.
  ///
  /// ```swift
  /// TargetMatrix(tasks: ["K562"], values: [[1.5, nil, 2]]).observedRows(task: 0)
  /// // rows [0, 2], values [1.5, 2]
  /// ```
  ///
  /// - Throws: ``EstimatorError/nonFiniteTarget(task:row:)``.
  public func observedRows(task: Int) throws -> ObservedRows {
    var rows: [Int] = []
    var observed: [Double] = []
    for (row, value) in values[task].enumerated() {
      guard let value else { continue }
      if !value.isFinite { throw EstimatorError.nonFiniteTarget(task: tasks[task], row: row) }
      rows.append(row)
      observed.append(value)
    }
    return ObservedRows(rows: rows, values: observed)
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

  /// Groups the tasks of a target matrix, in order of their first task.
  ///
  /// - Throws: ``EstimatorError/noTrainingRows(task:)`` when a task was never observed and
  ///   ``EstimatorError/nonFiniteTarget(task:row:)``.
  package static func groups(of matrix: TargetMatrix) throws -> [TaskGroup] {
    var groups: [TaskGroup] = []
    for task in matrix.tasks.indices {
      let observed = try matrix.observedRows(task: task)
      if observed.rows.isEmpty { throw EstimatorError.noTrainingRows(task: matrix.tasks[task]) }
      if let known = groups.firstIndex(where: { $0.rows == observed.rows }) {
        groups[known].names.append(matrix.tasks[task])
        groups[known].tasks.append(task)
        groups[known].targets.append(observed.values)
      } else {
        groups.append(
          TaskGroup(
            names: [matrix.tasks[task]], tasks: [task], rows: observed.rows,
            targets: [observed.values]))
      }
    }
    return groups
  }
}
