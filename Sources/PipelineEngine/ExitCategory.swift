/// What the exit status of the process tells a script.
public enum ExitCategory: Int32, Sendable, CaseIterable {
  /// Everything asked for is done.
  case ok = 0
  /// The work is out of date, or the data failed a quality check.
  case staleOrFailedQC = 1
  /// The command line or the state of the work folder does not allow what was asked.
  case usage = 64
  /// The input, the configuration or the disk is not as it must be.
  case data = 65
  /// A bug in the program.
  case software = 70
}

/// An error that knows which exit status it stands for.
public protocol CategorizedError: Error {
  /// The exit status of a run that ends with this error.
  var category: ExitCategory { get }
}
