import Foundation
import GenomicTypes
import ReporterAssay
import Reports
import Statistics

/// Fills the replicate QC report from the numbers of `reproducibility`.
struct ReplicateReportContent {
  let experiment: String
  let reproducibility: Reproducibility
  let attrition: [AttritionNode]
  let activityMethod: NormalizationParameters
  let parameters: ReproducibilityParameters
  /// How the method gamma-poisson was fitted; empty for other methods.
  let gammaPoisson: [GammaPoissonReport]
  /// How the method beta-binomial was fitted; empty for other methods.
  let betaBinomial: [BetaBinomialReport]
  let shownParameters: [ShownParameter]
  /// nil when the stage `idr` is switched off.
  let idr: IDRArtefact?

  func report() throws -> ReplicateQCReport {
    var report = ReplicateQCReport(experiment: experiment)
    let cellTypes = reproducibility.cellTypes
    report.subtitle =
      "\(Quantity.text(reproducibility.fragments)) fragments, "
      + cellTypes.map { "\($0.name) (\(Quantity.text($0.replicates.count, "replicate")))" }
      .joined(separator: ", ")
    report.verdicts = cellTypes.map { cellType in
      let prefix = cellTypes.count > 1 ? cellType.name + ": " : ""
      return Verdict(CheckStatus(cellType.verdict.judgement), prefix + cellType.verdict.sentence)
    }
    report.verdicts += thresholdVerdict.map { [$0] } ?? []
    report.cards = cards
    report.attrition = attrition.map { AttritionStep($0) }
    report.samples = cellTypes.flatMap(samples)
    report.countHistograms = try cellTypes.flatMap(histograms)
    report.cellTypes = try cellTypes.map(quality)
    report.idr = try reproducibilityOfRanks()
    report.crossCellType = try crossCellType()
    report.thresholds = reproducibility.checks.map(threshold)
    report.panels = try barcodePanel()
    report.countModels = gammaPoisson.flatMap(countModels)
    report.betaBinomials = betaBinomial.flatMap(betaBinomials)
    report.caveats = caveats
    report.colophon = colophon
    return report
  }

  /// The thresholds that were missed, in one line; nil when none was.
  private var thresholdVerdict: Verdict? {
    let missed = reproducibility.checks.filter { $0.verdict == .warn || $0.verdict == .fail }
    guard !missed.isEmpty else { return nil }
    let assessed = reproducibility.checks.count { $0.verdict != .notAssessed }
    var seen: Set<QCCheck.Metric> = []
    let names = missed.map(\.metric).filter { seen.insert($0).inserted }.map(\.words)
    return Verdict(
      missed.contains { $0.verdict == .fail } ? .fail : .warn,
      "\(missed.count) of \(assessed) thresholds missed: \(names.joined(separator: "; ")).")
  }

  private var cards: [SummaryCard] {
    reproducibility.cellTypes.flatMap { cellType -> [SummaryCard] in
      let ceiling = cellType.ceiling.spearman
      guard let between = ceiling.replicateCorrelation.estimate.value else { return [] }
      var cards = [
        SummaryCard(
          label: "\(cellType.name): between replicates", value: Decimals.text(between, 2),
          detail: "Spearman of activity, median over pairs")
      ]
      if let best = ceiling.meanOfReplicates.estimate.value {
        cards.append(
          SummaryCard(
            label: "\(cellType.name): noise ceiling", value: Decimals.text(best, 2),
            detail: "best Spearman of any model with the mean of replicates"))
      }
      return cards
    }
  }

  private func samples(_ cellType: CellTypeReproducibility) -> [SampleSummary] {
    cellType.replicates.flatMap { replicate -> [SampleSummary] in
      guard let counts = replicate.counts else { return [] }
      func sample(
        _ molecule: String, total: Int64, zero: Double?, mean: Statistics.Estimate
      ) -> SampleSummary {
        SampleSummary(
          name: "\(replicate.name) \(molecule)", cellType: cellType.name,
          replicate: replicate.name, molecule: molecule, total: Int(total),
          rows: counts.observedRows, zeroFraction: zero, mean: mean.value,
          scalingFactor: molecule == "DNA" ? counts.dnaFactor : counts.rnaFactor)
      }
      let zeroDNA = counts.dnaHistogram.bins.first.map { bin in
        counts.observedRows > 0 ? Double(bin.rows) / Double(counts.observedRows) : 0
      }
      return [
        sample("DNA", total: counts.dnaTotal, zero: zeroDNA, mean: counts.meanDNA),
        sample(
          "RNA", total: counts.rnaTotal, zero: counts.zeroRNAFraction.value,
          mean: counts.meanRNA),
      ]
    }
  }

