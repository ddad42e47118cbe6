/// Everything that decides a simulated experiment: the same parameters give the same bytes.
///
/// ```swift
/// var parameters = SimulationParameters.embedded
/// parameters.seed = 7
/// let experiment = try SimulatedExperiment(parameters, threads: 2)
/// experiment.fragments.rowCount  // 9000
/// ```
public struct SimulationParameters: Hashable, Codable, Sendable {
  /// Seed of every random draw; default 1.
  public var seed: UInt64
  /// Which part of the activity comes from the sequence; default `full`.
  public var condition: SimulationCondition
  /// The chromosomes the fragments are cut from.
  public var genome: GenomeParameters
  /// How sequence becomes activity.
  public var grammar: GrammarParameters
  /// How fragments are cut.
  public var fragments: FragmentParameters
  /// How fragments are counted.
  public var counts: CountParameters

  /// Makes parameters; every default is the one of ``embedded``.
  public init(
    seed: UInt64 = 1, condition: SimulationCondition = .full,
    genome: GenomeParameters = GenomeParameters(),
    grammar: GrammarParameters = GrammarParameters(),
    fragments: FragmentParameters = FragmentParameters(),
    counts: CountParameters = CountParameters()
  ) {
    self.seed = seed
    self.condition = condition
    self.genome = genome
    self.grammar = grammar
    self.fragments = fragments
    self.counts = counts
  }
}

/// Which part of the activity comes from the sequence of the fragment.
public enum SimulationCondition: String, Hashable, Codable, Sendable, CaseIterable {
  /// Motifs, motif pairs and composition act.
  case full
  /// Only composition acts; motifs are present and do nothing. A method that finds motifs here
  /// reports its own bias.
  case compositionOnly = "composition_only"
  /// Nothing acts: RNA follows the input DNA alone, so RNA replicates agree without any activity.
  case inputOnly = "input_only"
  /// Activity has the distribution of `full`, agrees between replicates and between overlapping
  /// fragments, but belongs to the same coordinates of an unrelated genome: targets shuffled
  /// without breaking their correlation along the chromosome. Every model must score r ≈ 0.
  case unlinked
}
