import Foundation
import PipelineEngine
import PipelineStages
import Statistics
import TestSupport
import Testing

/// A SuRE-like table whose fragments carry variants, run until `calls`.
struct AllelicExperiment {
  let folder: TemporaryFolder
  /// The table with its header.
  var table: String
  /// Replicates of the cell type `K562`.
  var replicates = "{r1: {rna: K1}, r2: {rna: K2}}"
  /// Lines below `calls.alleles`, after the columns.
  var alleles = "tests: [rank_sum, gamma_poisson, linear_model]"
  var cellTypes: String?

  static let header = "chrom\tstart\tend\tstrand\tSNP_ID\tSNP_VAR\tiPCR\tK1\tK2"

  init(table: String) throws {
    folder = try TemporaryFolder()
    self.table = table
  }

  /// Variants with `fragments` fragments, allele after allele; the first `active` differ four-fold.
  ///
  /// Every third fragment also carries the variant after its own, the last of them none.
  init(variants: Int, active: Int, fragments: Int = 50, seed: UInt64) throws {
    var lines = [Self.header]
    for variant in 0..<variants {
      var generator = SeededGenerator(Seed(seed).derived("variant", variant))
      for fragment in 0..<fragments {
        let isAlternative = fragment % 2 == 1
        let dna = 1 + generator.poisson(mean: 8)
        let mean = Double(dna) * (isAlternative && variant < active ? 4 : 1)
        // Replicates repeat the activity of a fragment.
        let activity = generator.gamma(shape: 1.5, scale: 1 / 1.5)
        let rna = [0.8, 1.2].map { generator.poisson(mean: mean * activity * $0) }
        var (names, words) = ("NC_1.1:\(variant):A:G", isAlternative ? "1" : "0")
        if fragment % 3 == 0, variant + 1 < variants {
          names += ",NC_1.1:\(variant + 1):A:G"
          words += fragment % 2 == 0 ? ",2" : ",3"
        }
        let start = 1_000 * variant + 10 * fragment
        lines.append(
          "chr1\t\(start)\t\(start + 300)\t+\t\(names)\t\(words)\t\(dna)\t\(rna[0])\t\(rna[1])")
      }
    }
    try self.init(table: lines.joined(separator: "\n") + "\n")
  }

  @discardableResult
  func run(threads: Int = 2, work: String = "work") throws -> RunSummary {
    try folder.file("table.tsv", table)
    let cellTypes = cellTypes ?? "    K562: {replicates: \(replicates)}"
    try folder.file(
      "x.yaml",
      """
      experiment: alleles
      input:
        tables: table.tsv
        columns: {chromosome: chrom, start: start, end: end, strand: strand, labels: [SNP_ID, SNP_VAR]}
      assay:
        dna: iPCR
        cell_types:
      \(cellTypes)
      calls:
        alleles:
          column_element: SNP_ID
          column_allele: SNP_VAR
          reference: 0
          alternative: 1
          \(alleles)

      """)
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    let runner = Runner(
      workFolder: WorkFolder("\(folder.path)/\(work)"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: threads, version: "test"))
    return try runner.run(RunSelection(until: "calls"))
  }

  /// What a user reads, with the folder left out.
  func message() -> String {
    TestSupport.message { try run() }.replacingOccurrences(of: folder.path + "/", with: "")
  }

  /// A table of the stage by name of the variant, then column.
  func calls(_ name: String, work: String = "work") throws -> [String: [String: String]] {
    let table = ReferenceTable(
      text: try gunzippedText("\(folder.path)/\(work)/results/calls/\(name).tsv.gz"))
    return Dictionary(uniqueKeysWithValues: table.rows.map { ($0["name"] ?? "", $0) })
  }

  func summary() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(folder.bytes("work/results/calls/calls.json")))
        as? [String: Any])
  }

  /// The contrast of alleles by a test.
  func contrast(_ test: String) throws -> [String: Any] {
    let contrasts = try summary()["contrasts"] as? [[String: Any]]
    return try #require(contrasts?.first { $0["test"] as? String == test })
  }
}
