import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// A table of counts: two thirds of the fragments keep their activity in every replicate.
private struct RankedExperiment {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// - Parameters:
  ///   - copies: whether all replicates have the counts of the first.
  ///   - noise: whether the replicates share nothing.
  ///   - spread: counts that every replicate adds at most.
  func write(
    fragments: Int, replicates: Int = 2, copies: Bool = false, constant: Bool = false,
    noise: Bool = false, spread: Int = 40,
    section: String = "{}"
  ) throws {
    let names = (1...replicates).map { "r\($0)" }
    var text = (["chrom", "start", "end", "strand", "DNA"] + names).joined(separator: "\t") + "\n"
    var state: UInt64 = 42
    func draw(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for row in 0..<fragments {
      let shared = noise ? 500 : row % 3 == 0 ? 0 : 100 + (row * 37) % (3 * fragments)
      let counts = names.map { _ in constant ? 5 : shared + draw(spread) }
      let shown = copies ? names.map { _ in counts[0] } : counts
      text += "chr1\t\(50 * row)\t\(50 * row + 40)\t+\t\(constant ? 10 : 20 + draw(10))"
      text += shown.map { "\t\($0)" }.joined() + "\n"
    }
    try folder.file("table.tsv", text)
    let lines = names.map { "        \($0): {rna: \($0)}\n" }.joined()
    try folder.file(
      "x.yaml",
      """
      experiment: ranks
      input:
        tables: table.tsv
        columns: {chromosome: chrom, start: start, end: end, strand: strand}
      assay:
        dna: DNA
        cell_types:
          cellA:
            replicates:
      \(lines)reproducibility: {bootstrap_draws: 0}
      idr: \(section)

      """)
  }

  @discardableResult
  func run(threads: Int = 2, work: String = "work", until: String = "reproducibility") throws
    -> RunSummary
  {
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    return try Runner(
      workFolder: WorkFolder(folder.path + "/" + work),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: threads, version: "test")
    ).run(RunSelection(until: until))
  }

  /// The first cell type of `idr.json`.
  func cellType() throws -> [String: Any] {
    let data = Data(try folder.bytes("work/results/idr/idr.json"))
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require((file["cellTypes"] as? [[String: Any]])?.first)
  }

  func page() throws -> String {
    try folder.text("work/results/reproducibility/replicate_qc.html")
  }
}

@Suite struct IDRStageTests {
  private let experiment: RankedExperiment

  init() throws { experiment = try RankedExperiment() }

