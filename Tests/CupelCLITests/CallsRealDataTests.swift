import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// The stage on published counts, against the published result table of mpralm.
@Suite(.enabled(if: realData != nil)) struct CallsRealDataTests {
  /// Counts of 2,440 elements in two conditions (Inoue 2017), tested by mpralm 1.27.3 with
  /// normalisation and independent samples; the table holds MT minus WT. Ours has five decimals.
  @Test func conditionsDifferAsMpralmFinds() throws {
    let folder = try TemporaryFolder()
    let data = (realData ?? "") + "/r_mpra"
    func replicates(_ condition: String) -> String {
      (1...3).map { number in
        let name = "cond_sample_\(condition)_\(number)"
        return "r\(number): {dna: DNA_\(name), rna: RNA_\(name)}"
      }.joined(separator: ", ")
    }
    try folder.file(
      "x.yaml",
      """
      experiment: Inoue 2017
      input:
        tables: \(data)/mpraSetAggExample.tsv.gz
        columns: {name: eid}
        merge_rows_by: name
      assay:
        cell_types:
          MT: {replicates: {\(replicates("MT"))}}
          WT: {replicates: {\(replicates("WT"))}}
      calls: {minimum_dna: 0}

      """)
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    _ = try Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 2, version: "test")
    ).run(RunSelection(until: "calls"))
    let ours = try rows(folder.path + "/work/results/calls/MT_vs_WT.tsv.gz")
    let published = try rows(data + "/mpralm_mpraSetAggExample_topTable.tsv.gz")
    #expect(ours.count == 2440)
    for (column, other) in [("effect", "logFC"), ("statistic", "t"), ("log_odds", "B")] {
      let differences = ours.map { name, row in
        abs((Double(row[column] ?? "") ?? .nan) - (Double(published[name]?[other] ?? "") ?? .nan))
      }
      #expect(differences.allSatisfy { $0 < 1e-5 }, "\(column)")
    }
    let significant = published.values.count { (Double($0["adj.P.Val"] ?? "") ?? 1) <= 0.05 }
    #expect(significant > 1000)
    #expect(ours.values.count { $0["call"] != "unchanged" } == significant)
  }

  private func rows(_ path: String) throws -> [String: [String: String]] {
    let lines = try gunzippedText(path).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map {
        ($0[0], Dictionary(uniqueKeysWithValues: zip(lines[0], $0)))
      })
  }
}