  private func histograms(_ cellType: CellTypeReproducibility) throws -> [Histogram] {
    let replicates = cellType.replicates.compactMap { replicate in
      replicate.counts.map { (replicate.name, $0) }
    }
    guard !replicates.isEmpty else { return [] }
    return [
      try CountBins.histogram(
        title: "\(cellType.name): RNA counts", xTitle: "RNA count of a fragment",
        series: replicates.map { ($0.0, $0.1.rnaHistogram) }),
      try CountBins.histogram(
        title: "\(cellType.name): input-DNA counts", xTitle: "DNA count of a fragment",
        series: replicates.map { ($0.0, $0.1.dnaHistogram) }),
    ]
  }

  private func barcodePanel() throws -> [Histogram] {
    guard let barcodes = reproducibility.barcodes else { return [] }
    return [
      try CountBins.histogram(
        title: "Barcodes per fragment", xTitle: "barcodes of a fragment",
        series: [("barcodes", barcodes.histogram)])
    ]
  }

  func ceiling(
    _ measure: String, _ levels: ReplicateCeiling.Levels, _ replicates: Int
  ) -> NoiseCeiling {
    NoiseCeiling(
      measure: measure, replicates: replicates,
      replicateCorrelation: Reports.Estimate(levels.replicateCorrelation),
      oneReplicate: Reports.Estimate(levels.oneReplicate),
      meanOfReplicates: Reports.Estimate(levels.meanOfReplicates),
      reason: levels.meanOfReplicates.estimate.undefined?.words ?? "")
  }

  func matrix(
    _ cellType: CellTypeReproducibility, _ measure: String,
    _ value: (ReplicatePairQuality) -> Double?
  ) throws -> CorrelationMatrix {
    let names = cellType.replicates.map(\.name)
    return try CorrelationMatrix(
      title: "\(cellType.name): replicates", measure: measure, labels: names,
      values: names.map { first in
        names.map { second in
          if first == second { return 1 }
          return cellType.pairs.first {
            ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first)
          }.flatMap(value)
        }
      })
  }

  private func crossCellType() throws -> CorrelationMatrix? {
    let names = reproducibility.cellTypes.map(\.name)
    guard names.count > 1 else { return nil }
    return try CorrelationMatrix(
      title: "Cell types", measure: "Spearman ρ of activity", labels: names,
      values: names.map { first in
        names.map { second in
          if first == second { return 1 }
          return reproducibility.acrossCellTypes.first {
            ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first)
          }?.activity.spearman.value
        }
      })
  }

  private func threshold(_ check: QCCheck) -> ThresholdResult {
    ThresholdResult(
      metric: check.metric.words, scope: check.cellType ?? "all", observed: check.value.value,
      band: check.expected, source: check.source, status: CheckStatus(check.verdict),
      remark: check.value.undefined.map { "not assessed: \($0.words)" } ?? "")
  }
}

extension CheckStatus {
  init(_ verdict: QCCheck.Verdict) {
    switch verdict {
    case .pass: self = .pass
    case .warn: self = .warn
    case .fail: self = .fail
    case .notAssessed: self = .note
    }
  }
}

extension CheckStatus {
  init(_ judgement: ReplicateVerdict.Judgement) {
    switch judgement {
    case .sound: self = .pass
    case .confounded, .weak: self = .warn
    case .repeated: self = .fail
    case .notJudged: self = .note
    }
  }
}

extension QCCheck.Metric {
  /// The metric in words.
  var words: String {
    switch self {
    case .dnaSpearman: "Spearman of input DNA, smallest pair"
    case .rnaSpearman: "Spearman of RNA, smallest pair"
    case .activitySpearman: "Spearman of activity, smallest pair"
    case .meanDNA: "mean DNA count per fragment"
    case .meanRNA: "mean RNA count per fragment"
    case .rnaExplainedByDNA: "RNA r minus partial r given DNA"
    case .activityAgainstDNA: "Spearman of activity with its input DNA"
    case .rnaDepthRatio: "RNA reads, deepest over shallowest replicate"
    case .barcodesPerFragment: "barcodes per fragment, median"
    }
  }
}

extension UndefinedReason {
  /// The reason in words.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
