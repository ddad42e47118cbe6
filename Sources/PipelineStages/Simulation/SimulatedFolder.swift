import AssaySimulation
import GenomicTypes
import GenomicsIO
public import PipelineEngine

/// A simulated experiment on disk: what a laboratory would have, the truth behind it, and a
/// configuration that runs it.
///
/// - `genome.fa.gz` (bgzip), `fragments.tsv.gz`, `barcodes.tsv.gz` when fragments have several
/// - `truth.tsv.gz`: true log2 activity of every fragment and its parts, per cell type
/// - `motifs.bed.gz`: occupied motifs of the genome; the score is 1000 × occupancy
/// - `simulation.json`: every parameter; `experiment.yaml`: run it with `cupel run`
/// - on request the sequencing reads: `library.sam.gz`, `SAMPLE.fastq.gz`, `samples.tsv`
public struct SimulatedFolder {
  let experiment: SimulatedExperiment
  let threads: Int
  private let writesReads: Bool

  /// Names of the presets a user can choose.
  public static var presetNames: [String] { SimulationParameters.presets.map(\.name) }

  /// Simulates an experiment.
  ///
  /// - Parameters:
  ///   - preset: one of ``presetNames``.
  ///   - fragments: number of fragments instead of the preset's.
  ///   - condition: full, composition_only, input_only or unlinked.
  ///   - replicateNoise: standard deviation of replicate noise in log2 instead of the preset's.
  ///   - reads: whether to write the sequencing reads as well, and a configuration that starts there.
  /// - Throws: ``SimulationProblem`` for names that do not exist, `AssaySimulationError`.
  public init(
    preset: String, seed: UInt64, fragments: Int?, condition: String, replicateNoise: Double?,
    reads: Bool, threads: Int
  ) throws {
    guard
      var parameters = SimulationParameters.presets.first(where: { $0.name == preset })?.parameters
    else {
      throw SimulationProblem.unknownName(
        kind: "preset", name: preset, known: Self.presetNames)
    }
    guard let condition = SimulationCondition(rawValue: condition) else {
      throw SimulationProblem.unknownName(
        kind: "condition", name: condition,
        known: SimulationCondition.allCases.map(\.rawValue))
    }
    parameters.seed = seed
    parameters.condition = condition
    if let fragments { parameters.fragments.count = fragments }
    if let replicateNoise { parameters.counts.replicateNoise = replicateNoise }
    experiment = try SimulatedExperiment(parameters, threads: threads)
    self.threads = threads
    writesReads = reads
  }

  /// Writes everything into a folder, which appears whole or not at all.
  ///
  /// - Throws: `EngineError` when the folder holds something else; file errors.
  public func write(to folder: String) throws {
    try AtomicDirectory.write(to: folder) { staging in
      try writeGenome(to: staging + "/genome.fa.gz")
      try writeTable(experiment.fragments, to: staging + "/fragments.tsv.gz")
      if let barcodes = experiment.barcodes {
        try writeTable(barcodes, to: staging + "/barcodes.tsv.gz")
      }
      try writeTruth(to: staging + "/truth.tsv.gz")
      try writeMotifs(to: staging + "/motifs.bed.gz")
      try JSONDocument.write(experiment.parameters, to: staging + "/simulation.json")
      if writesReads { try writeReads(to: staging) }
      let configuration = SimulatedConfiguration(
        experiment: experiment, startsFromReads: writesReads)
      try AtomicFile.write(configuration.text, to: staging + "/experiment.yaml")
    }
  }

  private func writeGenome(to path: String) throws {
    var writer = try TextFileWriter(path: path, compression: .bgzf, threads: threads)
    for chromosome in experiment.chromosomes {
      for line in FASTALines(chromosome) { try writer.write(line + "\n") }
    }
    try writer.finish()
  }

  private func writeTable(_ table: FragmentTable, to path: String) throws {
    var writer = try DelimitedTextWriter(
      path: path,
      columns: ["chrom", "start", "end", "strand", "name"] + table.labels.map(\.name)
        + table.counts.map(\.name),
      compression: .bgzf, threads: threads)
    for row in 0..<table.rowCount {
      let placement = table.placements[row]
      writer.row.append(table.chromosomeName(of: row) ?? "NA")
      writer.row.append(placement?.interval?.lowerBound ?? 0)
      writer.row.append(placement?.interval?.upperBound ?? 0)
      writer.row.append((placement?.strand ?? .unstranded).symbol)
      writer.row.append(table.names?[row] ?? "")
      for label in table.labels { writer.row.append(label.values[row]) }
      for column in table.counts { writer.row.append(column.values[row]) }
      try writer.endRow()
    }
    try writer.finish()
  }

  private func writeTruth(to path: String) throws {
    let parts = ["activity", "motif", "pair", "composition", "unexplained"]
    var writer = try DelimitedTextWriter(
      path: path,
      columns: ["name"]
        + experiment.truth.flatMap { cell in parts.map { "\(cell.cellType):\($0)" } },
      compression: .bgzf, threads: threads)
    for row in 0..<experiment.fragments.rowCount {
      writer.row.append(experiment.fragments.names?[row] ?? "")
      for truth in experiment.truth {
        let values = [
          truth.baseline + truth.motif[row] + truth.pair[row] + truth.composition[row]
            + truth.unexplained[row],
          truth.motif[row], truth.pair[row], truth.composition[row], truth.unexplained[row],
        ]
        for value in values { writer.row.append(value, decimals: 5) }
      }
      try writer.endRow()
    }
    try writer.finish()
  }

  private func writeMotifs(to path: String) throws {
    var writer = try DelimitedTextWriter(
      path: path, columns: ["chrom", "start", "end", "motif", "score", "strand"],
      hasHeader: false, compression: .bgzf, threads: threads)
    let motifs = experiment.parameters.grammar.motifs
    for (chromosome, instances) in zip(experiment.chromosomes, experiment.instances) {
      for instance in instances {
        writer.row.append(chromosome.name)
        writer.row.append(instance.start)
        writer.row.append(instance.end)
        writer.row.append(motifs[Int(instance.motif)].name)
        writer.row.append(Int((instance.occupancy * 1000).rounded()))
        writer.row.append(instance.strand.symbol)
        try writer.endRow()
      }
    }
    try writer.finish()
  }
}

/// A simulation that was asked for by a name that does not exist.
public enum SimulationProblem: Error, Equatable {
  /// There is no preset, or condition, of this name.
  case unknownName(kind: String, name: String, known: [String])
}

extension SimulationProblem: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

extension SimulationProblem: CustomStringConvertible {
  /// What was found and what is known.
  public var description: String {
    switch self {
    case .unknownName(let kind, let name, let known):
      "simulate: found the \(kind) '\(name)'; expected one of \(known.joined(separator: ", "))."
    }
  }
}
