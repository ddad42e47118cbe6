import ArgumentParser
import PipelineStages

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write results in formats other programs read.",
    discussion: """
      Reads the finished results of an experiment; they must be up to date, so run \
      cupel run EXPERIMENT.yaml --until normalize first. Files appear whole or not at all.
      """,
    subcommands: [Fragments.self, Barcodes.self, Tracks.self, IGVF.self])

  struct Fragments: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fragments with counts and activities: bgzipped TSV or BED with a tabix index.",
      discussion: """
        Formats: tsv, with every column (BGZF and tabix index); bed, BED6 with the activity as \
        score (BGZF and tabix index); sure, the SuRE count table (chr start end strand, SNP \
        columns, iPCR, samples; 1-based closed).
        """)

    @OptionGroup var results: ExportOptions
    @Option(help: "The file to write, for example fragments.tsv.gz.") var output: String
    @Option(help: "tsv, bed or sure.") var format = "tsv"
    @Option(help: "The cell type whose activity is the score of BED. Default: the first.")
    var cellType: String?
    @Option(help: "Count column that is the iPCR count of SuRE. Default: 'iPCR', else input DNA.")
    var libraryColumn: String?
    @Flag(help: "Also fragments without start and end; the table then has no index.")
    var allRows = false

    func run() throws {
      let format = try ExperimentExport.FragmentFormat(option: format)
      let export = try results.export()
      let words =
        switch format {
        case .tsv: try export.writeFragments(to: output, includesUnplaced: allRows)
        case .bed: try export.writeFragmentsBED(to: output, cellType: cellType)
        case .sure: try export.writeSuRECounts(to: output, library: libraryColumn)
        }
      StandardOutput.write(words)
    }
  }

  struct Barcodes: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Barcodes with their fragment and counts: bgzipped TSV with a tabix index.",
      discussion: """
        Formats: tsv (BGZF and tabix index); ipcr, the table of CeD with one row per barcode, \
        1-based closed, in which each mate spans the fragment.
        """)

    @OptionGroup var results: ExportOptions
    @Option(help: "The file to write, for example barcodes.tsv.gz.") var output: String
    @Option(help: "Label of the configuration that holds the barcode sequence.")
    var barcodeColumn = "barcode"
    @Option(help: "tsv or ipcr.") var format = "tsv"
    @Option(help: "Count column that is ipcrCount. Default: 'iPCR', else input DNA.")
    var libraryColumn: String?

    func run() throws {
      let format = try ExperimentExport.BarcodeFormat(option: format)
      let export = try results.export()
      let words =
        switch format {
        case .tsv: try export.writeBarcodes(to: output, barcodeColumn: barcodeColumn)
        case .ipcr:
          try export.writeIPCR(to: output, barcodeColumn: barcodeColumn, library: libraryColumn)
        }
      StandardOutput.write(words)
    }
  }
}

/// What every export reads.
struct ExportOptions: ParsableArguments {
  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var threads: ThreadOptions

  /// Opens the results.
  func export() throws -> ExperimentExport {
    try ExperimentExport(
      try experiment.experiment(), workFolder: experiment.folder,
      configuration: experiment.configuration, threads: threads.count)
  }
}
