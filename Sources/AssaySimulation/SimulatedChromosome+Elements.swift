import GenomicTypes
import Statistics

extension SimulatedChromosome {
  /// The consensus of a repeat family, the same for every chromosome.
  static func consensus(_ family: RepeatFamilyParameters, index: Int, seed: Seed) -> [UInt8] {
    var generator = SeededGenerator(seed.derived("consensus", index))
    let chain = BaseChain(
      gc: min(max(family.gc, 0.005), 0.995), cpgObservedToExpected: 1)
    return chain.sequence(family.length, &generator)
  }

  /// Writes diverged copies of every family over the background until they cover their share.
  ///
  /// A copy keeps a random stretch of at least a third of the consensus, on a random strand; each
  /// base is substituted with the copy's own probability.
  mutating func insertRepeats(
    _ parameters: GenomeParameters, seed: Seed, _ generator: inout SeededGenerator
  ) {
    let range = parameters.repeatDivergenceMaximum - parameters.repeatDivergenceMinimum
    for (index, family) in parameters.repeatFamilies.enumerated() {
      let consensus = Self.consensus(family, index: index, seed: seed)
      var remaining = Int(family.share * Double(length))
      while remaining > 0 {
        let shortest = (family.length + 2) / 3
        let size = shortest + generator.index(below: family.length - shortest + 1)
        let offset = generator.index(below: family.length - size + 1)
        let start = generator.index(below: length)
        let strand: Strand = generator.bernoulli(0.5) ? .forward : .reverse
        let divergence = parameters.repeatDivergenceMinimum + range * generator.uniform()
        remaining -= size
        if start + size > length { continue }
        var copy = Array(consensus[offset..<(offset + size)])
        for position in copy.indices where generator.bernoulli(divergence) {
          copy[position] = (copy[position] + 1 + UInt8(generator.index(below: 3))) & 3
        }
        if strand == .reverse { copy = BaseCode.reverseComplement(copy) }
        codes.replaceSubrange(start..<(start + size), with: copy)
        repeats.append(
          RepeatCopy(
            interval: start..<(start + size), strand: strand, family: index,
            divergence: divergence))
      }
    }
  }

  /// Writes single motifs, then pairs, at random places; bases are drawn from the motif's columns.
  mutating func plantMotifs(_ grammar: MotifGrammar, _ generator: inout SeededGenerator) {
    let megabases = Double(length) / 1e6
    for (index, motif) in grammar.parameters.motifs.enumerated() {
      let count = generator.poisson(mean: motif.instancesPerMegabase * megabases)
      for _ in 0..<count {
        let strand: Strand = generator.bernoulli(0.5) ? .forward : .reverse
        let start = generator.index(below: length)
        plant(index, at: start, strand: strand, grammar, &generator)
      }
    }
    for pair in grammar.pairs {
      let count = generator.poisson(mean: pair.parameters.pairsPerMegabase * megabases)
      for _ in 0..<count { plant(pair, grammar, &generator) }
    }
  }

  private mutating func plant(
    _ pair: MotifGrammar.CompiledPair, _ grammar: MotifGrammar,
    _ generator: inout SeededGenerator
  ) {
    let swapped = generator.bernoulli(0.5)
    let order = swapped ? [pair.second, pair.first] : [pair.first, pair.second]
    let strand: Strand = generator.bernoulli(0.5) ? .forward : .reverse
    let same =
      switch pair.parameters.orientation {
      case .same: true
      case .opposite: false
      case .any: generator.bernoulli(0.5)
      }
    let other: Strand = same ? strand : strand == .forward ? .reverse : .forward
    let start = generator.index(below: length)
    let spacing = Int(pair.parameters.spacing.rounded())
    let next = start + grammar.matrices[Int(order[0])].width + spacing
    plant(Int(order[0]), at: start, strand: strand, grammar, &generator)
    plant(Int(order[1]), at: next, strand: other, grammar, &generator)
  }

  private mutating func plant(
    _ motif: Int, at start: Int, strand: Strand, _ grammar: MotifGrammar,
    _ generator: inout SeededGenerator
  ) {
    let matrix = grammar.matrices[motif]
    if start + matrix.width > length { return }
    var instance = matrix.probabilities.map { UInt8(generator.categorical($0)) }
    if strand == .reverse { instance = BaseCode.reverseComplement(instance) }
    let interval = start..<(start + matrix.width)
    codes.replaceSubrange(interval, with: instance)
    planted.append(PlantedMotif(interval: interval, strand: strand, motif: motif))
  }
}
