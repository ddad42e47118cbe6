extension ReplicateQCReport {
  /// Measures along GC, length and strand.
  func biasSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    let panels = cellTypes.flatMap { cellType in
      cellType.biases.map { (cellType: cellType.name, panel: $0) }
    }
    if !panels.isEmpty {
      blocks.append(
        .paragraph(
          "Amplification, cloning and sequencing favour some fragments over others. A slope in RNA "
            + "that input DNA shares cancels in activity; a slope that is left in activity is "
            + "either biology or a bias to correct before models are trained."))
      let curves = panels.filter { entry in
        entry.panel.series.contains { $0.bins.count > 2 }
      }
      if !curves.isEmpty {
        blocks.append(
          .figures(
            curves.prefix(Self.drawnPanels).map { Self.chart($0.panel, of: $0.cellType) }))
        if curves.count > Self.drawnPanels {
          blocks.append(
            .paragraph(
              "The first \(Self.drawnPanels) of \(curves.count) panels are drawn; the table holds "
                + "all of them."))
        }
      }
      blocks.append(.table(try Self.biasTable(panels)))
    }
    blocks += missing(.bias)
    return ReportSection("GC, length and strand", blocks)
  }

  /// Panels that are drawn.
  private static let drawnPanels = 18

  private static func chart(_ panel: BiasQC, of cellType: String) -> Figure {
    BandChart(
      labels: FigureLabels(
        name: "bias-\(panel.property)-\(panel.measure)-\(cellType)",
        title: "\(cellType): \(panel.measure) by \(panel.property)",
        caption: "Median (line) and quartiles (band) in groups of equal size."),
      xTitle: panel.xTitle, yTitle: panel.yTitle, series: panel.series
    ).drawn()
  }

  private static func biasTable(
    _ panels: [(cellType: String, panel: BiasQC)]
  ) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "bias", caption: "Dependence on GC, length and strand",
      columns: [
        TableColumn("replicate", "Replicate"), TableColumn("cell_type", "Cell type"),
        TableColumn("property", "Property"), TableColumn("measure", "Measure"),
        TableColumn("n", "Rows", .count),
        TableColumn("lowest", "Median, lowest group", .number(decimals: 2)),
        TableColumn("highest", "Median, highest group", .number(decimals: 2)),
        TableColumn("spearman", "Spearman ρ", .number(decimals: 3)),
      ],
      rows: panels.flatMap { cellType, panel in
        panel.series.map { one in
          [
            .text(one.name), .text(cellType), .text(panel.property), .text(panel.measure),
            .integer(one.bins.reduce(0) { $0 + $1.n }),
            .real(one.bins.first?.middle, orMissing: "no rows"),
            .real(one.bins.last?.middle, orMissing: "no rows"),
            .real(one.spearman, orMissing: "fewer than two rows or no variance"),
          ]
        }
      }, note: "Strand: lowest is forward, highest reverse.")
  }
}
