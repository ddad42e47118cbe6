public import Statistics

/// A measure of one replicate along a property of the fragments that should not matter.
public struct BiasPanel: Hashable, Codable, Sendable {
  /// The property.
  public enum Covariate: String, Hashable, Codable, Sendable, CaseIterable {
    /// Share of G and C.
    case gc
    /// Fragment length in bp.
    case length
    /// 0 forward, 1 reverse.
    case strand
  }

  /// What is looked at.
  public enum Measure: String, Hashable, Codable, Sendable, CaseIterable {
    /// Activity, in its own unit.
    case activity
    /// RNA, log2 CPM with 1 added to the count.
    case rna
    /// Input DNA, log2 CPM with 1 added to the count.
    case dna
  }

  /// Name of the replicate.
  public let replicate: String
  /// The property.
  public let covariate: Covariate
  /// What is looked at.
  public let measure: Measure
  /// Rows with an activity and a known property.
  public let rows: Int
  /// Quartiles of the measure along the property; one bin per strand.
  public let bins: [QuantileBin]
  /// Spearman's correlation of the measure with the property.
  public let spearman: Estimate
}

/// Properties of the fragments, one entry per row of the table; nil where not known.
public struct FragmentProperties: Sendable {
  /// Share of G and C among A, C, G, T, 0…1; nil when no sequence was read.
  public var gc: [Double?]?
  /// Length in bp; nil when no fragment has one.
  public var lengths: [Double?]?
  /// 0 forward, 1 reverse; nil when no fragment has a strand.
  public var strands: [Double?]?

  /// Takes what is known.
  public init(gc: [Double?]? = nil, lengths: [Double?]? = nil, strands: [Double?]? = nil) {
    self.gc = gc
    self.lengths = lengths
    self.strands = strands
  }

  func values(of covariate: BiasPanel.Covariate) -> [Double?]? {
    switch covariate {
    case .gc: gc
    case .length: lengths
    case .strand: strands
    }
  }
}

extension BiasPanel {
  /// Every measure of a replicate along every known property.
  static func all(
    of signal: ReplicateSignal, properties: FragmentProperties, bins: Int
  ) -> [BiasPanel] {
    Covariate.allCases.flatMap { covariate -> [BiasPanel] in
      guard let values = properties.values(of: covariate) else { return [] }
      precondition(values.count == signal.activity.count, "\(values.count) values of \(covariate)")
      var rows: [Int] = []
      var places: [Double] = []
      var activity: [Double] = []
      for row in signal.activity.indices {
        guard let place = values[row], let value = signal.activity[row] else { continue }
        rows.append(row)
        places.append(place)
        activity.append(value)
      }
      let ranks = midRanks(places)
      let groups =
        covariate == .strand
        ? places.map { $0 > 0.5 ? 1 : 0 } : quantileGroups(ranks, count: bins)
      func panel(_ measure: Measure, _ column: [Double]) -> BiasPanel {
        BiasPanel(
          replicate: signal.name, covariate: covariate, measure: measure, rows: rows.count,
          bins: quantileBins(of: column, along: places, groups: groups),
          spearman: Estimate(
            pearsonCorrelation(ranks, midRanks(column)),
            orUndefined: rows.count < 2 ? .tooFewRows : .noVariance))
      }
      guard let counts = signal.counts else { return [panel(.activity, activity)] }
      return [
        panel(.activity, activity), panel(.rna, counts.rna.logCPM(at: rows)),
        panel(.dna, counts.dna.logCPM(at: rows)),
      ]
    }
  }
}
