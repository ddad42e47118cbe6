public import GenomicTypes
import Statistics

/// One chromosome of a synthetic genome with everything that was put into it.
///
/// Made from nothing but the parameters and its index, so a genome can be made chromosome by
/// chromosome, in any order, on any number of threads.
public struct SimulatedChromosome: Sendable {
  /// Name from the parameters.
  public let name: String
  /// Bases as codes, see `BaseCode`; 4 in telomeres and gaps.
  public package(set) var codes: [UInt8]
  /// GC fraction that was asked for outside CpG islands, one value per `landscapeBin` bases.
  public let gcLandscape: [Float]
  /// CpG islands, ascending, never touching.
  public let islands: [Range<Int>]
  /// Copies of repeats in the order they were inserted; later copies may lie on earlier ones.
  public package(set) var repeats: [RepeatCopy] = []
  /// Motif instances that were written into the sequence, in that order; later ones may have
  /// destroyed earlier ones, and a weak one need not be occupied.
  public package(set) var planted: [PlantedMotif] = []
  /// Runs of unknown bases, ascending, never touching.
  public package(set) var gaps: [Range<Int>] = []

  /// Bases per value of `gcLandscape`.
  public static let landscapeBin = 100

  /// Makes chromosome `index` of the genome.
  ///
  /// Background, then repeats, then motifs, then gaps.
  ///
  /// - Precondition: the parameters have no ``SimulationParameters/problems()``.
  /// - Complexity: O(bases).
  public init(_ parameters: SimulationParameters, index: Int) {
    self.init(
      parameters, index: index, seed: Seed(parameters.seed),
      grammar: MotifGrammar(parameters.grammar))
  }

  init(_ parameters: SimulationParameters, index: Int, seed: Seed, grammar: MotifGrammar) {
    let chromosome = parameters.genome.chromosomes[index]
    var landscapes = SeededGenerator(seed.derived("landscape", index))
    name = chromosome.name
    islands = Self.islands(length: chromosome.length, parameters.genome, &landscapes)
    gcLandscape = Self.landscape(length: chromosome.length, parameters.genome, &landscapes)
    var bases = SeededGenerator(seed.derived("bases", index))
    codes = Self.background(
      length: chromosome.length, gcLandscape, islands, parameters.genome, &bases)
    var copies = SeededGenerator(seed.derived("repeats", index))
    insertRepeats(parameters.genome, seed: seed, &copies)
    var motifs = SeededGenerator(seed.derived("motifs", index))
    plantMotifs(grammar, &motifs)
    var openings = SeededGenerator(seed.derived("gaps", index))
    openGaps(parameters.genome, &openings)
  }

  /// Number of bases.
  public var length: Int { codes.count }

  /// The bases of an interval in transcript orientation.
  public func sequence(in interval: Range<Int>, strand: Strand) -> [UInt8] {
    let forward = Array(codes[interval])
    return strand == .reverse ? BaseCode.reverseComplement(forward) : forward
  }
}

/// A copy of a repeat family in a chromosome.
public struct RepeatCopy: Hashable, Sendable {
  /// Where it lies, 0-based half-open.
  public let interval: Range<Int>
  /// Strand of the consensus it shows.
  public let strand: Strand
  /// Index into the families of the genome.
  public let family: Int
  /// Share of bases substituted in this copy, as drawn.
  public let divergence: Double
}

/// A motif instance written into a chromosome.
public struct PlantedMotif: Hashable, Sendable {
  /// Where it lies, 0-based half-open.
  public let interval: Range<Int>
  /// Strand on which it was written.
  public let strand: Strand
  /// Index into the motifs of the grammar.
  public let motif: Int
}
