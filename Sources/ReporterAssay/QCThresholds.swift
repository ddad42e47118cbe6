import Statistics

/// Thresholds of the replicate checks. Defaults are those in use in the field; the source is
/// printed beside every check.
public struct QCThresholds: Hashable, Codable, Sendable {
  /// Smallest Spearman correlation of DNA between replicates.
  public var dnaSpearman: Double
  /// Smallest Spearman correlation of RNA between replicates.
  public var rnaSpearman: Double
  /// Smallest Spearman correlation of activity between replicates.
  public var activitySpearman: Double
  /// Smallest median number of barcodes per fragment.
  public var barcodes: Double
  /// Mean count per fragment that must be exceeded, for DNA and for RNA of every replicate.
  public var meanCount: Double
  /// Largest part of the RNA correlation that input DNA may account for.
  public var rnaExplainedByDNA: Double
  /// Largest Spearman correlation of activity with input DNA, of either sign.
  public var activityAgainstDNA: Double
  /// Largest ratio of RNA reads between replicates.
  public var rnaDepthRatio: Double

  /// Activity whose Spearman correlation is below this share of its limit fails by itself.
  private static let failingShare = 0.4

  /// Makes thresholds.
  public init(
    dnaSpearman: Double = 0.85, rnaSpearman: Double = 0.95, activitySpearman: Double = 0.75,
    barcodes: Double = 10, meanCount: Double = 20, rnaExplainedByDNA: Double = 0.2,
    activityAgainstDNA: Double = 0.3, rnaDepthRatio: Double = 10
  ) {
    self.activityAgainstDNA = activityAgainstDNA
    self.rnaDepthRatio = rnaDepthRatio
    self.dnaSpearman = dnaSpearman
    self.rnaSpearman = rnaSpearman
    self.activitySpearman = activitySpearman
    self.barcodes = barcodes
    self.meanCount = meanCount
    self.rnaExplainedByDNA = rnaExplainedByDNA
  }
}

extension QCThresholds {
  /// Checks everything, cell type by cell type, barcodes last.
  func checks(of cellTypes: [CellTypeReproducibility], barcodes: BarcodeQuality?) -> [QCCheck] {
    var checks = cellTypes.flatMap { cellType in
      spearmanChecks(of: cellType) + countChecks(of: cellType)
    }
    checks.append(
      QCCheck(
        cellType: nil, metric: .barcodesPerFragment,
        value: barcodes?.median ?? .undefined(.noReplicates),
        limit: .atLeast(self.barcodes), source: "MPRAsnakeflow, MPRAflow"))
    return checks
  }

  /// The three correlations: below its limit is a warning; a failure where every correlation that
  /// could be assessed is below, at least two of them, and for activity below 0.4 times its limit.
  private func spearmanChecks(of cellType: CellTypeReproducibility) -> [QCCheck] {
    let source = "MPRAsnakeflow count report"
    let own = cellType.pairs.filter { $0.denominator == .own }
    let checks = [
      QCCheck(
        cellType: cellType.name, metric: .dnaSpearman,
        value: smallest(own.compactMap { $0.counts?.dna.spearman }, of: cellType),
        limit: .atLeast(dnaSpearman), source: source),
      QCCheck(
        cellType: cellType.name, metric: .rnaSpearman,
        value: smallest(cellType.pairs.compactMap { $0.counts?.rna.spearman }, of: cellType),
        limit: .atLeast(rnaSpearman), source: source),
      QCCheck(
        cellType: cellType.name, metric: .activitySpearman,
        value: smallest(cellType.pairs.map(\.activity.spearman), of: cellType),
        limit: .atLeast(activitySpearman), source: source),
    ]
    let assessed = checks.filter { $0.verdict != .notAssessed }
    let isSevere = assessed.count >= 2 && assessed.allSatisfy { $0.verdict == .warn }
    return checks.map { check in
      let isFar =
        check.metric == .activitySpearman
        && (check.value.value ?? 1) < Self.failingShare * activitySpearman
      return check.verdict == .warn && (isSevere || isFar) ? check.failing() : check
    }
  }

  private func countChecks(of cellType: CellTypeReproducibility) -> [QCCheck] {
    let counts = cellType.replicates.compactMap(\.counts)
    let pairs = cellType.pairs.compactMap(\.counts)
    let explained = pairs.compactMap { $0.rnaExplainedByDNA.value }
    return [
      QCCheck(
        cellType: cellType.name, metric: .meanDNA, value: smallest(counts.map(\.meanDNA)),
        limit: .above(meanCount), source: "MPRASuite"),
      QCCheck(
        cellType: cellType.name, metric: .meanRNA, value: smallest(counts.map(\.meanRNA)),
        limit: .above(meanCount), source: "MPRASuite"),
      QCCheck(
        cellType: cellType.name, metric: .rnaExplainedByDNA,
        value: Estimate(
          explained.max(),
          orUndefined: pairs.first?.rnaExplainedByDNA.undefined ?? missing(cellType)),
        limit: .atMost(rnaExplainedByDNA), source: "cupel"),
      QCCheck(
        cellType: cellType.name, metric: .activityAgainstDNA,
        value: Estimate(
          counts.compactMap(\.activityAgainstDNA.spearman.value).max { abs($0) < abs($1) },
          orUndefined: counts.first?.activityAgainstDNA.spearman.undefined ?? .noCounts),
        limit: .within(activityAgainstDNA), source: "cupel"),
      QCCheck(
        cellType: cellType.name, metric: .rnaDepthRatio, value: depthRatio(of: counts),
        limit: .atMost(rnaDepthRatio), source: "cupel"),
    ]
  }

  private func depthRatio(of counts: [CountQuality]) -> Estimate {
    let totals = counts.map { Double($0.rnaTotal) }
    guard totals.count > 1 else {
      return .undefined(counts.isEmpty ? .noCounts : .singleReplicate)
    }
    guard let lowest = totals.min(), let highest = totals.max(), lowest > 0 else {
      return .undefined(.noCounts)
    }
    return .defined(highest / lowest)
  }

  private func smallest(
    _ estimates: [Estimate], of cellType: CellTypeReproducibility
  ) -> Estimate {
    Estimate(
      estimates.compactMap(\.value).min(),
      orUndefined: estimates.first?.undefined ?? missing(cellType))
  }

  private func smallest(_ estimates: [Estimate]) -> Estimate {
    Estimate(
      estimates.compactMap(\.value).min(),
      orUndefined: estimates.first?.undefined ?? .noReplicates)
  }

  /// Why a number on replicate pairs is missing altogether.
  private func missing(_ cellType: CellTypeReproducibility) -> Statistics.UndefinedReason {
    cellType.replicates.count < 2 ? .singleReplicate : .noReplicates
  }
}