  @Test func fitsRatesAndReportAreTheSameForAnyNumberOfThreads() throws {
    try experiment.write(fragments: 300, replicates: 3)
    try experiment.run(threads: 1, work: "work")
    try experiment.run(threads: 3, work: "other")
    for file in ["idr/idr.json", "idr/cellA.idr.tsv.gz", "reproducibility/replicate_qc.html"] {
      #expect(
        try experiment.folder.bytes("work/results/\(file)")
          == experiment.folder.bytes("other/results/\(file)"), "\(file)")
    }
    let cellType = try experiment.cellType()
    #expect(cellType["comparedFragments"] as? Int == 300)
    #expect((cellType["pairs"] as? [Any])?.count == 3)
    // Every third fragment has no activity; its start is 50 times the row.
    let rows = try gunzippedText("\(experiment.folder.path)/work/results/idr/cellA.idr.tsv.gz")
      .split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    let passing = rows.filter { (Double($0[$0.count - 1]) ?? 1) <= 0.05 }
    #expect(rows.count == 300 && passing.count > 100)
    let silent = passing.count { ((Int($0[2]) ?? 0) / 50) % 3 == 0 }
    #expect(10 * silent <= passing.count, "\(silent) of \(passing.count)")
    #expect((cellType["encode"] as? [String: Any])?["verdict"] != nil)
    let page = try experiment.page()
    #expect(page.contains("Irreproducible discovery rate"))
    #expect(page.contains("all replicates") && page.contains("ENCODE: "))
    #expect(page.contains("Lines of −log10 global IDR against Rank of the fragment"))
  }

  @Test func rnaCountsCanBeRankedAndRowsCapped() throws {
    try experiment.write(fragments: 300, section: "{signal: rna, maximum_rows: 100}")
    try experiment.run()
    let cellType = try experiment.cellType()
    #expect(cellType["completeFragments"] as? Int == 300)
    #expect(cellType["comparedFragments"] as? Int == 100)
    #expect((cellType["encode"] as? [String: Any])?["score"] as? String == "RNA")
    #expect(
      try experiment.page().contains("100 of 300 fragments were compared, drawn by hash"))
  }

  @Test func oneReplicateAndTenRowsAreReasonsAndNotFailures() throws {
    try experiment.write(fragments: 60, replicates: 1)
    try experiment.run()
    var missing = try experiment.cellType()["missing"] as? [String: String]
    #expect(missing?["reason"] == "one_replicate")
    try experiment.write(fragments: 10)
    try experiment.run()
    missing = try experiment.cellType()["missing"] as? [String: String]
    #expect(missing?["reason"] == "too_few_rows")
    #expect(
      missing?["sentence"]
        == "10 fragments measured in every replicate; at least 20 are needed.")
    #expect(!experiment.folder.exists("work/results/idr/cellA.idr.tsv.gz"))
    #expect(
      try experiment.page().contains(
        "cellA was not compared: 10 fragments measured in every replicate; at least 20 are needed.")
    )
  }

  @Test func constantSignalsAndCopiesAreSaid() throws {
    try experiment.write(fragments: 50, constant: true)
    try experiment.run()
    let missing = try experiment.cellType()["missing"] as? [String: String]
    #expect(missing?["reason"] == "constant_signal")
    try experiment.write(fragments: 50, copies: true)
    try experiment.run()
    let remarks = try experiment.cellType()["remarks"] as? [String]
    #expect(
      remarks == [
        "Replicates r1 and r2 have the same signal in every fragment: this is one measurement "
          + "twice, and its rates say nothing."
      ])
  }

  @Test func noiseIsFlaggedInThePageTheNumbersAndMultiQC() throws {
    try experiment.write(fragments: 300, noise: true, section: "{signal: rna}")
    try experiment.run()
    let cellType = try experiment.cellType()
    let joint = try #require(cellType["joint"] as? [String: Any])
    #expect(joint["verdict"] as? String == "not separated")
    #expect((joint["logLikelihoodRatio"] as? Double ?? 99) < 11.4)
    let statement = try #require(joint["statement"] as? String)
    #expect(statement.hasPrefix("The mixture does not separate: "))
    #expect(
      statement.hasSuffix("with a global IDR of at most 0.05 are not evidence of reproducibility.")
        || statement.hasSuffix(
          "1 fragment with a global IDR of at most 0.05 is not evidence of reproducibility.")
    )
    #expect((cellType["encode"] as? [String: Any])?["verdict"] as? String == "not separated")
    let page = try experiment.page()
    #expect(page.contains("ENCODE: not separated.") && page.contains("Not separated: "))
    #expect(page.contains("which is not evidence: not separated."))
    let table = try experiment.folder.text(
      "work/results/reproducibility/cupel_replicates_mqc.json")
    #expect(table.contains("\"idr_separates\": 0"))
  }

  @Test func aClearSignalIsNotFlagged() throws {
    try experiment.write(fragments: 300, spread: 300, section: "{signal: rna}")
    try experiment.run()
    let cellType = try experiment.cellType()
    #expect((cellType["joint"] as? [String: Any])?["verdict"] as? String == "separated")
    #expect(!(try experiment.page()).contains("not evidence"))
  }

  @Test func aStageThatIsSwitchedOffIsNamedInTheReport() throws {
    try experiment.write(fragments: 60, section: "{enabled: false}")
    #expect(!(try experiment.run().ran.contains("idr")))
    #expect(
      try experiment.page().contains("the stage is switched off (idr.enabled: false)"))
  }
}
