extension ReplicateQCReport {
  /// Same against disjoint barcodes.
  func disjointSection() throws(ReportsError) -> ReportSection {
    let panels = cellTypes.compactMap { cellType in
      cellType.disjointBarcodes.map { (cellType: cellType.name, panel: $0) }
    }
    var blocks: [ReportBlock] = []
    let entries = panels.flatMap { cellType, panel in
      panel.pairs.map { (cellType: cellType, pair: $0) }
    }
    if panels.contains(where: \.panel.areBarcodes) {
      blocks.append(
        .paragraph(
          "Replicates transfect the same plasmids, so a barcode that raises or lowers its own RNA "
            + "does so in every replicate and passes for agreement. Each half of the barcodes of "
            + "one replicate is therefore compared with the same half and with the other half of "
            + "the next replicate. What the same half has more is agreement of barcodes, not of "
            + "the sequences under test."))
    }
    if panels.contains(where: { !$0.panel.areBarcodes }) {
      blocks.append(
        .paragraph(
          "Without barcodes the fragments of a window are halved. They differ in sequence, so the "
            + "same half also shares their real differences: the gap is an upper bound of the error "
            + "that replicates share, and the levels are those of windows, not of fragments."))
    }
    if !entries.isEmpty {
      blocks += panels.map { .paragraph("\($0.cellType): \($0.panel.method)") }
      blocks.append(.figures([Self.disjointChart(entries)]))
      blocks.append(.table(try Self.disjointTable(entries)))
    }
    blocks += missing(.disjointBarcodes)
    return ReportSection("Same and disjoint halves", blocks)
  }

  /// The sentences on what is missing in a section.
  func missing(_ section: MissingAnalysis.Section) -> [ReportBlock] {
    let sentences = cellTypes.flatMap { cellType in
      cellType.missing.filter { $0.section == section }.map { "\(cellType.name): \($0.sentence)" }
    }
    return sentences.isEmpty ? [] : [.list(sentences)]
  }

  private static func disjointChart(
    _ entries: [(cellType: String, pair: DisjointBarcodesQC.Pair)]
  ) -> Figure {
    PairedDotChart(
      labels: FigureLabels(
        name: "disjoint-barcodes",
        title: "Correlation of activity on the same and on disjoint halves",
        caption: "Both corrected from half to all barcodes or fragments. The gap is what the "
          + "shared half adds."),
      xTitle: "Pearson r", measures: ["same half", "disjoint halves"],
      rows: entries.map { cellType, pair in
        PairedDotChart.Row(
          label: "\(cellType) \(pair.label)", values: [pair.same, pair.disjoint],
          note: pair.inflation.map { "the shared half adds \(NumberText.signed($0, 3))" } ?? "")
      }
    ).drawn()
  }

  private static func disjointTable(
    _ entries: [(cellType: String, pair: DisjointBarcodesQC.Pair)]
  ) throws(ReportsError) -> TableContent {
    let reason = "fewer than two elements can be halved, or no variance"
    return try TableContent(
      name: "disjoint-barcodes", caption: "Same and disjoint halves, activity",
      columns: [
        TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("elements", "Elements or windows", .number(decimals: 0)),
        TableColumn("same", "Same, r", .number(decimals: 3)),
        TableColumn("disjoint", "Disjoint, r", .number(decimals: 3)),
        TableColumn("inflation", "Shared half adds", .signed(decimals: 3)),
        TableColumn("same_spearman", "Same, ρ", .number(decimals: 3)),
        TableColumn("disjoint_spearman", "Disjoint, ρ", .number(decimals: 3)),
      ],
      rows: entries.map { cellType, pair in
        [
          .text(pair.label), .text(cellType), .real(pair.elements),
          .real(pair.same, orMissing: reason), .real(pair.disjoint, orMissing: reason),
          .real(pair.inflation, orMissing: reason),
          .real(pair.sameSpearman, orMissing: reason),
          .real(pair.disjointSpearman, orMissing: reason),
        ]
      },
      note: "Noise that a whole replicate shares is over-corrected by the step from half to all, "
        + "so read the difference, not the levels.")
  }

  /// Ceilings of replicates that are not equally good.
  func unequalCeilings() throws(ReportsError) -> [ReportBlock] {
    let entries = cellTypes.flatMap { cellType in
      cellType.unequalCeilings.map { (cellType: cellType.name, line: $0) }
    }
    guard !entries.isEmpty else { return [] }
    let reason = "a correlation is not positive, or a reliability above 1"
    let table = try TableContent(
      name: "noise-ceiling-unequal", caption: "When replicates are not equally good, Pearson",
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("target", "Target"),
        TableColumn("reliability", "Reliability", .estimate(decimals: 3)),
        TableColumn("ceiling", "Ceiling", .estimate(decimals: 3)),
      ],
      rows: entries.map { cellType, line in
        [
          .text(cellType), .text(line.label), .estimate(line.reliability, orMissing: reason),
          .estimate(line.ceiling, orMissing: reason),
        ]
      },
      note: "From triads of replicates: the reliability of a is r(a,b)·r(a,c)/r(b,c), the median "
        + "over triads. A replicate with a much lower reliability than the others pulls their mean "
        + "down.")
    return [.heading("Replicates one by one"), .table(table)]
  }
}
