/// The true activity of every fragment in one cell type, taken apart; columns of one entry per
/// fragment, in log2(RNA / DNA).
public struct ActivityTruth: Hashable, Sendable {
  /// Name of the cell type.
  public let cellType: String
  /// Activity without motifs and with GC at its reference, the same for all fragments.
  public let baseline: Double
  /// Sum over motif instances.
  public var motif: [Double]
  /// Sum over motif pairs.
  public var pair: [Double]
  /// GC term.
  public var composition: [Double]
  /// What all replicates share and the sequence does not hold.
  public var unexplained: [Double]

  /// Makes columns of equal length.
  public init(
    cellType: String, baseline: Double, motif: [Double], pair: [Double], composition: [Double],
    unexplained: [Double]
  ) {
    precondition(
      pair.count == motif.count && composition.count == motif.count
        && unexplained.count == motif.count, "columns of unequal length")
    self.cellType = cellType
    self.baseline = baseline
    self.motif = motif
    self.pair = pair
    self.composition = composition
    self.unexplained = unexplained
  }

  /// Number of fragments.
  public var count: Int { motif.count }

  /// What a perfect model of the sequence predicts.
  public var sequenceActivity: [Double] {
    motif.indices.map { baseline + motif[$0] + pair[$0] + composition[$0] }
  }

  /// What an endless number of replicates would measure.
  public var activity: [Double] {
    motif.indices.map {
      baseline + motif[$0] + pair[$0] + composition[$0] + unexplained[$0]
    }
  }

  /// The columns of both, one after the other.
  mutating func append(_ other: ActivityTruth) {
    motif += other.motif
    pair += other.pair
    composition += other.composition
    unexplained += other.unexplained
  }
}
