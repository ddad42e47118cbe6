import ArgumentParser
import PipelineEngine
import PipelineStages

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which stages are up to date.",
    discussion: "Exits with 0 when everything is up to date and with 1 when something would run.")

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var selection: SelectionOptions

  @Flag(help: "Print the plan as JSON.")
  var json = false

  func run() throws {
    let plan = try Self.plan(experiment, selection.selection)
    StandardOutput.write(json ? plan.json.canonicalJSON : plan.words)
    if !plan.isFresh { throw ExitCode(ExitCategory.staleOrFailedQC.rawValue) }
  }

  static func plan(_ options: ExperimentOptions, _ selection: RunSelection) throws -> RunPlan {
    try Runner(
      workFolder: options.folder,
      pipeline: try options.experiment().pipeline(resumesTraining: true),
      options: RunnerOptions(version: ProgramVersion.text)
    ).plan(selection)
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a stage would run, or would not.")

  @OptionGroup var experiment: ExperimentOptions

  @Argument(help: "The stage.")
  var stage: String

  func run() throws {
    StandardOutput.write(
      try StatusCommand.plan(experiment, .everything).explanation(of: stage))
  }
}
