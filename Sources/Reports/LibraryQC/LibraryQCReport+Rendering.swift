extension LibraryQCReport {
  /// The report as the texts of its files: the page, its figures and its tables.
  ///
  /// The same content gives the same bytes.
  ///
  /// - Throws: ``ReportsError`` when a value is NaN or infinite, or when the rows of an attrition
  ///   step do not add up.
  public func rendered() throws(ReportsError) -> RenderedReport {
    try page().rendered()
  }

  func page() throws(ReportsError) -> HTMLPage {
    try FiniteCheck.verify(self, named: "library QC report")
    var opening: [ReportBlock] = []
    if !verdicts.isEmpty { opening.append(.verdicts(verdicts)) }
    if !cards.isEmpty { opening.append(.cards(cards)) }
    let sections = [
      try samplesSection(), try attritionSection(), try saturationSection(),
      try spectrumSection(), try elementsSection(), try fragmentsSection(),
      try overlapSection(), try thresholdSection(),
      ReportSection("Caveats", caveats.isEmpty ? [] : [.list(caveats)]), colophon.section,
    ]
    return HTMLPage(
      kind: "Library QC", title: experiment, subtitle: subtitle, opening: opening,
      sections: sections)
  }

  private func samplesSection() throws(ReportsError) -> ReportSection {
    guard !samples.isEmpty else { return ReportSection("Samples", []) }
    let table = try TableContent(
      name: "samples", caption: "Samples: what was read and what it showed",
      columns: [
        TableColumn("sample", "Sample"), TableColumn("kind", "Kind"),
        TableColumn("unit", "Counted"), TableColumn("reads", "Reads", .count),
        TableColumn("distinct", "Distinct", .count),
        TableColumn("singleton_fraction", "Seen once", .percent(decimals: 1)),
        TableColumn("duplicate_fraction", "Duplicates", .percent(decimals: 1)),
        TableColumn("complexity", "In the library", .countEstimate),
        TableColumn("saturation", "Seen of it", .percent(decimals: 1)),
      ],
      rows: samples.map { sample in
        let names: [TableCell] = [.text(sample.name), .text(sample.kind), .text(sample.thing)]
        guard let line = sample.complexity else {
          return names + (0..<6).map { _ in .missing(reason: "\(sample.name): no counts") }
        }
        let reason = "\(sample.name): \(line.remark.isEmpty ? "undefined" : line.remark)"
        return names + [
          .integer(line.reads), .integer(line.distinct),
          .real(line.singletonFraction, orMissing: reason),
          .real(line.duplicateFraction, orMissing: reason),
          .estimate(line.complexity, orMissing: reason),
          .real(line.saturation, orMissing: reason),
        ]
      },
      note: "Duplicates: the share of reads that show nothing new, 1 − distinct/reads. In the "
        + "library: everything there is to be seen, by the model, with its 95% interval.")
    var blocks: [ReportBlock] = [.table(table)]
    let sentences = samples.compactMap { sample in
      sample.complexity.map { "\(sample.name): \($0.sentence)" }
    }
    if !sentences.isEmpty { blocks.append(.list(sentences)) }
    return ReportSection("Samples", blocks)
  }

  private func attritionSection() throws(ReportsError) -> ReportSection {
    let counted = samples.filter { !$0.attrition.isEmpty }
    guard !counted.isEmpty else { return ReportSection("Where the reads went", []) }
    var figures: [Figure] = []
    var rows: [[TableCell]] = []
    for sample in counted {
      figures.append(
        try AttritionSection.figure(
          sample.attrition, name: "rows-kept-\(sample.name)",
          title: "\(sample.name): kept and dropped, step by step",
          caption: figures.isEmpty ? AttritionSection.caption : ""))
      rows += AttritionSection.rows(sample.attrition).map { [.text(sample.name)] + $0 }
    }
    let table = try TableContent(
      name: "attrition", caption: "Rows by sample, step and reason",
      columns: [TableColumn("sample", "Sample")] + AttritionSection.columns, rows: rows)
    var blocks: [ReportBlock] = [
      .paragraph("Every read that came in is either used or named here with its reason."),
      .figures(Array(figures.prefix(3))),
    ]
    if figures.count > 3 {
      blocks.append(.details("Further samples", [.figures(Array(figures.dropFirst(3)))]))
    }
    blocks.append(.details("The same as a table", [.table(table)]))
    return ReportSection("Where the reads went", blocks)
  }

  private func thresholdSection() throws(ReportsError) -> ReportSection {
    guard !thresholds.isEmpty else { return ReportSection("Thresholds", []) }
    return ReportSection("Thresholds", [.table(try ThresholdResult.table(thresholds))])
  }
}
