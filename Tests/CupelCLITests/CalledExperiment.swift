import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// 400 elements with planted effects: e0–e59 are negative controls, e60–e119 are active (+2) in both
/// cell types, e120–e139 repressed (−2), e140–e154 active (+2) in cellA alone and e155–e169 in cellB
/// alone, so that both libraries are of one size.
struct CalledExperiment {
  let folder: TemporaryFolder
  var section = "  controls: {column: kind, values: [scrambled]}"
  var cellTypes = """
        cellA: {replicates: {r1: {rna: A1}, r2: {rna: A2}, r3: {rna: A3}}}
        cellB: {replicates: {r1: {rna: B1}, r2: {rna: B2}, r3: {rna: B3}}}
    """
  /// What becomes of the rows behind merged elements.
  var barcodes = "automatic"
  var rows: [[String]]

  static let header = [
    "name", "kind", "variant", "allele", "D", "A1", "A2", "A3", "B1", "B2", "B3",
  ]

  /// - Parameter elements: the first of the 400.
  init(elements: Int = 400) throws {
    folder = try TemporaryFolder()
    var noise = Noise()
    rows = (0..<elements).map { element in
      let dna = 150 + Double((element * 37) % 400)
      let counts = ["A", "A", "A", "B", "B", "B"].map { cellType -> String in
        let effect = Self.effect(of: element, in: cellType)
        return "\(Int((dna * pow(2, 1 + effect + 0.25 * noise.next())).rounded()))"
      }
      return [
        "e\(element)", element < 60 ? "scrambled" : "test", "", "", "\(Int(dna))",
      ] + counts
    }
  }

  static func effect(of element: Int, in cellType: String) -> Double {
    switch element {
    case 60..<120: 2
    case 120..<140: -2
    case 140..<155: cellType == "A" ? 2 : 0
    case 155..<170: cellType == "B" ? 2 : 0
    default: 0
    }
  }

  /// Runs the stage; `work` names the work folder.
  @discardableResult
  func run(threads: Int = 2, work: String = "work") throws -> RunSummary {
    let table = ([Self.header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
    try folder.file("table.tsv", table)
    try folder.file(
      "x.yaml",
      """
      experiment: by hand
      input:
        tables: table.tsv
        columns: {name: name, labels: [kind, variant, allele]}
        merge_rows_by: name
        keep_barcodes: \(barcodes)
      assay:
        dna: D
        cell_types:
      \(cellTypes)
      calls:
      \(section)

      """)
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    let runner = Runner(
      workFolder: WorkFolder("\(folder.path)/\(work)"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: threads, version: "test"))
    _ = try runner.run(RunSelection(until: "normalize"))
    return try runner.run(RunSelection(until: "calls"))
  }

  /// What a user reads, with the folder left out.
  func message() -> String {
    TestSupport.message { try run() }.replacingOccurrences(of: folder.path + "/", with: "")
  }

  /// A table of the stage by name of the element, then column.
  func table(_ name: String, work: String = "work") throws -> [String: [String: String]] {
    let lines = try unzipped("\(work)/results/calls/\(name).tsv.gz").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map { line in
        (line[0], Dictionary(uniqueKeysWithValues: zip(lines[0], line)))
      })
  }

  /// A contrast of `calls.json`.
  func contrast(_ kind: String, _ name: String) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(
      with: Data(folder.bytes("work/results/calls/calls.json")))
    let contrasts = (json as? [String: Any])?["contrasts"] as? [[String: Any]]
    return try #require(
      contrasts?.first { $0["kind"] as? String == kind && $0["name"] as? String == name })
  }

  func unzipped(_ name: String) throws -> String {
    try gunzippedText("\(folder.path)/\(name)")
  }

  func export() throws -> ExperimentExport {
    try ExperimentExport(
      try Experiment(configurationFile: folder.path + "/x.yaml"),
      workFolder: WorkFolder(folder.path + "/work"), configuration: "x.yaml", threads: 2)
  }
}

/// Sums of twelve uniform numbers: nearly normal, the same in every run.
private struct Noise {
  private var state: UInt64 = 7

  mutating func next() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return sum + Double(state >> 11) / Double(1 << 53)
    }
  }
}
