extension ReplicateQCReport {
  /// Agreement in classes of fragments.
  func classSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    let entries = cellTypes.flatMap { cellType in
      cellType.classes.map { (cellType: cellType.name, line: $0) }
    }
    if !entries.isEmpty {
      let reason = "fewer than two rows or no variance"
      let table = try TableContent(
        name: "classes", caption: "Agreement of activity in classes of fragments",
        columns: [
          TableColumn("class", "Class"), TableColumn("cell_type", "Cell type"),
          TableColumn("pair", "Replicates"), TableColumn("members", "Members", .count),
          TableColumn("n", "Rows", .count),
          TableColumn("pearson", "Pearson r", .estimate(decimals: 3)),
          TableColumn("spearman", "Spearman ρ", .estimate(decimals: 3)),
          TableColumn("rna", "RNA r", .estimate(decimals: 3)),
        ],
        rows: entries.map { cellType, line in
          [
            .text(line.name), .text(cellType), .text(line.pair), .integer(line.members),
            .integer(line.n), .estimate(line.pearson, orMissing: reason),
            .estimate(line.spearman, orMissing: reason),
            .estimate(line.rna, orMissing: "activity was given without counts, or \(reason)"),
          ]
        })
      var seen: Set<String> = []
      let definitions = entries.filter { seen.insert($0.line.name).inserted }
        .map { "\($0.line.name): \($0.line.definition)" }
      blocks = [.list(definitions), Self.folded(table, "All pairs")]
    }
    blocks += missing(.classes)
    return ReportSection("Classes of fragments", blocks)
  }

  /// Agreement at a part of the sequencing depth.
  func depthSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    for cellType in cellTypes {
      guard let depth = cellType.depth else { continue }
      blocks.append(.paragraph("\(cellType.name): \(depth.sentence)"))
      blocks.append(
        .figures([
          LineChart(
            labels: FigureLabels(
              name: "depth-\(cellType.name)",
              title: "\(cellType.name): agreement at a part of the depth",
              caption: depth.method),
            xTitle: "Share of the reads, %", yTitle: "Correlation, median over pairs",
            series: depth.series, mark: 100, markLabel: "as sequenced"
          ).drawn()
        ]))
    }
    blocks += missing(.depth)
    return ReportSection("Would more sequencing help", blocks)
  }
}
