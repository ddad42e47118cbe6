extension ReplicateQCReport {
  /// The report as the texts of its files: the page, its figures and its tables.
  ///
  /// The same content gives the same bytes.
  ///
  /// - Throws: ``ReportsError/notFinite(content:path:value:)`` when a value is NaN or infinite.
  public func rendered() throws(ReportsError) -> RenderedReport {
    try page().rendered()
  }

  func page() throws(ReportsError) -> HTMLPage {
    try FiniteCheck.verify(self, named: "replicate QC report")
    var opening: [ReportBlock] = []
    if !verdicts.isEmpty { opening.append(.verdicts(verdicts)) }
    if !cards.isEmpty { opening.append(.cards(cards)) }
    let sections = [
      try AttritionSection.section(title: "Where the rows went", steps: attrition),
      try samplesSection(), try agreementSection(), try differenceSection(), try rankSection(),
      try confoundSection(), try countModelSection(),
      try betaBinomialSection(),
      try disjointSection(), try ceilingSection(), try biasSection(), try classSection(),
      try depthSection(), try thresholdSection(),
      ReportSection("Caveats", caveats.isEmpty ? [] : [.list(caveats)]), colophon.section,
    ]
    return HTMLPage(
      kind: "Replicate QC", title: experiment, subtitle: subtitle, opening: opening,
      sections: sections)
  }

  private func samplesSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    if !samples.isEmpty {
      let missing = "not computed for this column"
      blocks.append(
        .table(
          try TableContent(
            name: "samples", caption: "Count columns, before filters",
            columns: [
              TableColumn("column", "Column"), TableColumn("cell_type", "Cell type"),
              TableColumn("replicate", "Replicate"), TableColumn("molecule", "Molecule"),
              TableColumn("total", "Total count", .count), TableColumn("rows", "Rows", .count),
              TableColumn("zero_fraction", "Zero", .percent(decimals: 1)),
              TableColumn("mean", "Mean count", .number(decimals: 1)),
              TableColumn("scaling_factor", "Library-size factor", .number(decimals: 3)),
            ],
            rows: samples.map { sample in
              [
                .text(sample.name), .text(sample.cellType), .text(sample.replicate),
                .text(sample.molecule), .integer(sample.total), .integer(sample.rows),
                .real(sample.zeroFraction, orMissing: missing),
                .real(sample.mean, orMissing: missing),
                .real(sample.scalingFactor, orMissing: missing),
              ]
            })))
    }
    if !countHistograms.isEmpty {
      blocks.append(
        .figures(countHistograms.map { HistogramChart(name: "counts-\($0.title)", $0).drawn() }))
    }
    if !panels.isEmpty {
      blocks.append(.heading("Fragments"))
      blocks.append(.figures(panels.map { HistogramChart(name: "panel-\($0.title)", $0).drawn() }))
    }
    return ReportSection("Samples and counts", blocks)
  }

  private func ceilingSection() throws(ReportsError) -> ReportSection {
    let entries = cellTypes.flatMap { cellType in cellType.ceilings.map { (cellType.name, $0) } }
    guard !entries.isEmpty else { return ReportSection("Noise ceiling", []) }
    let table = try TableContent(
      name: "noise-ceiling", caption: "Noise ceiling with 95% interval",
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("measure", "Measure"),
        TableColumn("replicates", "Replicates", .count),
        TableColumn("replicate_correlation", "Between replicates", .estimate(decimals: 3)),
        TableColumn("ceiling_one_replicate", "Ceiling, one replicate", .estimate(decimals: 3)),
        TableColumn("ceiling_mean", "Ceiling, mean of replicates", .estimate(decimals: 3)),
      ],
      rows: entries.map { name, ceiling in
        let reason = ceiling.reason.isEmpty ? "undefined" : "\(name): \(ceiling.reason)"
        return [
          .text(name), .text(ceiling.measure), .integer(ceiling.replicates),
          .estimate(ceiling.replicateCorrelation, orMissing: reason),
          .estimate(ceiling.oneReplicate, orMissing: reason),
          .estimate(ceiling.meanOfReplicates, orMissing: reason),
        ]
      })
    let chart = ForestChart(
      labels: FigureLabels(
        name: "noise-ceiling", title: "Noise ceiling of the mean of the replicates"),
      rows: entries.map { name, ceiling in
        ForestChart.Row(
          label: "\(name), \(ceiling.measure)", estimate: ceiling.meanOfReplicates,
          note: ceiling.meanOfReplicates == nil ? "no ceiling" : "")
      }, xTitle: "Highest correlation a perfect model is expected to reach", reach: 1)
    return ReportSection(
      "Noise ceiling",
      [
        .paragraph(
          "Even a model that knew the true activity would not correlate perfectly with noisy "
            + "measurements. The ceiling is the correlation such a model is expected to reach. The "
            + "correlation between two replicates is lower than that and is not an upper bound. "
            + "Noise that replicates share, for example one plasmid pool, makes the ceiling too "
            + "high."),
        .figures([chart.drawn()]), .table(table),
      ] + (try unequalCeilings()))
  }

  private func thresholdSection() throws(ReportsError) -> ReportSection {
    guard !thresholds.isEmpty else { return ReportSection("Thresholds", []) }
    return ReportSection("Thresholds", [.table(try ThresholdResult.table(thresholds))])
  }
}
