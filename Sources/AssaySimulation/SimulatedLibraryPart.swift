public import GenomicTypes
import Statistics

/// The fragments, truth and counts of one chromosome.
///
/// Made from nothing but the parameters and its index: a library too large for memory is made and
/// written chromosome by chromosome, and ``SimulatedExperiment`` is these parts one after the
/// other.
public struct SimulatedLibraryPart: Sendable {
  /// The chromosome the fragments were cut from.
  public let chromosome: SimulatedChromosome
  /// Occupied motifs of the chromosome, ascending by start, then by motif.
  public let instances: [MotifInstance]
  /// The fragments, sorted by start, end and strand.
  public let placements: [FragmentPlacement]
  /// One per cell type.
  public let truth: [ActivityTruth]
  let counts: LibraryCounts

  /// Makes the part of chromosome `index`.
  ///
  /// - Precondition: the parameters have no ``SimulationParameters/problems()``.
  /// - Throws: ``AssaySimulationError`` when the chromosome has no room for its fragments.
  public init(_ parameters: SimulationParameters, index: Int) throws(AssaySimulationError) {
    try self.init(parameters, index: index, grammar: MotifGrammar(parameters.grammar))
  }

  init(
    _ parameters: SimulationParameters, index: Int, grammar: MotifGrammar
  ) throws(AssaySimulationError) {
    let seed = Seed(parameters.seed)
    let chromosome = SimulatedChromosome(parameters, index: index, seed: seed, grammar: grammar)
    let instances = grammar.instances(in: chromosome.codes)
    let shares = FragmentCutter.shares(
      of: parameters.fragments.count, lengths: parameters.genome.chromosomes.map(\.length))
    let cutter = FragmentCutter(
      parameters: parameters.fragments, chromosome: chromosome, index: index)
    var cuts = SeededGenerator(seed.derived("fragments", index))
    let placements = try cutter.fragments(count: shares[index], &cuts)
    let acting = grammar.acting(under: parameters.condition)
    var truth = Self.truth(of: placements, on: chromosome, instances: instances, acting)
    if parameters.condition == .unlinked {
      truth = Self.unlinked(truth, placements, parameters, index: index, grammar)
    }
    for cell in truth.indices {
      var generator = SeededGenerator(seed.derived("unexplained", index, cell))
      for row in placements.indices {
        truth[cell].unexplained[row] +=
          parameters.counts.unexplainedDeviation * generator.standardNormal()
      }
    }
    counts = LibraryCounts(
      activities: truth.map(\.activity), fragments: placements.count, chromosome: index,
      parameters: parameters.counts, seed: seed)
    self.chromosome = chromosome
    self.instances = instances
    self.placements = placements
    self.truth = truth
  }

  /// The truth of fragments, from one scan of their chromosome.
  private static func truth(
    of placements: [FragmentPlacement], on chromosome: SimulatedChromosome,
    instances: [MotifInstance], _ grammar: MotifGrammar
  ) -> [ActivityTruth] {
    let weights = CompositionWeights(
      halvingDistance: grammar.parameters.compositionHalvingDistance,
      longest: placements.compactMap { $0.interval?.count }.max() ?? 0)
    let zeroes = [Double](repeating: 0, count: placements.count)
    var truth = grammar.parameters.cellTypes.map { cellType in
      ActivityTruth(
        cellType: cellType.name, baseline: grammar.parameters.baseline, motif: zeroes, pair: zeroes,
        composition: zeroes, unexplained: zeroes)
    }
    for (row, placement) in placements.enumerated() {
      guard let bounds = placement.interval else { continue }
      let interval = Int(bounds.lowerBound)..<Int(bounds.upperBound)
      let first = instances.partitioningIndex { Int($0.start) >= interval.lowerBound }
      let last = instances.partitioningIndex { Int($0.start) >= interval.upperBound }
      let components = grammar.activity(
        of: interval, strand: placement.strand, instances: instances[first..<last],
        gc: weights.gcFraction(
          of: chromosome.codes, in: interval, strand: placement.strand))
      for (cell, component) in components.enumerated() {
        truth[cell].motif[row] = component.motif
        truth[cell].pair[row] = component.pair
        truth[cell].composition[row] = component.composition
      }
    }
    return truth
  }

  /// Activity of the same coordinates of an unrelated genome, none of it explained by sequence.
  private static func unlinked(
    _ own: [ActivityTruth], _ placements: [FragmentPlacement], _ parameters: SimulationParameters,
    index: Int, _ grammar: MotifGrammar
  ) -> [ActivityTruth] {
    let seed = Seed(parameters.seed).derived("unrelated genome")
    let chromosome = SimulatedChromosome(parameters, index: index, seed: seed, grammar: grammar)
    let unrelated = truth(
      of: placements, on: chromosome, instances: grammar.instances(in: chromosome.codes), grammar)
    let zeroes = [Double](repeating: 0, count: placements.count)
    return zip(own, unrelated).map { own, other in
      ActivityTruth(
        cellType: own.cellType, baseline: own.baseline, motif: zeroes, pair: zeroes,
        composition: zeroes, unexplained: other.activity.map { $0 - own.baseline })
    }
  }
}
