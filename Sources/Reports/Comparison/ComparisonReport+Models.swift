extension ComparisonReport {
  /// The ladder of models: one figure and one table per task, and all tasks at a glance.
  func modelsSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    if tasks.count > 1 { blocks.append(.table(try overview())) }
    for task in tasks where !task.models.isEmpty {
      if tasks.count > 1 { blocks.append(.heading(task.name)) }
      if !task.heldOut.isEmpty { blocks.append(.paragraph("Held out: \(task.heldOut).")) }
      if !task.verdicts.isEmpty { blocks.append(.verdicts(task.verdicts)) }
      blocks.append(.figures([Self.forest(task).drawn()]))
      blocks.append(.table(try Self.table(task)))
    }
    return ReportSection("Models, simplest first", blocks)
  }

  private static func forest(_ task: TaskComparison) -> ForestChart {
    ForestChart(
      labels: FigureLabels(
        name: "models-\(task.name)", title: "\(task.name): Spearman ρ on held-out rows",
        caption: "Points with 95% block-bootstrap intervals, all models on the same rows and the "
          + "same draws."
          + (task.ceilingNote.isEmpty
            ? "" : (task.ceiling == nil ? " No ceiling: " : " Ceiling: ") + task.ceilingNote + ".")),
      rows: task.models.map { model in
        ForestChart.Row(
          label: model.name, estimate: model.spearman, note: model.reason,
          isEmphasised: model.isEmphasised)
      },
      xTitle: "Spearman ρ", reference: task.ceiling, referenceLabel: "noise ceiling")
  }

  private static func table(_ task: TaskComparison) throws(ReportsError) -> TableContent {
    let noCeiling = task.ceiling == nil ? "no noise ceiling" : "undefined"
    return try TableContent(
      name: "models-\(task.name)", caption: "\(task.name): models on the held-out rows",
      columns: [
        TableColumn("model", "Model"), TableColumn("family", "Kind"),
        TableColumn("n", "Rows", .count),
        TableColumn("spearman", "Spearman ρ", .estimate(decimals: 3)),
        TableColumn("pearson", "Pearson r", .estimate(decimals: 3)),
        TableColumn("mse", "MSE", .number(decimals: 3)),
        TableColumn("share_of_ceiling", "Of the ceiling", .percentEstimate(decimals: 0)),
        TableColumn("gain", "Gain over \(task.baseline)", .estimate(decimals: 3)),
        TableColumn("p_holm", "p (Holm)", .probability),
      ],
      rows: task.models.map { model in
        let isBaseline = model.name == task.baseline
        let gainReason = isBaseline ? "the baseline itself" : model.reason
        return [
          .text(model.name), .text(model.family), .integer(model.n),
          .estimate(model.spearman, orMissing: model.reason),
          .estimate(model.pearson, orMissing: model.reason),
          .real(model.meanSquaredError, orMissing: model.reason),
          .estimate(
            model.shareOfCeiling, orMissing: task.ceiling == nil ? noCeiling : model.reason),
          .estimate(model.gain, orMissing: gainReason),
          .real(model.adjustedP, orMissing: gainReason),
        ]
      },
      emphasisedRows: task.models.indices.filter { task.models[$0].isEmphasised },
      note: "In brackets: 95% block-bootstrap interval. Gain: difference in Spearman ρ; p by "
        + "bootstrap, adjusted by Holm over all comparisons of this report.")
  }

  private func overview() throws(ReportsError) -> TableContent {
    var names: [String] = []
    for task in tasks {
      for model in task.models where !names.contains(model.name) { names.append(model.name) }
    }
    let tasks = tasks
    return try TableContent(
      name: "models-overview", caption: "Spearman ρ on held-out rows",
      columns: [TableColumn("model", "Model")]
        + tasks.map { TableColumn("spearman_\($0.name)", $0.name, .estimate(decimals: 3)) },
      rows: names.map { name in
        [.text(name)]
          + tasks.map { task in
            let model = task.models.first { $0.name == name }
            return .estimate(model?.spearman, orMissing: model?.reason ?? "not trained")
          }
      }
        + [
          [.text("noise ceiling")]
            + tasks.map { .estimate($0.ceiling, orMissing: "no noise ceiling") }
        ],
      emphasisedRows: [names.count])
  }
}
