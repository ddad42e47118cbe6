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
      abstract: "Fragments with counts and activities: bgzipped TSV or BED with a tabix index.")

    @OptionGroup var results: ExportOptions
    @Option(help: "The file to write, for example fragments.tsv.gz.") var output: String
    @Flag(help: "Write BED6 instead, with the activity as score.") var bed = false
    @Option(help: "The cell type whose activity is the score of --bed. Default: the first.")
    var cellType: String?
    @Flag(help: "Also fragments without start and end; the table then has no index.")
    var allRows = false

    func run() throws {
      let export = try results.export()
      StandardOutput.write(
        bed
          ? try export.writeFragmentsBED(to: output, cellType: cellType)
          : try export.writeFragments(to: output, includesUnplaced: allRows))
    }
  }

  struct Barcodes: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Barcodes with their fragment and counts: bgzipped TSV with a tabix index.")

    @OptionGroup var results: ExportOptions
    @Option(help: "The file to write, for example barcodes.tsv.gz.") var output: String
    @Option(help: "Label of the configuration that holds the barcode sequence.")
    var barcodeColumn = "barcode"

    func run() throws {
      StandardOutput.write(
        try results.export().writeBarcodes(to: output, barcodeColumn: barcodeColumn))
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
