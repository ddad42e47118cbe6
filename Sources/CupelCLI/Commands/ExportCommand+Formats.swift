import ArgumentParser
import PipelineStages

extension ExportCommand {
  struct Tracks: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Coverage tracks of DNA, RNA and activity for genome browsers.",
      discussion: """
        Writes CELLTYPE.dna.STRAND, .rna. and .activity. into the folder, for every cell type and \
        strand. DNA and RNA are raw counts summed over the fragments that cover a base; activity \
        is RNA over DNA coverage, scaled to mean 1. Bases without fragments have no value.
        """)

    @OptionGroup var results: ExportOptions
    @Option(help: "The folder to write.") var output: String
    @Option(parsing: .singleValue, help: "bigwig or bedgraph (bgzip with a tabix index).")
    var format = ["bigwig"]
    @Option(parsing: .singleValue, help: "all, plus or minus. Default: all three.")
    var strand: [String] = []
    @Option(help: "Where the DNA coverage is 0: drop, or plus-one to add 1 to it everywhere.")
    var zeroDna = "drop"
    @Flag(help: "DNA and RNA tracks count every fragment once, however often it was read.")
    var flat = false
    @Flag(help: "Join neighbouring intervals with the same value.") var join = false

    func run() throws {
      let options = try TrackExportOptions(
        formats: format, strands: strand, zeroInput: zeroDna, isFlat: flat, joinsEqual: join)
      StandardOutput.write(try results.export().writeTracks(to: output, options))
    }
  }

  struct IGVF: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "igvf", abstract: "Tables in the IGVF reporter formats.",
      discussion: """
        Formats: \(ExperimentExport.igvfFormats.joined(separator: ", ")). Check any of them with \
        cupel validate. P values and reporter_variant come from the stage calls: cupel run \
        EXPERIMENT.yaml --until calls.
        """)

    @OptionGroup var results: ExportOptions
    @Option(help: "One of the formats above.") var format: String
    @Option(help: "The file to write; bgzip when its name ends in .gz.") var output: String
    @Option(help: "The cell type. Default: the only one.") var cellType: String?
    @Option(
      help: """
        Score of genomic elements: effect-size (200 × |log2 fold change|, at most 1000) or \
        minmax (scaled to the elements of the file, as MPRAlib does).
        """)
    var score = "effect-size"
    @Option(help: "Label of the configuration that holds the barcode sequence.")
    var barcodeColumn = "barcode"

    func run() throws {
      StandardOutput.write(
        try results.export().writeIGVF(
          format, to: output, cellType: cellType, score: score, barcodeColumn: barcodeColumn))
    }
  }
}
