/// The waterfall of rows with its table, the same in every report.
package enum AttritionSection {
  /// The section; empty when no step was recorded.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when the rows of a step
  ///   do not add up, because the section tells its reader that they do.
  package static func section(title: String, steps: [AttritionStep]) throws(ReportsError)
    -> ReportSection
  {
    guard !steps.isEmpty else { return ReportSection(title, []) }
    let figure = try figure(
      steps, name: "rows-kept", title: "Rows kept and dropped, step by step")
    return ReportSection(
      title,
      [
        .paragraph("Every row that came in is either used or named here with its reason."),
        .figures([figure]),
        .details("The same as a table", [.table(try table(steps))]),
      ])
  }

  /// How to read a waterfall.
  package static let caption =
    "Each orange bar is one reason; percentages are of the rows that entered the block. Nothing is "
    + "lost without a reason: the bars add up."

  /// The waterfall alone.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when the rows of a step
  ///   do not add up, because its caption says that they do.
  package static func figure(
    _ steps: [AttritionStep], name: String, title: String, caption: String = caption
  ) throws(ReportsError) -> Figure {
    for step in steps where !step.collapses {
      let found = step.dropped.reduce(step.left) { $0 + $1.count }
      guard found == step.entered else {
        throw .lengthMismatch(
          content: "attrition step \(step.step)", what: "rows left or dropped", found: found,
          expected: step.entered)
      }
    }
    return WaterfallChart(
      labels: FigureLabels(name: name, title: title, caption: caption),
      steps: steps
    ).drawn()
  }

  /// One line per step and one per reason.
  package static func rows(_ steps: [AttritionStep]) -> [[TableCell]] {
    var rows: [[TableCell]] = []
    for step in steps {
      rows.append([
        .text(step.step), .text(step.unit), .integer(step.entered), .integer(step.left),
        .text(step.collapses ? "merged" : step.dropped.isEmpty ? "nothing dropped" : "all reasons"),
        step.collapses
          ? .missing(reason: "rows were merged, not dropped") : .integer(step.entered - step.left),
      ])
      for reason in step.dropped {
        rows.append([
          .text(step.step), .text(step.unit), .missing(reason: ""), .missing(reason: ""),
          .text("\(reason.words) (\(reason.code))"), .integer(reason.count),
        ])
      }
    }
    return rows
  }

  /// What the cells of ``rows(_:)`` are.
  package static let columns = [
    TableColumn("step", "Step"), TableColumn("unit", "Unit"),
    TableColumn("entered", "Rows in", .count), TableColumn("left", "Rows left", .count),
    TableColumn("reason", "Reason"), TableColumn("dropped", "Rows dropped", .count),
  ]

  private static func table(_ steps: [AttritionStep]) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "attrition", caption: "Rows by step and reason", columns: columns, rows: rows(steps))
  }
}
