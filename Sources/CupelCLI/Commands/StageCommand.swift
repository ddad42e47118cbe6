import ArgumentParser
import PipelineStages

struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Run one stage for another scheduler, without the cache.",
    discussion: """
      Stages: extract-SAMPLE for each sample of a sheet, count, library, normalize, idr, \
      reproducibility, calls, split, features, baselines, trees, cnn, evaluate, report; cupel config \
      stages lists those of an experiment. Each --input names an upstream stage and the folder with its output, or an \
      external input (table_1, genome) and its file; external inputs default to those of the \
      configuration.

      Example: cupel stage split --parameters experiment.yaml --input count=out/count --output out/split
      """)

  @Argument(help: "The stage.") var stage: String
  @Option(help: "The configuration of the experiment; the stage reads its own sections.")
  var parameters: String
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An input; may be given more than once.", valueName: "NAME=PATH"))
  var input: [String] = []
  @Option(help: "The folder to write.") var output: String
  @Option(
    name: .customLong("define"), parsing: .singleValue,
    help: ArgumentHelp(
      "Replaces ${NAME} in the paths of the configuration.", valueName: "NAME=VALUE"))
  var definitions: [String] = []
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    let experiment = try Experiment(
      configurationFile: parameters,
      definitions: try NamedArguments.parse(definitions, option: "--define"))
    try SingleStage(stage, of: experiment).run(
      inputs: try NamedArguments.parse(input, option: "--input"), output: output,
      threads: threads.count)
  }
}

/// Arguments of the form NAME=VALUE.
enum NamedArguments {
  /// Values by name.
  ///
  /// - Throws: a usage error that names the option and what was found.
  static func parse(_ arguments: [String], option: String) throws -> [String: String] {
    var values: [String: String] = [:]
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
        throw ValidationError("\(option): found '\(argument)'; expected NAME=VALUE.")
      }
      let name = String(argument[..<equals])
      if values[name] != nil {
        throw ValidationError("\(option): '\(name)' is given twice; expected once.")
      }
      values[name] = String(argument[argument.index(after: equals)...])
    }
    return values
  }
}
