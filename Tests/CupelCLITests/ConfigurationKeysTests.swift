import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// A result is kept only as long as no key that it depends on changes.
@Suite struct ConfigurationKeysTests {
  /// Keys whose change needs another key to change with it, or files.
  private static let skipped: Set<String> = [
    "input.format", "input.header", "input.chromosome", "input.columns.chromosome",
    "input.columns.start", "input.columns.end", "input.columns.strand", "assay.dna",
    "split.method", "split.column", "split.folds", "split.test_fold", "split.validation_fold",
    "cnn.preset", "input.columns.labels", "alignments.fragment_length", "normalize.pseudocount",
    "calls.comparisons", "split.validation", "split.train",
  ]

  private static var base: [String: Any] {
    [
      "experiment": "keys",
      "input": [
        "tables": "table.tsv",
        "columns": ["name": "name", "labels": ["kind", "variant", "allele"]],
      ],
      "normalize": [
        "method": "gamma-poisson", "centring": "negative_controls",
        "controls": ["column": "kind", "value": "scrambled"],
      ],
      "assay": [
        "dna": "D",
        "cell_types": [
          "cellA": ["replicates": ["r1": ["rna": "A1"], "r2": ["rna": "A2"]]],
          "cellB": ["replicates": ["r1": ["rna": "B1"], "r2": ["rna": "B2"]]],
        ],
      ],
      "calls": [
        "controls": ["column": "kind", "values": ["scrambled"]],
        "alleles": ["column_element": "variant", "column_allele": "allele"],
      ],
    ]
  }

  @Test func everyKeyOfTheConfigurationReachesAStage() throws {
    let folder = try TemporaryFolder()
    try folder.file("table.tsv", CalledExperiment.header.joined(separator: "\t") + "\n")
    let before = try #require(try parameters(Self.base, in: folder))
    var untried: [String] = []
    for leaf in leaves(of: ExperimentSchema.schema, below: []) {
      let name = leaf.path.joined(separator: ".")
      if Self.skipped.contains(name) { continue }
      let loaded = try leaf.values.compactMap {
        try parameters(set($0, at: leaf.path, in: Self.base), in: folder)
      }
      if loaded.isEmpty { untried.append(name) }
      #expect(loaded.isEmpty || loaded.contains { $0 != before }, "\(name) changes no stage")
    }
    #expect(untried.isEmpty, "\(untried)")
  }

  @Test func negativeControlsOfTheCentreReachTheStageNormalize() throws {
    let folder = try TemporaryFolder()
    try folder.file("table.tsv", CalledExperiment.header.joined(separator: "\t") + "\n")
    let before = try #require(try parameters(Self.base, in: folder))
    for (key, value) in [("value", "empty"), ("statistic", "mean")] {
      let changed = set(value, at: ["normalize", "controls", key], in: Self.base)
      let after = try #require(try parameters(changed, in: folder))
      #expect(after["normalize"] != before["normalize"], "\(key)")
    }
  }

  /// Parameters of every stage; nil when the configuration is refused.
  private func parameters(
    _ configuration: [String: Any], in folder: TemporaryFolder
  ) throws -> [String: ParameterValue]? {
    let text = try JSONSerialization.data(withJSONObject: configuration, options: [.sortedKeys])
    let path = try folder.file("x.yaml", String(decoding: text, as: UTF8.self))
    do {
      let stages = try Experiment(configurationFile: path).pipeline(resumesTraining: true).stages
      return Dictionary(uniqueKeysWithValues: stages.map { ($0.name, Self.key(of: $0)) })
    } catch is ConfigurationProblems {
      return nil
    }
  }

  private static func key(of stage: StageDeclaration) -> ParameterValue {
    [
      "parameters": stage.parameters, "seed": .string(stage.seed.map { "\($0)" } ?? ""),
      "upstream": .list(stage.upstream.map { .string($0) }),
    ]
  }

  private struct Leaf {
    let path: [String]
    /// Values that may differ from what a configuration has.
    let values: [Any]
  }

  private func leaves(of schema: RecordSchema, below path: [String]) -> [Leaf] {
    schema.fields.flatMap { field -> [Leaf] in
      let place = path + [field.key]
      if case .record(let inner) = field.kind { return leaves(of: inner, below: place) }
      let values = candidates(field.kind, field.fallback)
      return values.isEmpty ? [] : [Leaf(path: place, values: values)]
    }
  }

  private func candidates(_ kind: FieldKind, _ fallback: FieldDefault) -> [Any] {
    var usual: ParameterValue?
    if case .value(let value) = fallback { usual = value }
    switch kind {
    case .boolean: return usual == .bool(true) ? [false] : usual == .bool(false) ? [true] : [false]
    case .integer(let range):
      return [1, 2, 3, 4, 7, 11, 20, 40].filter { range.contains($0) && usual != .int($0) }
    case .number:
      return [0.02, 0.3, 0.6, 1.5, 3].filter { usual != .double($0) }
    case .text: return ["kind", "variant", "other", "ACGTACGT", "BC", "*_{barcode}"]
    case .choice(let words): return words.filter { usual != .string($0) }
    case .list(let element, _), .oneOrMore(let element):
      if case .record = element { return [] }
      return candidates(element, .required).map { [$0] }
    case .path, .record, .map: return []
    }
  }

  private func set(
    _ value: Any, at path: [String], in record: [String: Any]
  ) -> [String: Any] {
    var record = record
    guard path.count > 1 else {
      record[path[0]] = value
      return record
    }
    record[path[0]] = set(
      value, at: Array(path.dropFirst()), in: record[path[0]] as? [String: Any] ?? [:])
    return record
  }
}
