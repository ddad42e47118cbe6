import Foundation
public import PipelineEngine

/// One stage outside the pipeline, for Snakemake, scripts and clusters: the caller owns inputs,
/// outputs and caching.
public struct SingleStage {
  private let declaration: StageDeclaration

  /// Finds a stage of an experiment.
  ///
  /// - Throws: `EngineError.unknownStage`.
  public init(_ name: String, of experiment: Experiment) throws {
    declaration = try experiment.pipeline(resumesTraining: true).stage(name)
  }

  /// Runs the stage.
  ///
  /// - Parameters:
  ///   - inputs: labels of external inputs, or names of upstream stages, and where they are. External
  ///     inputs that are not given are those of the configuration.
  ///   - output: the folder to write; it appears whole or not at all.
  /// - Throws: ``SingleStageProblem`` for inputs that are missing or not known; whatever the stage
  ///   throws.
  public func run(inputs: [String: String], output: String, threads: Int) throws {
    let labels = declaration.inputs.map(\.label)
    let known = labels + declaration.upstream
    if let unknown = inputs.keys.sorted().first(where: { !known.contains($0) }) {
      throw SingleStageProblem.unknownInput(
        stage: declaration.name, name: unknown, known: known)
    }
    let missing = declaration.upstream.filter { inputs[$0] == nil }
    if !missing.isEmpty {
      throw SingleStageProblem.missingInputs(stage: declaration.name, names: missing)
    }
    for name in declaration.upstream {
      guard let folder = inputs[name], !Self.isFolder(folder) else { continue }
      throw SingleStageProblem.noFolder(stage: declaration.name, name: name, path: folder)
    }
    let external = declaration.inputs.map { ($0.label, inputs[$0.label] ?? $0.path) }
    let upstream = declaration.upstream.compactMap { name in inputs[name].map { (name, $0) } }
    try AtomicDirectory.write(to: output) { staging in
      let checkpoint = staging + ".checkpoint"
      try FileManager.default.createDirectory(
        atPath: checkpoint, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: checkpoint) }
      do {
        try declaration.body(
          StageContext(
            stage: declaration.name, outputDirectory: staging, checkpointDirectory: checkpoint,
            inputs: Dictionary(uniqueKeysWithValues: external),
            upstream: Dictionary(uniqueKeysWithValues: upstream), threads: threads,
            seed: declaration.seed,
            reportingTo: ReportingStyle.fitting(quiet: false, json: false).observer()))
      } catch {
        throw StageFailure(stage: declaration.name, cause: error, freeBytes: nil)
      }
    }
  }

  /// Follows links, which the results of a work folder are.
  private static func isFolder(_ path: String) -> Bool {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: target)[.type]
    return type as? FileAttributeType == .typeDirectory
  }
}

/// A stage that was asked to run without what it needs.
public enum SingleStageProblem: Error, Equatable {
  /// The stage has no such input.
  case unknownInput(stage: String, name: String, known: [String])
  /// What was given as the output of an upstream stage is not a folder.
  case noFolder(stage: String, name: String, path: String)
  /// Outputs of upstream stages were not given.
  case missingInputs(stage: String, names: [String])
}

extension SingleStageProblem: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

extension SingleStageProblem: CustomStringConvertible {
  /// What is missing, and how to give it.
  public var description: String {
    switch self {
    case .unknownInput(let stage, let name, let known):
      "stage \(stage): found the input '\(name)'; expected one of \(known.joined(separator: ", "))."
    case .noFolder(let stage, let name, let path):
      "stage \(stage): \(path): there is no such folder; expected the output of \(name)."
        + " Correct --input \(name)=\(path)."
    case .missingInputs(let stage, let names):
      "stage \(stage): the outputs of \(names.joined(separator: ", ")) are missing."
        + " Give each with --input, for example --input \(names[0])=results/\(names[0])."
    }
  }
}
