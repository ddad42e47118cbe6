/// What a model is asked to predict: one value per row and task, some of them not observed.
///
/// Layout (tasks, rows): the value of task t in row r is `values[t][r]`. A value that was not
/// observed is `nil`; it takes part in no loss, no metric and no denominator, and is never
/// zero-filled.
///
/// Values may come with training weights, which say how far each is to be trusted (of a measured
/// activity its reliability, in (0, 1]). A row of weight 2 counts as the row twice, a row of weight
/// 0 as absent. Weights of all 1 are none.
///
/// ```swift
/// TargetMatrix(tasks: ["K562"], values: [[1.5, nil, 2]], weights: [[0.5, 0, 1]])
/// ```
public struct TargetMatrix: Sendable {
  /// Names of the tasks, for example cell types.
  public let tasks: [String]
  /// One array per task, each with one optional value per row.
  public let values: [[Double?]]
  /// One array per task, each with one weight per row: 0, or from 1e-12 to 1e12. The weight of a
  /// row without a value is not looked at. Nil when all observed values count alike.
  public let weights: [[Double]]?

  /// Makes a target matrix.
  ///
  /// - Precondition: one array per task, all of the same length, in values and in weights.
  public init(tasks: [String], values: [[Double?]], weights: [[Double]]? = nil) {
    precondition(tasks.count == values.count && Set(values.map(\.count)).count <= 1)
    if let weights {
      precondition(
        weights.map(\.count) == values.map(\.count),
        "weights of \(weights.map(\.count)) rows for targets of \(values.map(\.count))")
    }
    self.tasks = tasks
    self.values = values
    self.weights = weights
  }

  /// Number of rows.
  public var rowCount: Int { values.first?.count ?? 0 }

  /// The given rows, in that order, with all tasks and their weights.
  public func selecting(rows: [Int]) -> TargetMatrix {
    TargetMatrix(
      tasks: tasks, values: values.map { column in rows.map { column[$0] } },
      weights: weights?.map { column in rows.map { column[$0] } })
  }

  /// The same targets, all of which count alike.
  public var unweighted: TargetMatrix { TargetMatrix(tasks: tasks, values: values) }
}
