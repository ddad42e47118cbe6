extension LibraryQCReport {
  /// Sample swaps, contamination between libraries, and DNA in the cDNA.
  func overlapSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    if let overlap, !overlap.rows.isEmpty {
      blocks.append(.paragraph(overlap.rule))
      blocks.append(.checks(overlap.rows.map(\.verdict)))
      let chart = OverlapChart(
        labels: FigureLabels(
          name: "barcode-overlap", title: "Share of each sample's barcodes in each library",
          caption: "Rows are samples, columns libraries. A solid frame marks the declared library, "
            + "a dashed frame with an exclamation mark one that should not be there. The colour "
            + "follows the square root of the share, so that small shares show."),
        overlap: overlap)
      blocks.append(.figures([try chart.figure()]))
      blocks.append(.details("The same as a table", [.table(try Self.table(overlap))]))
    }
    if !contamination.isEmpty {
      blocks.append(.heading("DNA in the cDNA"))
      blocks.append(
        .paragraph(
          "When plasmid DNA survives the DNase, the cDNA counts follow the plasmid's. They also do "
            + "where RNA simply follows the number of DNA copies: a high r is a reason to look at "
            + "a control without reverse transcriptase, not a proof."))
      blocks.append(.table(try contaminationTable()))
    }
    return ReportSection("Sample swaps and contamination", blocks)
  }

  private static func table(_ overlap: OverlapTable) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "barcode-overlap", caption: "Barcodes shared by samples and libraries",
      columns: [
        TableColumn("sample", "Sample"), TableColumn("library", "Library"),
        TableColumn("sample_barcodes", "Barcodes of the sample", .count),
        TableColumn("shared", "Shared", .count),
        TableColumn("share", "Share", .percent(decimals: 2)),
        TableColumn("expected_by_chance", "Expected by chance", .number(decimals: 1)),
        TableColumn("role", "Role"),
      ],
      rows: overlap.rows.flatMap { row in
        zip(overlap.libraries, row.cells).map { library, cell in
          [
            .text(row.sample), .text(library), .integer(row.barcodes), .integer(cell.shared),
            .real(cell.share, orMissing: "\(row.sample): no barcodes"),
            .real(cell.expectedByChance),
            .text(cell.isDeclared ? "declared" : cell.isContaminant ? "should not be there" : ""),
          ]
        }
      })
  }

  private func contaminationTable() throws(ReportsError) -> TableContent {
    try TableContent(
      name: "dna-contamination",
      caption: "Correlation of cDNA with plasmid, Pearson r of log counts",
      columns: [
        TableColumn("sample", "Sample"), TableColumn("against", "Plasmid"),
        TableColumn("rows", "Compared", .count), TableColumn("r", "r", .number(decimals: 3)),
        TableColumn("status", "Outcome", .status),
      ],
      rows: contamination.map { line in
        [
          .text(line.sample), .text(line.against), .integer(line.rows),
          .real(line.correlation, orMissing: "\(line.sample): \(line.reason)"),
          .status(line.status),
        ]
      })
  }
}
