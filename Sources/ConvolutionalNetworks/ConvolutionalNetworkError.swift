internal import Estimators

/// An option with a value that makes no sense.
public struct OptionProblem: Hashable, Sendable {
  /// Name of the option.
  public let option: String
  /// What it was.
  public let found: String
  /// What would be accepted.
  public let expected: String

  init(_ option: String, _ found: String, _ expected: String) {
    self.option = option
    self.found = found
    self.expected = expected
  }
}

/// What can go wrong with a network.
public enum ConvolutionalNetworkError: Error, Hashable, Sendable {
  /// Options out of range, all of them.
  case invalidOptions([OptionProblem])
  /// Reverse complements are used although activity is said to be directional.
  case strandConflict(mode: StrandMode)
  /// Sequences and targets do not have the same number of rows.
  case rowMismatch(role: String, sequences: Int, targets: Int)
  /// Training and validation rows have different tasks.
  case taskMismatch(training: [String], validation: [String])
  /// A role has too few rows with a target, of a weight above 0, for this task.
  case tooFewTargets(role: String, task: String, found: Int, needed: Int)
  /// A target is NaN or infinite.
  case targetNotFinite(role: String, task: String, row: Int)
  /// A weight is neither 0 nor a number that training can work with.
  case unusableWeight(role: String, task: String, row: Int, value: Double)
  /// All observed training targets of a task are equal.
  case constantTargets(task: String, value: Double, rows: Int)
  /// A fragment does not fit the canvas of the head.
  case fragmentTooLong(row: Int, length: Int, longest: Int)
  /// The network could not learn one batch by heart.
  case overfitCheckFailed(OverfitReport)
  /// A number stopped being finite in training.
  case notFinite(layer: String, epoch: Int, step: Int, checkpoint: String?)
  /// Training was cancelled from outside.
  case cancelled(epoch: Int)
  /// A checkpoint belongs to another run.
  case foreignCheckpoint(path: String, difference: String)
  /// A file of a model or checkpoint cannot be understood.
  case malformedFile(path: String, problem: String)
  /// A model follows a convention that is not this program's.
  case foreignConvention(path: String, key: String, found: String, expected: String)
}

extension ConvolutionalNetworkError: CustomStringConvertible {
  /// "where: what was found; what was expected. How to fix."
  public var description: String {
    switch self {
    case .invalidOptions(let problems):
      problems.map { "network option \($0.option): \($0.found); expected \($0.expected)." }
        .joined(separator: "\n")
    case .strandConflict(let mode):
      "network strand mode: '\(mode.rawValue)' with strand 'oriented'; expected 'none', because "
        + "an oriented assay measures each strand by itself. Use strand 'symmetric' to treat a "
        + "fragment and its reverse complement alike, or strand mode 'none'."
    case .rowMismatch(let role, let sequences, let targets):
      "\(role) rows: \(sequences) sequences and \(targets) targets; expected as many of both."
    case .taskMismatch(let training, let validation):
      "tasks: training has \(training), validation has \(validation); expected the same list."
    case .tooFewTargets(let role, let task, let found, let needed):
      "\(role) rows: task '\(task)' has \(found) observed \(found == 1 ? "target" : "targets"); expected at least \(needed). "
        + "Check the split, or leave the task out."
    case .targetNotFinite(let role, let task, let row):
      "\(role) row \(row): the target of task '\(task)' is not finite; expected a number or a "
        + "missing value."
    case .unusableWeight(let role, let task, let row, let value):
      "\(role) row \(row): the weight of task '\(task)' is \(value); expected "
        + "\(TargetMatrix.usableWeights). Give a row that is not to count weight 0, or mark its "
        + "target as missing."
    case .constantTargets(let task, let value, let rows):
      "training rows: all \(rows) targets of task '\(task)' are \(value); expected values that "
        + "differ. Check the activity column, or leave the task out."
    case .fragmentTooLong(let row, let length, let longest):
      "row \(row): fragment of \(length) bases; the canvas of this network holds \(longest). "
        + "Train with head flatten and a canvas length of at least \(length), or with a global "
        + "pooling head."
    case .overfitCheckFailed(let report): report.message
    case .notFinite(let layer, let epoch, let step, let checkpoint):
      "training, epoch \(epoch), step \(step): layer '\(layer)' gave numbers that are not finite; "
        + "expected finite ones. Lower the learning rate or set a gradient clip"
        + (checkpoint.map { "; the last finite state is in \($0)." } ?? ".")
    case .cancelled(let epoch): "training: cancelled in epoch \(epoch)."
    case .foreignCheckpoint(let path, let difference):
      "\(path): checkpoint of another run, \(difference); expected the same data and options. "
        + "Remove it to start afresh, or resume with what it was made with."
    case .malformedFile(let path, let problem):
      "\(path): \(problem); expected a file written by cupel."
    case .foreignConvention(let path, let key, let found, let expected):
      "\(path): convention '\(key)' is '\(found)'; expected '\(expected)'. The model cannot be "
        + "used here: its inputs mean something else."
    }
  }
}
