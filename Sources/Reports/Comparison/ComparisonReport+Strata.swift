extension ComparisonReport {
  /// Parts with fewer rows are greyed in figures and marked in tables.
  private static let fewRows = 100

  /// Scores per chromosome and in strata, for every task.
  func strataSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    for task in tasks {
      let all = (task.chromosomes.map { [$0] } ?? []) + task.strata
      let shown = all.filter { !$0.strata.isEmpty }
      guard !shown.isEmpty else { continue }
      if tasks.count > 1 { blocks.append(.heading(task.name)) }
      blocks.append(.figures(shown.map { Self.chart($0, task: task) }))
      var tables: [ReportBlock] = []
      for stratification in shown {
        tables.append(.table(try Self.table(stratification, task: task)))
      }
      blocks.append(.details("The same as tables", tables))
    }
    return ReportSection("Where the models work", blocks)
  }

  private static func chart(_ stratification: Stratification, task: TaskComparison) -> Figure {
    let hasFew = stratification.strata.contains { $0.n < fewRows }
    return DotChart(
      labels: FigureLabels(
        name: "strata-\(task.name)-\(stratification.name)",
        title: "\(task.name), by \(stratification.name)",
        caption: hasFew ? "Grey: fewer than \(fewRows) rows." : ""),
      xTitle: stratification.name, yTitle: "Spearman ρ", seriesNames: stratification.models,
      categories: stratification.strata.map {
        DotChart.Category(label: $0.label, n: $0.n, estimates: $0.scores)
      }, fewRows: fewRows, isWide: stratification.strata.count > 8
    ).drawn()
  }

  private static func table(_ stratification: Stratification, task: TaskComparison)
    throws(ReportsError) -> TableContent
  {
    try TableContent(
      name: "strata-\(task.name)-\(stratification.name)",
      caption: "\(task.name), Spearman ρ by \(stratification.name)",
      columns: [
        TableColumn("stratum", stratification.name), TableColumn("n", "Rows", .count),
        TableColumn("remark", "Remark"),
      ]
        + stratification.models.map {
          TableColumn("spearman_\($0)", $0, .estimate(decimals: 3))
        },
      rows: stratification.strata.map { stratum in
        [
          .text(stratum.label), .integer(stratum.n),
          .text(stratum.n < fewRows ? "few rows" : ""),
        ] + stratum.scores.map { .estimate($0, orMissing: "undefined in this part") }
      })
  }
}
