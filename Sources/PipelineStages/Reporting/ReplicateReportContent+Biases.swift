import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  func biases(_ cellType: CellTypeReproducibility) -> [BiasQC] {
    BiasPanel.Covariate.allCases.flatMap { covariate in
      BiasPanel.Measure.allCases.compactMap { measure -> BiasQC? in
        let panels = cellType.biases.filter {
          $0.covariate == covariate && $0.measure == measure
        }
        guard !panels.isEmpty else { return nil }
        return BiasQC(
          property: covariate.words, xTitle: covariate.axis, measure: measure.words,
          yTitle: measure == .activity ? cellType.activityScale : "log2 CPM",
          series: panels.map(series))
      }
    }
  }

  private func series(_ panel: BiasPanel) -> BiasQC.Series {
    BiasQC.Series(
      name: panel.replicate,
      bins: panel.bins.map { bin in
        BiasQC.Bin(
          x: (bin.range.lowerBound + bin.range.upperBound) / 2, n: bin.rows,
          low: bin.lowerQuartile, middle: bin.median, high: bin.upperQuartile)
      }, spearman: panel.spearman.value)
  }

  func depth(_ depth: DepthSaturation) -> DepthQC {
    func curve(
      _ name: String, _ value: (DepthSaturation.Point) -> Statistics.Estimate
    ) -> CurveSeries {
      CurveSeries(
        name: name,
        points: depth.points.compactMap { point in
          value(point).value.map { CurveSeries.Point(x: 100 * point.fraction, y: $0) }
        })
    }
    return DepthQC(
      series: [
        curve("activity, Pearson r") { $0.activityPearson },
        curve("activity, Spearman ρ") { $0.activitySpearman },
        curve("RNA, Pearson r") { $0.rnaPearson }, curve("RNA, Spearman ρ") { $0.rnaSpearman },
      ], sentence: sentence(depth),
      method: "DNA and RNA counts of \(Quantity.text(depth.rows, "fragment")) thinned binomially; "
        + "activity as the difference of log2 CPM with 1 added to the count.")
  }

  private func sentence(_ depth: DepthSaturation) -> String {
    guard let full = depth.points.last?.activityPearson.value else {
      return "activity has no correlation to follow."
    }
    var words = "all reads give an activity r of \(Decimals.text(full, 2))"
    if let half = depth.points.first(where: { $0.fraction == 0.5 })?.activityPearson.value {
      words =
        "half the reads give an activity r of \(Decimals.text(half, 2)), all of them "
        + Decimals.text(full, 2)
      if full < half - 0.02 {
        return words + ". Agreement falls with depth, so what agrees at low depth is noise that "
          + "replicates share, such as that of one measurement of input DNA."
      }
    }
    guard let double = depth.activityPearsonAtDouble.value else { return words + "." }
    words += "; twice as many are expected to give \(Decimals.text(double, 2)) (extrapolated)."
    if double - full < 0.02 {
      words += " More sequencing of these libraries would hardly help."
    }
    return words
  }

  func missing(_ cellType: CellTypeReproducibility) -> [MissingAnalysis] {
    let places: [(String, MissingAnalysis.Section, String)] = [
      ("disjoint_barcodes", .disjointBarcodes, "not computed"), ("bias_gc", .bias, "GC"),
      ("bias_length", .bias, "length"), ("bias_strand", .bias, "strand"),
      ("classes", .classes, "not computed"), ("depth", .depth, "not computed"),
    ]
    return places.compactMap { name, section, what in
      cellType.missing[name].map { MissingAnalysis(section, "\(what): \($0).") }
    }
  }
}

extension BiasPanel.Covariate {
  fileprivate var words: String {
    switch self {
    case .gc: "GC"
    case .length: "length"
    case .strand: "strand"
    }
  }

  fileprivate var axis: String {
    switch self {
    case .gc: "share of G and C"
    case .length: "length, bp"
    case .strand: "strand, 0 forward, 1 reverse"
    }
  }
}

extension BiasPanel.Measure {
  fileprivate var words: String {
    switch self {
    case .activity: "activity"
    case .rna: "RNA"
    case .dna: "input DNA"
    }
  }
}
