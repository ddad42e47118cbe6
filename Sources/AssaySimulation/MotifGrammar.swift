import GenomicTypes

/// The function from sequence to activity that a simulation plants and a model has to find.
///
/// ```swift
/// let grammar = MotifGrammar(GrammarParameters(
///   motifs: [MotifParameters(name: "m", consensus: "GATAAGC", effect: 2, instancesPerMegabase: 0)],
///   pairs: [], cellTypes: [CellTypeParameters(name: "a", gcSlope: 0)], baseline: 0,
///   positionalHalvingDistance: nil))
/// let codes = "TTTGATAAGCTTT".utf8.map { BaseCode.code(ofLetter: $0) }
/// grammar.activity(of: codes)[0].motif
/// // consensus score 7 · log2(0.94 / 0.25) = 13.37 bits, midpoint 0.75 of it,
/// // occupancy 1 / (1 + e^(−1.5 · 3.34)) = 0.993, times the effect: 1.987
/// ```
public struct MotifGrammar: Sendable {
  /// The parameters it was made from.
  public let parameters: GrammarParameters
  /// The matrices of the motifs, in the order of the parameters.
  public let matrices: [MotifMatrix]

  let scanner: MotifScanner
  let pairs: [CompiledPair]
  /// (cell types, motifs), log2.
  let effects: [[Double]]

  /// A pair with its motifs as indices.
  struct CompiledPair: Sendable {
    let first: Int16
    let second: Int16
    let parameters: MotifPairParameters
    /// Bases beyond which the pair has no effect: four standard deviations.
    let farthest: Double
  }

  /// Compiles a grammar.
  ///
  /// - Precondition: the parameters have no ``SimulationParameters/problems()``.
  public init(_ parameters: GrammarParameters) {
    self.parameters = parameters
    let compiled = parameters.motifs.map { MotifMatrix(consensus: $0.consensus) }
    matrices = compiled.compactMap { $0 }
    precondition(matrices.count == compiled.count, "a consensus cannot be read")
    scanner = MotifScanner(matrices: matrices, parameters: parameters)
    let names = parameters.motifs.map(\.name)
    pairs = parameters.pairs.compactMap { pair in
      guard let first = names.firstIndex(of: pair.first),
        let second = names.firstIndex(of: pair.second)
      else { return nil }
      return CompiledPair(
        first: Int16(first), second: Int16(second), parameters: pair,
        farthest: pair.spacing + 4 * pair.spacingTolerance)
    }
    precondition(pairs.count == parameters.pairs.count, "a pair names an unknown motif")
    effects = parameters.cellTypes.map { cellType in
      parameters.motifs.map { cellType.effects[$0.name] ?? $0.effect }
    }
  }

  /// The grammar in which the given condition leaves only what acts.
  func acting(under condition: SimulationCondition) -> MotifGrammar {
    if condition == .full || condition == .unlinked { return self }
    var silenced = parameters
    for index in silenced.motifs.indices { silenced.motifs[index].effect = 0 }
    for index in silenced.pairs.indices { silenced.pairs[index].effect = 0 }
    for index in silenced.cellTypes.indices {
      silenced.cellTypes[index].effects = [:]
      if condition == .inputOnly { silenced.cellTypes[index].gcSlope = 0 }
    }
    return MotifGrammar(silenced)
  }

  /// The occupied places of a sequence on both strands, ascending by start, then by motif.
  ///
  /// A place of a palindrome counts once. Places that touch an unknown base are never occupied.
  ///
  /// - Complexity: O(bases · motifs).
  public func instances(in codes: [UInt8]) -> [MotifInstance] { scanner.instances(in: codes) }

  /// The activity of one sequence, in transcript orientation, for each cell type.
  ///
  /// - Complexity: O(bases · motifs + instances²).
  public func activity(of codes: [UInt8]) -> [ActivityComponents] {
    let found = scanner.instances(in: codes)
    let weights = CompositionWeights(
      halvingDistance: parameters.compositionHalvingDistance, longest: codes.count)
    return activity(
      of: 0..<codes.count, strand: .forward, instances: found[...],
      gc: weights.gcFraction(of: codes, in: 0..<codes.count, strand: .forward))
  }
}
