import ConvolutionalNetworks
import Foundation
import PipelineEngine

/// A configured experiment: everything a run needs, checked.
public struct Experiment: Sendable {
  /// Name printed in reports.
  public let name: String
  let seed: UInt64
  let input: InputSection
  let assay: AssaySection
  let normalize: NormalizeSection
  let split: SplitSection
  let calls: CallsSection
  let network: ConvolutionalNetworkOptions?
  /// Files with classes of fragments, for the agreement of replicates.
  let classFiles: FragmentClassFiles
  /// The samples, when the experiment is given as a sample sheet.
  let samples: SampleInput?
  let record: ConfigurationRecord

  /// Reads a configuration file.
  ///
  /// - Parameter definitions: `${NAME}` in paths is replaced by the value of NAME.
  /// - Throws: `ConfigurationProblems` with everything that is wrong, each with line and column;
  ///   `EngineError` when the file cannot be read.
  public init(configurationFile: String, definitions: [String: String] = [:]) throws {
    let record = try ConfigurationReader.read(
      file: configurationFile, schema: ExperimentSchema.schema)
    try self.init(record, definitions: definitions)
  }

  /// Reads a configuration text; `file` is named in messages, and relative paths start at its folder.
  package init(text: String, file: String, definitions: [String: String] = [:]) throws {
    try self.init(
      try ConfigurationReader.read(text: text, file: file, schema: ExperimentSchema.schema),
      definitions: definitions)
  }

  private init(_ record: ConfigurationRecord, definitions: [String: String]) throws {
    self.record = record
    var problems = ProblemCollector()
    name = record.text("experiment")
    seed = UInt64(record.int("seed"))
    let placeholders = PathPlaceholders(definitions: definitions)
    problems.add(placeholders.problems(in: record))
    let samples = problems.collectOptional { try SampleInput(record, paths: placeholders) }
    let assay = problems.collect {
      try AssaySection(
        record.record("assay"), sheet: samples?.sheetDesign,
        hasSheet: record.record("input").text(ifSet: "samples") != nil)
    }
    let normalize = problems.collect { try NormalizeSection(record.record("normalize")) }
    let split = problems.collect { try SplitSection(record.record("split")) }
    let calls = problems.collect { try CallsSection(record.record("calls")) }
    let inputRecord = record.record("input")
    let networkRecord = record.record("cnn")
    let isNetworkEnabled = networkRecord.bool("enabled")
    let seed = seed
    let network: ConvolutionalNetworkOptions? = problems.collect {
      try NetworkSection.options(
        networkRecord, strand: assay?.strand ?? .oriented, seed: seed)
    }
    guard let assay, let normalize, let split, let calls, problems.isEmpty else {
      throw problems.error
    }
    self.samples = samples
    self.assay = assay
    self.normalize = normalize
    self.split = split
    classFiles = ReproducibilitySection.classes(
      record.record("reproducibility"), paths: placeholders)
    self.calls = calls
    self.network = isNetworkEnabled ? network : nil
    input = InputSection(
      inputRecord, samples: assay.samples, activities: assay.activities, paths: placeholders)
    let labels = inputRecord.record("columns").texts("labels")
    _ = problems.collect {
      try calls.check(record.record("calls"), labels: labels, design: assay.design)
    }
    problems.add(
      [normalize.controlColumn].compactMap(\.self).compactMap {
        record.record("normalize").labelProblem(
          $0, at: "controls", in: "normalize.controls", labels)
      }
        + split.labelColumns.compactMap {
          record.record("split").labelProblem($0, at: "column", in: "the split", labels)
        })
    if !problems.isEmpty { throw problems.error }
  }

  /// Keys of the configuration that nothing has read: none after the pipeline has been made.
  package var unreadKeys: [String] { record.unusedKeys() }

  /// The resolved configuration in full, as YAML.
  public var shown: String { record.shown() }
}

extension ConfigurationRecord {
  /// What is wrong with a label column that is not among those carried along.
  func labelProblem(
    _ column: String, at key: String, in reader: String, _ labels: [String]
  ) -> ConfigurationProblem? {
    if labels.contains(column) { return nil }
    return problem(
      at: key, found: "\(reader) reads the column '\(column)', which is not carried along",
      expected: "a column listed in input.columns.labels",
      fix: "Add 'labels: [\(column)]' below 'columns:'.")
  }
}

/// Collects the problems of sections that are read independently of each other.
private struct ProblemCollector {
  private var problems: [ConfigurationProblem] = []
  private var other: (any Error)?

  var isEmpty: Bool { problems.isEmpty && other == nil }
  var error: any Error {
    problems.isEmpty ? other ?? ConfigurationProblems([]) : ConfigurationProblems(problems)
  }

  mutating func add(_ found: [ConfigurationProblem]) { problems += found }

  mutating func collectOptional<Section>(_ read: () throws -> Section?) -> Section? {
    collect(read) ?? nil
  }

  mutating func collect<Section>(_ read: () throws -> Section) -> Section? {
    do {
      return try read()
    } catch let error as ConfigurationProblems {
      problems += error.problems
    } catch {
      other = error
    }
    return nil
  }
}
