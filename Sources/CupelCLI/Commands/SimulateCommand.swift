import ArgumentParser
import PipelineStages

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Make an experiment with known truth.",
    discussion: """
      Writes genome.fa.gz, fragments.tsv.gz (barcodes.tsv.gz when fragments have several), \
      truth.tsv.gz, motifs.bed.gz, simulation.json and experiment.yaml, ready for cupel run. The \
      same preset and seed give the same bytes.

      Presets: \(SimulatedFolder.presetNames.joined(separator: ", ")).
      Conditions: full; composition_only (motifs do nothing); input_only (RNA follows the input \
      DNA alone); unlinked (reproducible activity that is not in the sequence).
      """)

  @Option(help: "The folder to write.") var output: String
  @Option(help: "Kind of experiment.") var preset = "embedded"
  @Option(help: "Seed of every random draw.") var seed: UInt64 = 1
  @Option(help: "Number of fragments, instead of the preset's.") var fragments: Int?
  @Option(help: "Which part of the activity comes from the sequence.") var condition = "full"
  @Option(help: "Standard deviation of replicate noise in log2, instead of the preset's.")
  var replicateNoise: Double?
  @Flag(
    help: """
      Also write the sequencing reads (library.sam.gz, SAMPLE.fastq.gz, samples.tsv) and a \
      configuration that starts from them.
      """)
  var reads = false
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    try SimulatedFolder(
      preset: preset, seed: seed, fragments: fragments, condition: condition,
      replicateNoise: replicateNoise, reads: reads, threads: threads.count
    ).write(to: output)
    StandardError.write("wrote \(output); run it with: cupel run \(output)/experiment.yaml")
  }
}
