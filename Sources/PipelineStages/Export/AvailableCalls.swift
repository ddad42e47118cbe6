import PipelineEngine

/// The results of the stage `calls`, which exports use where they are there and up to date.
enum AvailableCalls {
  case available(CallsArtefact)
  /// Why there are none, and how to get them.
  case missing(words: String)

  /// Looks for the results.
  ///
  /// - Throws: errors of the plan, such as inputs that are missing.
  init(
    _ experiment: Experiment, pipeline: Pipeline, _ workFolder: WorkFolder, configuration: String
  ) throws {
    guard experiment.calls.isEnabled else {
      self = .missing(words: "the stage calls is switched off by calls.enabled")
      return
    }
    let command = "cupel run \(configuration) --until \(StageName.calls)"
    guard workFolder.currentKey(of: StageName.calls) != nil else {
      self = .missing(words: "the stage calls has not been run: \(command)")
      return
    }
    let plan = try Runner(
      workFolder: workFolder, pipeline: pipeline, options: RunnerOptions(version: "export")
    ).plan(RunSelection(until: StageName.calls))
    guard plan.stages.allSatisfy(\.reasons.isEmpty) else {
      self = .missing(words: "the results of the stage calls are out of date: \(command)")
      return
    }
    self = .available(CallsArtefact(folder: workFolder.resultLink(of: StageName.calls)))
  }

  /// The results; nil when there are none.
  var artefact: CallsArtefact? {
    if case .available(let artefact) = self { return artefact }
    return nil
  }

  /// Why there are none; nil when there are some.
  var reason: String? {
    if case .missing(let words) = self { return words }
    return nil
  }
}
