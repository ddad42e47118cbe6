/// What a model is asked to predict: one value per row and task, some of them not observed.
///
/// Layout (tasks, rows): the value of task t in row r is `values[t][r]`. A value that was not
/// observed is `nil`; it takes part in no loss, no metric and no denominator, and is never
/// zero-filled.
public struct TargetMatrix: Sendable {
  /// Names of the tasks, for example cell types.
  public let tasks: [String]
  /// One array per task, each with one optional value per row.
  public let values: [[Double?]]

  /// Makes a target matrix.
  ///
  /// - Precondition: one array per task, all of the same length.
  public init(tasks: [String], values: [[Double?]]) {
    precondition(tasks.count == values.count && Set(values.map(\.count)).count <= 1)
    self.tasks = tasks
    self.values = values
  }

  /// Number of rows.
  public var rowCount: Int { values.first?.count ?? 0 }

  /// The given rows, in that order, with all tasks.
  public func selecting(rows: [Int]) -> TargetMatrix {
    TargetMatrix(tasks: tasks, values: values.map { column in rows.map { column[$0] } })
  }
}
