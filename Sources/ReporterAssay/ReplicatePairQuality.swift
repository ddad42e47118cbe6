public import Statistics

/// How well two replicates of a cell type agree, on the rows where both have an activity.
public struct ReplicatePairQuality: Hashable, Codable, Sendable {
  /// Which input DNA the two activities were divided by.
  public enum Denominator: String, Hashable, Codable, Sendable {
    /// Each replicate has input DNA of its own.
    case own
    /// The replicates share at least one DNA library, which inflates the agreement of activity.
    case shared
    /// The input gave the activity; how it was made is not known.
    case given
  }

  /// Name of the first replicate.
  public let first: String
  /// Name of the second replicate.
  public let second: String
  /// Number of rows.
  public let rows: Int
  /// Which input DNA was used.
  public let denominator: Denominator
  /// Agreement of activity, in the unit of the activity table.
  public let activity: Agreement
  /// The two activities as a picture; nil without rows.
  public let activityDensity: DensityGrid?
  /// Agreement of the counts; nil when the input gave the activity.
  public let counts: CountPairQuality?
}

/// How well the counts of two replicates agree, as log2 CPM with 1 added to the count.
public struct CountPairQuality: Hashable, Codable, Sendable {
  /// Agreement of input DNA; 1 by construction when both use the same library.
  public let dna: Agreement
  /// Agreement of RNA.
  public let rna: Agreement
  /// The two RNA columns as a picture; nil without rows.
  public let rnaDensity: DensityGrid?
  /// Agreement of RNA after removing what input DNA explains: partial correlation given the DNA of
  /// both replicates, or their mean when those correlate above 0.9999. Undefined when DNA explains
  /// a replicate completely.
  public let rnaGivenDNA: Agreement
  /// Partial correlation of activity given the same DNA; Pearson's equals that of RNA where
  /// activity is the difference of the two logarithms.
  public let activityGivenDNA: Agreement
  /// Standard error of the Fisher z of the partial correlation, 1/√(n − k − 3).
  public let fisherStandardError: Estimate
  /// Agreement among fragments with similar input DNA.
  public let strata: DNAStrata

  /// RNA r minus its partial correlation given DNA: the agreement that input DNA accounts for.
  public var rnaExplainedByDNA: Estimate {
    guard let plain = rna.pearson.value else { return rna.pearson }
    guard let partial = rnaGivenDNA.pearson.value else { return rnaGivenDNA.pearson }
    return .defined(plain - partial)
  }
}

extension ReplicatePairQuality {
  /// Compares two replicates.
  init(_ first: ReplicateSignal, _ second: ReplicateSignal, bins: Int, strata: Int) {
    self.first = first.name
    self.second = second.name
    var rows: [Int] = []
    var x: [Double] = []
    var y: [Double] = []
    for row in first.activity.indices {
      guard let a = first.activity[row], let b = second.activity[row] else { continue }
      rows.append(row)
      x.append(a)
      y.append(b)
    }
    self.rows = rows.count
    activity = Agreement(of: x, and: y)
    activityDensity = DensityGrid(x: x, y: y, bins: bins)
    if let a = first.counts, let b = second.counts {
      denominator = a.dnaColumns.isDisjoint(with: b.dnaColumns) ? .own : .shared
      counts = CountPairQuality(
        a, b, rows: rows, activity: (x, y), bins: bins, strata: strata)
    } else {
      denominator = .given
      counts = nil
    }
  }
}

extension CountPairQuality {
  fileprivate init(
    _ first: ReplicateSignal.Counts, _ second: ReplicateSignal.Counts, rows: [Int],
    activity: (first: [Double], second: [Double]), bins: Int, strata strataCount: Int
  ) {
    let rna = (first: first.rna.logCPM(at: rows), second: second.rna.logCPM(at: rows))
    let dna = (first: first.dna.logCPM(at: rows), second: second.dna.logCPM(at: rows))
    let rnaRanks = (midRanks(rna.first), midRanks(rna.second))
    let dnaRanks = (midRanks(dna.first), midRanks(dna.second))
    let activityRanks = (midRanks(activity.first), midRanks(activity.second))
    self.dna = Agreement(of: dna.first, and: dna.second, ranks: dnaRanks)
    self.rna = Agreement(of: rna.first, and: rna.second, ranks: rnaRanks)
    rnaDensity = DensityGrid(x: rna.first, y: rna.second, bins: bins)
    rnaGivenDNA = Agreement(
      of: rna, given: dna, ranks: rnaRanks, covariateRanks: dnaRanks)
    activityGivenDNA = Agreement(
      of: activity, given: dna, ranks: activityRanks, covariateRanks: dnaRanks)
    let collapses = (self.dna.pearson.value ?? 1) > 0.9999
    fisherStandardError = Estimate(
      fisherZStandardError(rows: rows.count, covariates: collapses ? 1 : 2),
      orUndefined: .tooFewRows)
    strata = DNAStrata(
      rna: rna, activity: activity, dna: zip(dna.first, dna.second).map { ($0 + $1) / 2 },
      orderedBy: rows.map { Double(first.dna.values[$0] + 1) * Double(second.dna.values[$0] + 1) },
      strata: strataCount)
  }
}

extension Agreement {
  /// Partial correlation of two columns given two covariates.
  fileprivate init(
    of columns: (first: [Double], second: [Double]), given covariates: ([Double], [Double]),
    ranks: ([Double], [Double]), covariateRanks: ([Double], [Double])
  ) {
    let rows = columns.first.count
    let reason: Statistics.UndefinedReason = rows < 4 ? .tooFewRows : .noVariance
    self.init(
      rows: rows,
      pearson: Estimate(
        partialCorrelation(
          columns.first, columns.second, given: [covariates.0, covariates.1]),
        orUndefined: reason),
      spearman: Estimate(
        partialCorrelation(ranks.0, ranks.1, given: [covariateRanks.0, covariateRanks.1]),
        orUndefined: reason))
  }
}
