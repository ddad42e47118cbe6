/// How a fragment's sequence becomes its activity.
///
///     activity = baseline + Σ instances occupancy · orientation · position · effect
///              + Σ pairs occupancy · occupancy · spacing · position · effect
///              + gcSlope · (GC − gcReference)
///
/// in log2(RNA / DNA). Occupancy saturates: 1 / (1 + e^(−occupancySteepness · (score − midpoint)))
/// with the log-odds score in bits. Position is a weight 2^(−distance from the 3′ end / halving
/// distance): of the centre of a motif or pair with `positionalHalvingDistance`, of every base that
/// is counted in GC with `compositionHalvingDistance`.
public struct GrammarParameters: Hashable, Codable, Sendable {
  /// The motifs.
  public var motifs: [MotifParameters]
  /// Pairs of motifs that act together.
  public var pairs: [MotifPairParameters]
  /// The cell types, at least one.
  public var cellTypes: [CellTypeParameters]
  /// log2 activity of a fragment without motifs and with GC at its reference; default −0.5.
  public var baseline: Double
  /// GC fraction at which composition has no effect; default 0.45.
  public var gcReference: Double
  /// Score of half occupancy as a share of the score of the consensus, 0…1; default 0.75.
  public var occupancyMidpoint: Double
  /// Steepness of occupancy per bit, > 0; default 1.5.
  public var occupancySteepness: Double
  /// Occupancy below which a position counts as free, 0…0.5; default 0.05.
  public var occupancyMinimum: Double
  /// Bases over which a motif's influence halves with its distance from the 3′ end, where the
  /// reporter begins; nil, the default: position does not matter.
  public var positionalHalvingDistance: Double?
  /// The same for the bases that are counted in GC; nil: all count alike. Default 80.
  public var compositionHalvingDistance: Double?

  /// Makes parameters, see the defaults of the properties.
  public init(
    motifs: [MotifParameters] = MotifParameters.standard,
    pairs: [MotifPairParameters] = MotifPairParameters.standard,
    cellTypes: [CellTypeParameters] = [CellTypeParameters.cellA],
    baseline: Double = -0.5, gcReference: Double = 0.45, occupancyMidpoint: Double = 0.75,
    occupancySteepness: Double = 1.5, occupancyMinimum: Double = 0.05,
    positionalHalvingDistance: Double? = nil, compositionHalvingDistance: Double? = 80
  ) {
    self.motifs = motifs
    self.pairs = pairs
    self.cellTypes = cellTypes
    self.baseline = baseline
    self.gcReference = gcReference
    self.occupancyMidpoint = occupancyMidpoint
    self.occupancySteepness = occupancySteepness
    self.occupancyMinimum = occupancyMinimum
    self.positionalHalvingDistance = positionalHalvingDistance
    self.compositionHalvingDistance = compositionHalvingDistance
  }
}

/// A motif: what it looks like, what it does, how often it is planted.
public struct MotifParameters: Hashable, Codable, Sendable {
  /// Name, unique in the grammar.
  public var name: String
  /// IUPAC letters, see ``MotifMatrix``: upper case a strong column, lower case a weak one.
  public var consensus: String
  /// Effect of a fully occupied instance, log2; negative for a repressor.
  public var effect: Double
  /// Share of the effect kept by an instance on the strand opposite to the fragment's; 1 for a
  /// motif without orientation.
  public var reverseFactor: Double
  /// Instances planted per megabase.
  public var instancesPerMegabase: Double

  /// Describes a motif.
  public init(
    name: String, consensus: String, effect: Double, reverseFactor: Double = 1,
    instancesPerMegabase: Double
  ) {
    self.name = name
    self.consensus = consensus
    self.effect = effect
    self.reverseFactor = reverseFactor
    self.instancesPerMegabase = instancesPerMegabase
  }
}

/// Two motifs that act together at a preferred spacing.
public struct MotifPairParameters: Hashable, Codable, Sendable {
  /// Name of one motif.
  public var first: String
  /// Name of the other; either may come first in the sequence.
  public var second: String
  /// Preferred number of bases between the two instances.
  public var spacing: Double
  /// Standard deviation, in bases, of the Gaussian around the preferred spacing, > 0.
  public var spacingTolerance: Double
  /// Which strands the two instances must be on relative to each other.
  public var orientation: PairOrientation
  /// Effect of two fully occupied instances at the preferred spacing, log2.
  public var effect: Double
  /// Pairs planted at the preferred spacing per megabase.
  public var pairsPerMegabase: Double

  /// Describes a pair.
  public init(
    first: String, second: String, spacing: Double, spacingTolerance: Double,
    orientation: PairOrientation = .any, effect: Double, pairsPerMegabase: Double
  ) {
    self.first = first
    self.second = second
    self.spacing = spacing
    self.spacingTolerance = spacingTolerance
    self.orientation = orientation
    self.effect = effect
    self.pairsPerMegabase = pairsPerMegabase
  }
}

/// Strands of two motif instances relative to each other; a palindrome satisfies every choice.
public enum PairOrientation: String, Hashable, Codable, Sendable, CaseIterable {
  case any
  case same
  case opposite
}

/// A cell type: what differs from the effects of the grammar.
public struct CellTypeParameters: Hashable, Codable, Sendable {
  /// Name, unique in the grammar; part of the names of its RNA samples.
  public var name: String
  /// log2 activity per unit of GC fraction.
  public var gcSlope: Double
  /// Motif name → effect in this cell type, log2, in place of the motif's own.
  public var effects: [String: Double]

  /// Describes a cell type.
  public init(name: String, gcSlope: Double, effects: [String: Double] = [:]) {
    self.name = name
    self.gcSlope = gcSlope
    self.effects = effects
  }
}
