extension ComparisonReport {
  /// The report as the texts of its files: the page, its figures and its tables.
  ///
  /// The same content gives the same bytes.
  ///
  /// - Throws: ``ReportsError/notFinite(content:path:value:)`` when a value is NaN or infinite.
  public func rendered() throws(ReportsError) -> RenderedReport {
    try page().rendered()
  }

  func page() throws(ReportsError) -> HTMLPage {
    try FiniteCheck.verify(self, named: "comparison report")
    var opening: [ReportBlock] = []
    if !answers.isEmpty { opening.append(.answers(answers)) }
    if !verdicts.isEmpty { opening.append(.verdicts(verdicts)) }
    if !cards.isEmpty { opening.append(.cards(cards)) }
    let sections = [
      try modelsSection(), predictionsSection(), try strataSection(), learningSection(),
      try splitSection(),
      try AttritionSection.section(title: "Where the rows went", steps: accounting),
      try referenceSection(),
      ReportSection("Caveats", caveats.isEmpty ? [] : [.list(caveats)]), colophon.section,
    ]
    return HTMLPage(
      kind: "Reproducibility, sequence and models", title: title, subtitle: subtitle,
      opening: opening, sections: sections)
  }

  private func predictionsSection() -> ReportSection {
    var blocks: [ReportBlock] = []
    for task in tasks where !task.predictions.isEmpty {
      if tasks.count > 1 { blocks.append(.heading(task.name)) }
      blocks.append(
        .figures(
          task.predictions.map { panel in
            DensityChart(
              labels: FigureLabels(
                name: "predicted-\(task.name)-\(panel.model)",
                title: "\(task.name): \(panel.model)", subtitle: panel.numbers,
                caption: "The two axes have their own scales: predictions vary less than noisy "
                  + "measurements do."),
              xTitle: "predicted activity", yTitle: "observed activity", grid: panel.grid,
              showsIdentity: false
            ).drawn()
          }))
    }
    return ReportSection("Predicted against observed", blocks)
  }

  private func learningSection() -> ReportSection {
    var blocks: [ReportBlock] = []
    if !learningCurves.isEmpty {
      blocks.append(
        .figures(
          learningCurves.map { curve in
            LineChart(
              labels: FigureLabels(
                name: "learning-\(curve.title)", title: curve.title,
                caption: "Test rows are never looked at while a model is trained."),
              xTitle: curve.stepName, yTitle: curve.metric, series: curve.series, mark: curve.best,
              markLabel: curve.best.map { "kept: \(NumberText.compact($0))" } ?? ""
            ).drawn()
          }))
    }
    if !importances.isEmpty {
      blocks.append(.heading("What the models lean on"))
      blocks.append(
        .figures(
          importances.map { panel in
            BarChart(
              labels: FigureLabels(name: "importance-\(panel.title)", title: panel.title),
              xTitle: panel.measure,
              bars: panel.features.map { .init(label: $0.name, estimate: $0.importance) }
            ).drawn()
          }))
    }
    return ReportSection("How the models learned", blocks)
  }

  private func splitSection() throws(ReportsError) -> ReportSection {
    guard let split else { return ReportSection("Split and leakage", []) }
    var blocks: [ReportBlock] = [.paragraph(split.method)]
    blocks.append(
      .table(
        try TableContent(
          name: "split", caption: "Roles",
          columns: [
            TableColumn("role", "Role"), TableColumn("rows", "Rows", .count),
            TableColumn("content", "Holds"),
          ], rows: split.roles.map { [.text($0.name), .integer($0.rows), .text($0.content)] },
          note: split.digest.isEmpty ? "" : "Split digest \(split.digest).")))
    if !split.checks.isEmpty {
      blocks.append(
        .table(
          try TableContent(
            name: "leakage-audit", caption: "Leakage audit",
            columns: [
              TableColumn("check", "Looked for"), TableColumn("found", "Found"),
              TableColumn("expected", "Must be"), TableColumn("status", "Outcome", .status),
              TableColumn("removed", "Rows removed", .count),
            ],
            rows: split.checks.map { check in
              [
                .text(check.name), .text(check.found), .text(check.expected),
                .status(check.status),
                .integer(check.removed, orMissing: "nothing is removed for this check"),
              ]
            })))
    }
    return ReportSection("Split and leakage", blocks)
  }

  private func referenceSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    for (index, reference) in references.enumerated() {
      blocks.append(.paragraph(reference.remark))
      blocks.append(
        .table(
          try TableContent(
            name: "published-\(index + 1)", caption: reference.title,
            columns: [
              TableColumn("quantity", "Quantity"), TableColumn("published", "Published"),
              TableColumn("ours", "This run"), TableColumn("remark", "Remark"),
            ],
            rows: reference.rows.map { row in
              [
                .text(row.quantity), .text(row.published),
                row.ours.map(TableCell.text) ?? .missing(reason: "not computed in this run"),
                .text(row.remark),
              ]
            }, note: "Source: \(reference.source).")))
    }
    return ReportSection("Beside published numbers", blocks)
  }
}
