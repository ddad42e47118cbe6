/// Everything that can go wrong in the engine itself, outside the body of a stage.
public enum EngineError: CategorizedError, Equatable {
  /// Two stages have one name.
  case duplicateStage(name: String)
  /// A stage name is not lowercase letters, digits and hyphens.
  case unusableStageName(name: String)
  /// A stage names an upstream stage that does not exist.
  case unknownUpstream(stage: String, upstream: String, nearest: String?)
  /// Stages need each other in a circle; the first is repeated at the end.
  case stageCycle(path: [String])
  /// The user named a stage that does not exist.
  case unknownStage(name: String, known: [String])
  /// The user asked to force a stage that the other options leave out.
  case forcedStageNotSelected(name: String)
  /// Input files are missing or cannot be read; all of them.
  case unusableInputs([InputProblem])
  /// A stage was asked for alone, but what it builds on is not up to date.
  case upstreamNotReady(stage: String, upstream: String, reasons: [StaleReason])
  /// Another process is working in the folder.
  case locked(folder: String, holder: LockHolder?)
  /// The operating system refused a file operation.
  case fileAccess(FileAccessFailure)
  /// A stage finished without writing a file.
  case noOutput(stage: String)
  /// A folder of outputs holds something that is neither a file nor a folder.
  case unexpectedFile(path: String)
  /// An input changed while a stage was reading it.
  case inputChangedDuringRun(stage: String, label: String, path: String)
  /// An output folder is not empty and was not made by this program.
  case outputFolderOccupied(path: String)
  /// There is no work folder at this path.
  case noWorkFolder(path: String)
  /// Text is not JSON.
  case malformedJSON(offset: Int, expected: String)

  /// The exit status this error stands for.
  public var category: ExitCategory {
    switch self {
    case .duplicateStage, .unusableStageName, .unknownUpstream, .stageCycle, .noOutput,
      .unexpectedFile:
      .software
    case .unknownStage, .forcedStageNotSelected, .locked, .outputFolderOccupied, .noWorkFolder:
      .usage
    case .upstreamNotReady: .staleOrFailedQC
    case .unusableInputs, .fileAccess, .inputChangedDuringRun, .malformedJSON: .data
    }
  }
}

/// One input file that cannot be used.
public struct InputProblem: Hashable, Sendable {
  /// Name of the stage that declares it.
  public let stage: String
  /// What the stage calls the input.
  public let label: String
  /// Where it was looked for.
  public let path: String
  /// The system error number: `ENOENT` for a missing file.
  public let code: Int32

  /// Names an input that cannot be used.
  public init(stage: String, label: String, path: String, code: Int32) {
    self.stage = stage
    self.label = label
    self.path = path
    self.code = code
  }
}

/// A file operation the operating system refused.
public struct FileAccessFailure: Hashable, Sendable {
  /// What was attempted: open, write, rename, …
  public let operation: String
  /// The file or folder.
  public let path: String
  /// The system error number.
  public let code: Int32

  /// Notes a refused operation.
  public init(operation: String, path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

/// The process that holds the lock of a work folder.
public struct LockHolder: Hashable, Sendable {
  /// Its process identifier.
  public let processIdentifier: Int
  /// The name of its host.
  public let host: String
  /// When it took the lock, ISO 8601.
  public let since: String
  /// Whether that process still runs; nothing when it is on another host.
  public let isAlive: Bool?

  /// Names a process.
  public init(processIdentifier: Int, host: String, since: String, isAlive: Bool?) {
    self.processIdentifier = processIdentifier
    self.host = host
    self.since = since
    self.isAlive = isAlive
  }
}
