/// The activity of one fragment in one cell type, taken apart; all in log2(RNA / DNA).
public struct ActivityComponents: Hashable, Sendable {
  /// Activity without motifs and with GC at its reference.
  public var baseline: Double
  /// Sum over motif instances.
  public var motif: Double
  /// Sum over motif pairs.
  public var pair: Double
  /// GC term.
  public var composition: Double

  /// Makes components; all are 0 unless given.
  public init(
    baseline: Double = 0, motif: Double = 0, pair: Double = 0, composition: Double = 0
  ) {
    self.baseline = baseline
    self.motif = motif
    self.pair = pair
    self.composition = composition
  }

  /// Activity that is in the sequence: the sum of the components.
  public var total: Double { baseline + motif + pair + composition }
}
