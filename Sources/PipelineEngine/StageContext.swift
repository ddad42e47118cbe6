public import Logging

/// What the body of a stage is given: where to read, where to write, and how to report.
public struct StageContext: Sendable {
  /// Name of the stage.
  public let stage: String
  /// The folder to write into. It becomes the output of the stage when the body returns.
  public let outputDirectory: String
  /// A folder for work in progress that survives a kill and is removed when the stage succeeds.
  ///
  /// It belongs to one key, so what is found in it was written for exactly these inputs and
  /// parameters. It must not change the bytes of the output.
  public let checkpointDirectory: String
  /// The most threads the stage may use; must not change the output.
  public let threads: Int
  /// The declared seed.
  public let seed: UInt64?
  /// Where to report progress.
  public let progress: ProgressReporter
  /// Where to report what a person should know.
  public let logger: Logger
  private let inputs: [String: String]
  private let upstreamFolders: [String: String]

  /// Makes a context by hand, for a stage that is run outside a pipeline.
  public init(
    stage: String, outputDirectory: String, checkpointDirectory: String,
    inputs: [String: String] = [:], upstream: [String: String] = [:], threads: Int = 1,
    seed: UInt64? = nil, progress: ProgressReporter = ProgressReporter(), logger: Logger
  ) {
    precondition(threads >= 1, "threads \(threads)")
    self.stage = stage
    self.outputDirectory = outputDirectory
    self.checkpointDirectory = checkpointDirectory
    self.inputs = inputs
    upstreamFolders = upstream
    self.threads = threads
    self.seed = seed
    self.progress = progress
    self.logger = logger
  }

  /// The path of a file to write in the output folder.
  public func file(_ name: String) -> String { outputDirectory + "/" + name }

  /// The path of a declared input.
  ///
  /// - Precondition: the stage declares this label.
  public func input(_ label: String) -> String {
    guard let path = inputs[label] else {
      preconditionFailure("stage \(stage) has no input \(label), only \(inputs.keys.sorted())")
    }
    return path
  }

  /// The output folder of a declared upstream stage.
  ///
  /// - Precondition: the stage declares this upstream stage.
  public func upstream(_ stage: String) -> String {
    guard let folder = upstreamFolders[stage] else {
      preconditionFailure(
        "stage \(self.stage) does not build on \(stage), only \(upstreamFolders.keys.sorted())")
    }
    return folder
  }

  /// Tells a person something about the work.
  public func note(_ text: String) { logger.info("\(text)") }

  /// Tells a person something that may make the result less useful than hoped.
  public func warn(_ text: String) { logger.warning("\(text)") }

  /// Whether an input with this label was declared, for inputs that are optional.
  public func hasInput(_ label: String) -> Bool { inputs[label] != nil }

  /// Whether an upstream stage was declared, for those that are optional.
  public func hasUpstream(_ stage: String) -> Bool { upstreamFolders[stage] != nil }
}
