import ArgumentParser
import PipelineEngine
import PipelineStages

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Bring the results of an experiment up to date.",
    discussion: """
      Runs the stages whose inputs, parameters or code changed, in order, and reuses the rest. \
      Results are in WORK_FOLDER/results/STAGE. A run may be killed at any moment and started again.
      """)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var selection: SelectionOptions

  @Flag(help: "Only say what would run, and why.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Print warnings and errors only.")
  var quiet = false

  @Flag(help: "Print events, or the plan of a dry run, as JSON, one object a line.")
  var json = false

  @Flag(
    inversion: .prefixedNo,
    help: "Go on from the last epoch of a network whose training was killed.")
  var resume = true

  func run() throws {
    let prepared = try experiment.experiment()
    let runner = Runner(
      workFolder: experiment.folder, pipeline: try prepared.pipeline(resumesTraining: resume),
      options: RunnerOptions(threads: threads.count, version: ProgramVersion.text),
      observer: ReportingStyle.fitting(quiet: quiet, json: json).observer())
    if dryRun {
      let plan = try runner.plan(selection.selection)
      StandardOutput.write(json ? plan.json.canonicalJSON : plan.words)
      return
    }
    let watch = InterruptWatch { StandardError.write("cupel: \($0)") }
    defer { withExtendedLifetime(watch) {} }
    let summary = try runner.run(selection.selection)
    if !json, !quiet {
      StandardOutput.write(
        try RunSummaryText.text(summary, workFolder: experiment.folder, experiment: prepared))
    }
  }
}

/// Which stages a command is about.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Run this stage and what it builds on, nothing else.")
  var until: String?

  @Option(help: "Run this stage only; what it builds on must be up to date.")
  var only: String?

  @Option(help: "Run this stage and what builds on it; what it builds on must be up to date.")
  var from: String?

  @Option(
    parsing: .singleValue,
    help: "Run this stage although it is up to date; 'all' for every selected stage.")
  var force: [String] = []

  /// The selection in the words of the engine.
  var selection: RunSelection {
    RunSelection(
      until: until, only: only, from: from,
      force: force.contains("all") ? .all : .stages(force))
  }
}
