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
  /// Four coefficients of activity with intervals.
  public let activityCoefficients: PairCoefficients
  /// The two activities as a picture; nil without rows.
  public let activityDensity: HexagonGrid?
  /// How the difference of the two activities depends on their mean.
  public let activityMeanDifference: MeanDifference
  /// Agreement among fragments both call positive.
  public let positives: PositiveSubsets
  /// Agreement of the counts; nil when the input gave the activity.
  public let counts: CountPairQuality?
}

/// How well the counts of two replicates agree, as log2 CPM with 1 added to the count.
public struct CountPairQuality: Hashable, Codable, Sendable {
  /// Agreement of input DNA; 1 by construction when both use the same library.
  public let dna: Agreement
  /// Agreement of RNA.
  public let rna: Agreement
  /// Whether one RNA column is the other, perhaps times a constant: the same in at least 99 % of the
  /// rows where either has RNA, and in 20 or more.
  public let isRepeated: Bool
  /// Four coefficients of input DNA with intervals.
  public let dnaCoefficients: PairCoefficients
  /// Four coefficients of RNA with intervals.
  public let rnaCoefficients: PairCoefficients
  /// How the difference of the two RNA columns depends on their mean.
  public let rnaMeanDifference: MeanDifference
  /// The two RNA columns as a picture; nil without rows.
  public let rnaDensity: HexagonGrid?
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

/// What the comparison of two replicates needs beside their values.
struct PairSettings: Sendable {
  let parameters: ReproducibilityParameters
  let resampling: LocusResampling
}

extension ReplicatePairQuality {
  /// Compares two replicates.
  init(_ first: ReplicateSignal, _ second: ReplicateSignal, settings: PairSettings) throws {
    let parameters = settings.parameters
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
    let columns = RankedColumns(x, y)
    self.rows = rows.count
    activity = columns.agreement
    activityDensity = HexagonGrid(x: x, y: y)
    activityMeanDifference = MeanDifference(
      of: x, and: y, bins: parameters.biasBins)
    guard let a = first.counts, let b = second.counts else {
      denominator = .given
      counts = nil
      activityCoefficients = try PairCoefficients.all(
        [columns], rows: rows, resampling: settings.resampling)[0]
      positives = PositiveSubsets(
        activity: columns, rna: nil, threshold: parameters.activeThreshold)
      return
    }
    denominator = a.dnaColumns.isDisjoint(with: b.dnaColumns) ? .own : .shared
    let rna = RankedColumns(a.rna.logCPM(at: rows), b.rna.logCPM(at: rows))
    let dna = RankedColumns(a.dna.logCPM(at: rows), b.dna.logCPM(at: rows))
    let coefficients = try PairCoefficients.all(
      [columns, rna, dna], rows: rows, resampling: settings.resampling)
    activityCoefficients = coefficients[0]
    positives = PositiveSubsets(
      activity: columns,
      rna: ((rows.map { a.rna.values[$0] }, rows.map { b.rna.values[$0] }), rna),
      threshold: parameters.activeThreshold)
    counts = CountPairQuality(
      activity: columns, rna: rna, dna: dna, coefficients: coefficients,
      dnaOrder: rows.map { Double(a.dna.values[$0] + 1) * Double(b.dna.values[$0] + 1) },
      isRepeated: LibraryCounts.repeats(a.rna, b.rna), parameters: parameters)
  }
}

extension CountPairQuality {
  /// - Parameters:
  ///   - coefficients: those of activity, RNA and DNA.
  ///   - dnaOrder: orders rows by the DNA of both, with exact ties.
  fileprivate init(
    activity: RankedColumns, rna: RankedColumns, dna: RankedColumns,
    coefficients: [PairCoefficients], dnaOrder: [Double], isRepeated: Bool,
    parameters: ReproducibilityParameters
  ) {
    self.isRepeated = isRepeated
    self.dna = dna.agreement
    self.rna = rna.agreement
    rnaCoefficients = coefficients[1]
    dnaCoefficients = coefficients[2]
    rnaDensity = HexagonGrid(x: rna.x, y: rna.y)
    rnaMeanDifference = MeanDifference(
      of: rna.x, and: rna.y, bins: parameters.biasBins)
    rnaGivenDNA = Agreement(of: rna, given: dna)
    activityGivenDNA = Agreement(of: activity, given: dna)
    let collapses = abs(self.dna.pearson.value ?? 1) > 0.9999
    fisherStandardError = Estimate(
      fisherZStandardError(rows: rna.x.count, covariates: collapses ? 1 : 2),
      orUndefined: .tooFewRows)
    strata = DNAStrata(
      rna: (rna.x, rna.y), activity: (activity.x, activity.y),
      dna: zip(dna.x, dna.y).map { ($0 + $1) / 2 }, orderedBy: dnaOrder,
      strata: parameters.strata)
  }
}

extension LibraryCounts {
  /// Whether two columns of counts are one, up to rounding and a constant factor.
  fileprivate static func repeats(_ first: LibraryCounts, _ second: LibraryCounts) -> Bool {
    guard first.total > 0, second.total > 0 else { return false }
    let factor = Double(second.total) / Double(first.total)
    var (informative, equal) = (0, 0)
    for (a, b) in zip(first.values, second.values) where a > 0 || b > 0 {
      informative += 1
      if abs(Double(a) * factor - Double(b)) < 0.5 * max(1, min(factor, 1 / factor)) { equal += 1 }
    }
    return informative >= 20 && Double(equal) >= 0.99 * Double(informative)
  }
}

extension Agreement {
  /// Partial correlation of two columns given two covariates.
  fileprivate init(of columns: RankedColumns, given covariates: RankedColumns) {
    let rows = columns.x.count
    let reason: Statistics.UndefinedReason = rows < 4 ? .tooFewRows : .noVariance
    self.init(
      rows: rows,
      pearson: Estimate(
        partialCorrelation(columns.x, columns.y, given: [covariates.x, covariates.y]),
        orUndefined: reason),
      spearman: Estimate(
        partialCorrelation(
          columns.ranks.x, columns.ranks.y, given: [covariates.ranks.x, covariates.ranks.y]),
        orUndefined: reason))
  }
}
