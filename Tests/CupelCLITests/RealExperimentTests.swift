import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// The examples on the real experiments they are for, up to the audited split.
@Suite(.enabled(if: realData != nil)) struct RealExperimentTests {
  private func run(_ name: String, in folder: TemporaryFolder) throws {
    let experiment = try Experiment(
      configurationFile: repositoryFile("Pipelines/examples/\(name).yaml").path,
      definitions: ["DATA": realData ?? ""])
    let runner = Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 2, version: "test"))
    for stage in ["reproducibility", "split"] { _ = try runner.run(RunSelection(until: stage)) }
  }

  private func attrition(_ folder: TemporaryFolder) throws -> [AttritionNode] {
    try JSONDecoder().decode(
      [AttritionNode].self, from: Data(folder.bytes("work/results/count/attrition.json")))
  }

  /// The split stage throws when the audit is not clean, so that it ran is the check.
  @Test func promoterTilesMergeToFragmentsAndReplicatesAgree() throws {
    let folder = try TemporaryFolder()
    try run("cis_trans_mpra", in: folder)
    let nodes = try attrition(folder)
    #expect(nodes.first?.entered == 90_428)
    #expect(nodes.first { $0.collapses }?.left == 6_956)
    #expect(nodes.last?.left == 6_954)
    let page = try folder.text("work/results/reproducibility/replicate_qc.html")
    #expect(page.contains("HUES64: RNA r 0.97; 0.88 after controlling input DNA"))
  }

  @Test func givenActivityPassesThrough() throws {
    let folder = try TemporaryFolder()
    try run("lentimpra_joint", in: folder)
    #expect(try attrition(folder).last?.left == 50_432)
    #expect(try folder.text("work/results/split/split.json").contains("\"no_chromosome\" : 664"))
  }

  @Test func bacterialPromotersMatchTheirGenome() throws {
    let folder = try TemporaryFolder()
    try run("ecoli_tss", in: folder)
    let check = try folder.text("work/results/count/sequence_check.json")
    #expect(check.contains("\"matching\" : 17669") && check.contains("\"different\" : 0"))
    #expect(try attrition(folder).first?.dropped == ["bad_coordinate": 2])
  }

  /// The raw barcode counts of 13 samples, joined by a sample sheet, are the published table.
  @Test func samplesJoinedByASheetGiveTheTableOfTheSameExperiment() throws {
    func counts(_ name: String) throws -> [String: [String: UInt32]] {
      let folder = try TemporaryFolder()
      let experiment = try Experiment(
        configurationFile: repositoryFile("Pipelines/examples/\(name).yaml").path,
        definitions: ["DATA": realData ?? ""])
      _ = try Runner(
        workFolder: WorkFolder(folder.path + "/work"),
        pipeline: try experiment.pipeline(resumesTraining: true),
        options: RunnerOptions(threads: 2, version: "test")
      ).run(RunSelection(until: "count"))
      let table = try FragmentArtefact.read(from: folder.path + "/work/results/count/fragments")
      let names = try #require(table.names)
      var found: [String: [String: UInt32]] = [:]
      for row in 0..<table.rowCount {
        for column in table.counts {
          found[names[row], default: [:]][column.name] = column.values[row]
        }
      }
      return found
    }
    let joined = try counts("cis_trans_mpra_raw")
    #expect(joined.count == 6_954)
    #expect(joined == (try counts("cis_trans_mpra")))
  }
}
