import ArgumentParser
import Foundation
import PipelineEngine
import PipelineStages

/// What every command that reads a configuration accepts.
struct ExperimentOptions: ParsableArguments {
  @Argument(help: "The configuration of the experiment, a YAML file.")
  var configuration: String

  @Option(
    name: .customLong("define"), parsing: .singleValue,
    help: ArgumentHelp(
      "Replaces ${NAME} in the paths of the configuration; may be given more than once.",
      valueName: "NAME=VALUE"))
  var definitions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where results and cache go. Default: NAME-results in the current folder, for NAME.yaml.",
      valueName: "folder"))
  var workFolder: String?

  /// Reads and checks the configuration.
  func experiment() throws -> Experiment {
    let values = try NamedArguments.parse(definitions, option: "--define")
    return try Experiment(configurationFile: configuration, definitions: values)
  }

  /// The work folder.
  var folder: WorkFolder {
    WorkFolder(workFolder ?? Self.defaultWorkFolder(for: configuration))
  }

  static func defaultWorkFolder(for configuration: String) -> String {
    let name = URL(fileURLWithPath: configuration).deletingPathExtension().lastPathComponent
    return name + "-results"
  }
}

/// How many threads a command may use.
struct ThreadOptions: ParsableArguments {
  @Option(help: "Threads to use. Results do not depend on it. Default: all cores.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads: found \(threads); expected a number of at least 1.")
    }
  }

  /// The number of threads in force.
  var count: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
