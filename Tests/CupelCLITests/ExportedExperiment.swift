import CupelCLI
import Foundation
import PipelineEngine
import PipelineStages
import TestSupport

/// Four barcodes of three fragments on two chromosomes, and one fragment without a place.
struct ExportedExperiment {
  let folder: TemporaryFolder

  static let table = """
    chrom\tstart\tend\tstrand\tname\tseq\tbarcode\tD\tR1\tR2
    chr2\t10\t20\t+\tb\tACGTACGTAC\tAAAA\t5\t10\t20
    chr1\t5\t15\t-\tc\tACGTACGTAA\tCCCC\t4\t0\t2
    chr1\t0\t10\t+\ta\tACGTACGTAG\tGGGG\t2\t6\t
    chr1\t0\t10\t+\ta\tACGTACGTAG\tNNNN\t2\t2\t4
    NA\tNA\tNA\t.\td\tTTTTACGTAG\tTTTT\t3\t3\t3

    """

  static let configuration = """
    experiment: by hand
    input:
      tables: table.tsv
      columns: {chromosome: chrom, start: start, end: end, strand: strand, name: name, sequence: seq, labels: [barcode]}
      merge_rows_by: name
    assay:
      dna: D
      cell_types:
        cellA:
          replicates:
            r1: {rna: R1}
            r2: {rna: R2}
    normalize: {pseudocount: 0}

    """

  init(table: String = Self.table, configuration: String = Self.configuration, runs: Bool = true)
    throws
  {
    folder = try TemporaryFolder()
    try folder.file("table.tsv", table)
    try folder.file("x.yaml", configuration)
    if runs {
      let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
      _ = try Runner(
        workFolder: WorkFolder(folder.path + "/work"),
        pipeline: try experiment.pipeline(resumesTraining: true),
        options: RunnerOptions(version: "test")
      ).run(RunSelection(until: "normalize"))
    }
  }

  func export() throws -> ExperimentExport {
    try ExperimentExport(
      try Experiment(configurationFile: folder.path + "/x.yaml"),
      workFolder: WorkFolder(folder.path + "/work"), configuration: "x.yaml", threads: 2)
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// What a user reads, with the folder left out.
  func words(_ body: () throws -> String) rethrows -> String {
    try body().replacingOccurrences(of: folder.path + "/", with: "")
  }

  func text(_ name: String) throws -> String { try gunzippedText(path(name)) }

  /// Exit status of a command line on this experiment.
  func status(_ arguments: [String]) -> Int32 {
    Cupel.run(arguments + [path("x.yaml"), "--work-folder", path("work")])
  }
}
