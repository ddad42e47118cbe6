public import GenomicTypes
import Sharding
import Statistics

/// A simulated experiment: genome, library, counts, and the truth behind them.
///
/// A pure function of its parameters: any number of threads gives the same bytes.
///
/// ```swift
/// let experiment = try SimulatedExperiment(.embedded, threads: 2)
/// experiment.fragments.counts.map(\.name)  // ["DNA", "cellA_1", "cellA_2", "cellA_3"]
/// experiment.truth[0].varianceShares       // what the activity is made of
/// ```
public struct SimulatedExperiment: Sendable {
  /// What it was made from.
  public let parameters: SimulationParameters
  /// The genome.
  public let chromosomes: [SimulatedChromosome]
  /// Occupied motifs of each chromosome, planted or by accident, ascending by start, then motif.
  public let instances: [[MotifInstance]]
  /// One row per fragment, by chromosome, start, end and strand: names, sequences in transcript
  /// orientation, counts summed over barcodes. Samples are named "DNA" or "DNA_1", "DNA_2" … and
  /// cell type, underscore, replicate from 1.
  public let fragments: FragmentTable
  /// One row per barcode, by fragment, with the label "barcode" and the fragment as name; nil when
  /// every fragment has exactly one.
  public let barcodes: FragmentTable?
  /// One per cell type, rows as in `fragments`.
  public let truth: [ActivityTruth]

  /// Simulates.
  ///
  /// - Parameters:
  ///   - parameters: see ``SimulationParameters``.
  ///   - threads: ≥ 1; one chromosome is one piece of work.
  /// - Throws: ``AssaySimulationError`` for parameters that cannot be used, and when a chromosome
  ///   has no room for its share of the fragments.
  /// - Complexity: O(bases · motifs + bases of all fragments); memory about 3 bytes a base of the genome.
  public init(_ parameters: SimulationParameters, threads: Int) throws {
    let problems = parameters.problems()
    if !problems.isEmpty { throw AssaySimulationError.invalidParameters(problems) }
    let grammar = MotifGrammar(parameters.grammar)
    let parts = try shardedMap(shards: parameters.genome.chromosomes.count, threads: threads) {
      try SimulatedLibraryPart(parameters, index: $0, grammar: grammar)
    }
    self.parameters = parameters
    chromosomes = parts.map(\.chromosome)
    instances = parts.map(\.instances)
    var tables = LibraryTables(parameters)
    for part in parts { tables.append(part) }
    fragments = tables.fragments
    barcodes = tables.barcodes
    truth = tables.truth
  }
}
