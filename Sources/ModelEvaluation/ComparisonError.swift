import Wording

/// Why a comparison cannot be made.
public enum ComparisonError: Error, Hashable, Sendable {
  /// A column has another number of rows than the first task's observations.
  case rowCount(what: String, found: Int, expected: Int)
  /// A list has another number of tasks than there are task names.
  case taskCount(what: String, found: Int, expected: Int)
  /// A value is NaN or infinite; `row` counts from 0.
  case notFinite(what: String, task: String, row: Int)
  /// The baseline is none of the models.
  case unknownBaseline(name: String, nearest: String?, models: [String])
  /// Two models share a name.
  case duplicateModel(String)
  /// An option is out of range.
  case invalidOption(name: String, found: String, expected: String)
}

extension ComparisonError: CustomStringConvertible {
  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    switch self {
    case .rowCount(let what, let found, let expected):
      return "evaluate: \(what) has \(found) rows; expected \(expected). "
        + "Predict exactly the evaluated rows."
    case .taskCount(let what, let found, let expected):
      return "evaluate: \(what) has \(found) tasks; expected \(expected). "
        + "Give one column per task."
    case .notFinite(let what, let task, let row):
      return "evaluate: \(what), task '\(task)', row \(row + 1): the value is not a number; "
        + "expected finite values. Retrain or repair the model."
    case .unknownBaseline(let name, let nearest, let models):
      let hint = nearest.map { "Did you mean '\($0)'?" } ?? "Train the baseline or name another."
      return "evaluate.baseline: there is no model '\(name)'; expected one of "
        + "\(models.joined(separator: ", ")). \(hint)"
    case .duplicateModel(let name):
      return "evaluate.models: two models are called '\(name)'; expected unique names. "
        + "Rename one of them."
    case .invalidOption(let name, let found, let expected):
      return "evaluate.\(name): the value is \(found); expected \(expected). Correct the value."
    }
  }
}

extension ComparisonInput {
  /// Number of evaluated rows.
  var rowCount: Int { gc.count }

  /// Checks shapes, names and values.
  func validate(options: ComparisonOptions) throws(ComparisonError) {
    try validateOptions(options)
    try validateShapes()
    try validateNames(baseline: options.baseline)
    try validateValues()
  }

  private func validateOptions(_ options: ComparisonOptions) throws(ComparisonError) {
    guard options.draws >= 0 else {
      throw .invalidOption(name: "draws", found: "\(options.draws)", expected: "0 or more")
    }
    guard options.level > 0, options.level < 1 else {
      throw .invalidOption(
        name: "level", found: "\(options.level)", expected: "a number between 0 and 1")
    }
  }

  private func validateShapes() throws(ComparisonError) {
    func check(_ what: String, rows: Int) throws(ComparisonError) {
      guard rows == rowCount else {
        throw .rowCount(what: what, found: rows, expected: rowCount)
      }
    }
    func check(_ what: String, tasks found: Int) throws(ComparisonError) {
      guard found == tasks.count else {
        throw .taskCount(what: what, found: found, expected: tasks.count)
      }
    }
    try check("observed activity", tasks: observed.count)
    try check("replicate activity", tasks: replicates.count)
    try check("the chromosome column", rows: chromosomes.count)
    try check("the block column", rows: blocks.labels.count)
    for column in observed { try check("observed activity", rows: column.count) }
    for column in replicates.joined() { try check("replicate activity", rows: column.count) }
    for variable in strata { try check("stratum '\(variable.name)'", rows: variable.rowCount) }
    for model in models {
      try check("model '\(model.name)'", tasks: model.values.count)
      for column in model.values where !column.isEmpty {
        try check("model '\(model.name)'", rows: column.count)
      }
    }
  }

  private func validateNames(baseline: String?) throws(ComparisonError) {
    var names: Set<String> = []
    for model in models where !names.insert(model.name).inserted {
      throw .duplicateModel(model.name)
    }
    if let baseline, !names.contains(baseline) {
      let known = models.map(\.name)
      throw .unknownBaseline(
        name: baseline, nearest: nearestName(to: baseline, among: known), models: known)
    }
  }

  private func validateValues() throws(ComparisonError) {
    if let row = gc.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(what: "GC content", task: "all", row: row)
    }
    for (task, name) in tasks.enumerated() {
      for column in [observed[task]] + replicates[task] {
        if let row = column.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
          throw .notFinite(what: "activity", task: name, row: row)
        }
      }
      for model in models {
        if let row = model.values[task].firstIndex(where: { !$0.isFinite }) {
          throw .notFinite(what: "model '\(model.name)'", task: name, row: row)
        }
      }
    }
  }
}
