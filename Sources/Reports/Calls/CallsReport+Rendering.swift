extension CallsReport {
  /// The report as the texts of its files: the page, its figures and its tables.
  ///
  /// The same content gives the same bytes.
  ///
  /// - Throws: ``ReportsError`` when a value is NaN or infinite or the rows of a contrast do not add
  ///   up.
  public func rendered() throws(ReportsError) -> RenderedReport {
    try FiniteCheck.verify(self, named: "calls")
    var sections = [ReportSection("Calls", contrasts.isEmpty ? [] : [.table(try table())])]
    for contrast in contrasts {
      let reading: [ReportBlock] = contrast.reading.map { [.paragraph($0)] } ?? []
      sections.append(ReportSection(contrast.title, reading + [.figures(contrast.figures)]))
    }
    sections.append(
      try AttritionSection.section(
        title: "What was tested", steps: contrasts.map(\.attrition)))
    sections.append(ReportSection("Caveats", caveats.isEmpty ? [] : [.list(caveats)]))
    sections.append(colophon.section)
    return HTMLPage(
      kind: "Calls", title: experiment, subtitle: subtitle,
      opening: verdicts.isEmpty ? [] : [.verdicts(verdicts)], sections: sections
    ).rendered()
  }

  private func table() throws(ReportsError) -> TableContent {
    try TableContent(
      name: "calls", caption: "Contrasts",
      columns: [
        TableColumn("contrast", "Contrast"), TableColumn("method", "Method"),
        TableColumn("elements", "Elements", .count), TableColumn("tested", "Tested", .count),
        TableColumn("up", "Above", .count), TableColumn("down", "Below", .count),
        TableColumn("controls", "Controls", .count),
        TableColumn("centre", "Null centre", .number(decimals: 3)),
        TableColumn("spread", "Null spread", .number(decimals: 3)),
        TableColumn("prior_degrees", "Prior df", .number(decimals: 2)),
        TableColumn("prior_variance", "Prior variance", .number(decimals: 4)),
      ],
      rows: contrasts.map { contrast in
        [
          .text(contrast.title), .text(contrast.method), .integer(contrast.attrition.entered),
          .integer(contrast.attrition.left), .integer(contrast.up.count),
          .integer(contrast.down.count),
          .integer(contrast.controls, orMissing: "not compared with controls"),
          .real(contrast.centre, orMissing: "not compared with a null"),
          .real(contrast.spread, orMissing: "not compared with a null, or with ranks"),
          .real(contrast.priorDegrees, orMissing: "no linear model, or infinite"),
          .real(contrast.priorVariance, orMissing: "no linear model"),
        ]
      })
  }

  /// The calls of every contrast as MultiQC custom content.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  public func multiQC() throws(ReportsError) -> MultiQCTable {
    try MultiQCTable(
      id: "cupel_calls", title: "cupel: calls",
      description: "Elements that are active or differ.",
      columns: [
        .init(key: "tested", title: "Tested", description: "elements", decimals: 0),
        .init(key: "up", title: "Above", description: "calls above 0", decimals: 0),
        .init(key: "down", title: "Below", description: "calls below 0", decimals: 0),
      ],
      rows: contrasts.map { contrast in
        .init(
          sample: contrast.title,
          values: [
            Double(contrast.attrition.left), Double(contrast.up.count),
            Double(contrast.down.count),
          ])
      })
  }
}

extension ContrastCalls {
  fileprivate var figures: [Figure] {
    var figures: [Figure] = []
    if let volcano {
      figures.append(
        DensityChart(
          labels: FigureLabels(
            name: "volcano-\(title)", title: "Effect and evidence",
            subtitle: "\(NumberText.grouped(up.count)) \(up.label), "
              + "\(NumberText.grouped(down.count)) \(down.label)"),
          xTitle: effectTitle, yTitle: "−log10 p", grid: volcano, showsIdentity: false
        ).drawn())
    }
    if let pValues {
      figures.append(HistogramChart(name: "p-\(title)", pValues).drawn())
    }
    if let precision {
      figures.append(
        LineChart(
          labels: FigureLabels(
            name: "precision-\(title)", title: "Noise over input DNA",
            caption: "Observations are weighted by the inverse fourth power of this curve."),
          xTitle: "log2 DNA", yTitle: "√(residual SD)", series: [precision]
        ).drawn())
    }
    return figures
  }
}
