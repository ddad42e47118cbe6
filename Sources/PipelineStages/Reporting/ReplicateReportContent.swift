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
  let shownParameters: [ShownParameter]

  func report() throws -> ReplicateQCReport {
    var report = ReplicateQCReport(experiment: experiment)
    let cellTypes = reproducibility.cellTypes
    report.subtitle =
      "\(Quantity.text(reproducibility.fragments)) fragments, "
      + cellTypes.map { "\($0.name) (\(Quantity.text($0.replicates.count, "replicate")))" }
      .joined(separator: ", ")
    report.verdicts = cellTypes.map { cellType in
      let prefix = cellTypes.count > 1 ? cellType.name + ": " : ""
      return Verdict(
        cellType.verdict.isConfounded ? .warn : cellType.pairs.isEmpty ? .note : .pass,
        prefix + cellType.verdict.sentence)
    }
    report.cards = cards
    report.attrition = attrition.map { AttritionStep($0) }
    report.samples = cellTypes.flatMap(samples)
    report.countHistograms = try cellTypes.flatMap(histograms)
    report.cellTypes = try cellTypes.map(quality)
    report.crossCellType = try crossCellType()
    report.thresholds = reproducibility.checks.map(threshold)
    report.panels = try barcodePanel()
    report.caveats = caveats
    report.colophon = colophon
    return report
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
          scalingFactor: total > 0 ? activityMethod.scaling.libraryTotal / Double(total) : nil)
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

  private func quality(_ cellType: CellTypeReproducibility) throws -> CellTypeQC {
    var quality = CellTypeQC(name: cellType.name)
    quality.pairs = try cellType.pairs.map { try pair($0, of: cellType) }
    quality.ceilings = [
      ceiling("Spearman ρ", cellType.ceiling.spearman, cellType.ceiling.replicates),
      ceiling("Pearson r", cellType.ceiling.pearson, cellType.ceiling.replicates),
    ]
    if cellType.replicates.count > 2 {
      quality.matrices = [
        try matrix(cellType, "Spearman ρ of activity") { $0.activity.spearman.value }
      ]
    }
    if cellType.pairs.isEmpty {
      quality.remark = "One column of activity: there are no replicates to compare."
    }
    return quality
  }

  private func pair(
    _ pair: ReplicatePairQuality, of cellType: CellTypeReproducibility
  ) throws -> ReplicatePairQC {
    var drawn = ReplicatePairQC(first: pair.first, second: pair.second, n: pair.rows)
    drawn.activity = CorrelationPair(pair.activity)
    drawn.activityDensity = try pair.activityDensity.map { try Reports.DensityGrid($0) }
    guard let counts = pair.counts else {
      drawn.missingReason = "activity was given without counts"
      return drawn
    }
    drawn.dna = CorrelationPair(counts.dna)
    drawn.rna = CorrelationPair(counts.rna)
    drawn.rnaGivenDNA = CorrelationPair(counts.rnaGivenDNA)
    drawn.rnaAgainstDNAFirst = rnaAgainstDNA(pair.first, cellType)
    drawn.rnaAgainstDNASecond = rnaAgainstDNA(pair.second, cellType)
    drawn.rnaWithinDNAStrata = counts.strata.pooledRNA.value
    drawn.rnaDensity = try counts.rnaDensity.map { try Reports.DensityGrid($0) }
    drawn.deciles = counts.strata.strata.map { stratum in
      DecileAgreement(
        label: Decimals.text(stratum.dnaRange.lowerBound, 1) + "\u{2013}"
          + Decimals.text(stratum.dnaRange.upperBound, 1),
        n: stratum.activity.rows, agreement: Reports.Estimate(stratum.activity.spearman))
    }
    return drawn
  }

  private func rnaAgainstDNA(
    _ replicate: String, _ cellType: CellTypeReproducibility
  ) -> Double? {
    cellType.replicates.first { $0.name == replicate }?.counts?.rnaAgainstDNA.pearson.value
  }

  private func ceiling(
    _ measure: String, _ levels: ReplicateCeiling.Levels, _ replicates: Int
  ) -> NoiseCeiling {
    NoiseCeiling(
      measure: measure, replicates: replicates,
      replicateCorrelation: Reports.Estimate(levels.replicateCorrelation),
      oneReplicate: Reports.Estimate(levels.oneReplicate),
      meanOfReplicates: Reports.Estimate(levels.meanOfReplicates),
      reason: levels.meanOfReplicates.estimate.undefined?.words ?? "")
  }

  private func matrix(
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

  private var caveats: [String] {
    var caveats = [
      """
      The noise ceiling assumes that replicates carry the same signal with independent errors. \
      Errors they share (one plasmid pool, the same barcodes, one measurement of input DNA) raise \
      it: it is then too optimistic.
      """,
      """
      Controlling for measured input DNA under-corrects when that measurement is noisy, so the \
      partial correlation can still overstate the agreement that has nothing to do with input DNA.
      """,
    ]
    let pairs = reproducibility.cellTypes.flatMap(\.pairs)
    if pairs.contains(where: { $0.denominator == .shared }) {
      caveats.append(
        """
        The replicates share their input-DNA sample, so activity has a common denominator. Its \
        noise is in both and inflates their agreement.
        """)
    }
    if pairs.contains(where: { $0.denominator == .given }) {
      caveats.append("Activity was given by the input: counts and input DNA could not be checked.")
    }
    return caveats
  }

  private var colophon: ReportColophon {
    ReportColophon(
      methods: [
        """
        Activity is defined as \(activityMethod.method.rawValue) with library scaling \
        \(activityMethod.scaling.rawValue) and one pseudocount of \
        \(Quantity.number(activityMethod.pseudocount.value)) \
        (\(activityMethod.pseudocount.placement.rawValue)); a fragment needs at least \
        \(activityMethod.minimumDNA) input-DNA reads per replicate.
        """,
        """
        Correlations of DNA and RNA are of \(Reproducibility.countScale). The partial correlation \
        of RNA given DNA controls for both replicates' input DNA. Strata hold fragments of similar \
        input DNA. Intervals are 95% percentile intervals of a bootstrap over loci, in which \
        overlapping fragments stay together.
        """,
        """
        With r the median correlation of replicate pairs, the ceiling for one replicate is √r and \
        for the mean of n replicates √(n·r/(1 + (n − 1)·r)), the Spearman–Brown reliability.
        """,
      ],
      parameters: shownParameters.map { NamedValue($0.name, $0.value) },
      references: [
        "Spearman–Brown: doi 10.1111/j.2044-8295.1910.tb00206.x and tb00207.x",
        "Thresholds: MPRAsnakeflow (count report), MPRAflow, MPRASuite, as printed beside each",
      ])
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
    case .barcodesPerFragment: "barcodes per fragment, median"
    }
  }
}

extension UndefinedReason {
  /// The reason in words.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
