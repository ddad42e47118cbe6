extension ReplicateQCReport {
  /// How much of the agreement of RNA is only agreement of input DNA.
  func confoundSection() throws(ReportsError) -> ReportSection {
    let entries = cellTypes.flatMap { cellType in
      cellType.pairs.map { (cellType: cellType.name, pair: $0) }
    }
    let compared = entries.filter { $0.pair.rna.pearson != nil }
    var blocks: [ReportBlock] = []
    if !compared.isEmpty {
      blocks.append(
        .paragraph(
          "A fragment with more copies in the plasmid pool gives more RNA in every replicate, "
            + "whatever its sequence does. RNA counts therefore agree partly because input DNA "
            + "does. The partial correlation shows what is left once input DNA is held fixed."))
      let verdicts = entries.compactMap { cellType, pair in
        pair.verdict.map { Verdict($0.status, "\(cellType): \($0.sentence)") }
      }
      if verdicts.count > 12 {
        blocks.append(.details("\(verdicts.count) pairs, one sentence each", [.checks(verdicts)]))
      } else if !verdicts.isEmpty {
        blocks.append(.checks(verdicts))
      }
      blocks.append(.figures([Self.pairedDots(compared).drawn()]))
      blocks.append(.table(try Self.dnaTable(compared)))
    }
    let deciles = entries.filter { !$0.pair.deciles.isEmpty }
    if !deciles.isEmpty {
      blocks.append(.heading("Agreement by input DNA"))
      let limit = Self.drawnDeciles
      blocks.append(
        .figures(deciles.prefix(limit).map { Self.decileChart($0.pair, of: $0.cellType) }))
      if deciles.count > limit {
        blocks.append(
          .paragraph(
            "The first \(limit) of \(NumberText.grouped(deciles.count)) pairs are drawn; the table "
              + "holds all of them."))
      }
      blocks.append(.details("The same as a table", [.table(try Self.decileTable(deciles))]))
    }
    return ReportSection("How much of it is input DNA", blocks)
  }

  private static func pairedDots(_ entries: [(cellType: String, pair: ReplicatePairQC)])
    -> PairedDotChart
  {
    PairedDotChart(
      labels: FigureLabels(
        name: "input-dna-confound",
        title: "Correlation between replicates, before and after controlling input DNA",
        caption: "Each line is one pair of replicates. The further the diamond lies to the left of "
          + "the circle, the more of the RNA agreement was input DNA."),
      xTitle: "Pearson r", measures: ["RNA", "RNA given input DNA", "activity"],
      rows: entries.map { cellType, pair in
        let texts = [pair.rna.pearson, pair.rnaGivenDNA.pearson].map { value in
          value.map { NumberText.display($0, 2) } ?? "\u{2013}"
        }
        return PairedDotChart.Row(
          label: "\(cellType) \(pair.label)",
          values: [pair.rna.pearson, pair.rnaGivenDNA.pearson, pair.activity.pearson],
          note: texts.joined(separator: " → "))
      })
  }

  private static func dnaTable(_ entries: [(cellType: String, pair: ReplicatePairQC)])
    throws(ReportsError) -> TableContent
  {
    try TableContent(
      name: "input-dna-confound", caption: "RNA agreement and input DNA, Pearson r",
      columns: [
        TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("rna", "RNA", .number(decimals: 3)),
        TableColumn("rna_given_dna", "RNA given DNA", .number(decimals: 3)),
        TableColumn("rna_within_dna_strata", "RNA within DNA strata", .number(decimals: 3)),
        TableColumn("rna_dna_first", "RNA with DNA, first", .number(decimals: 3)),
        TableColumn("rna_dna_second", "RNA with DNA, second", .number(decimals: 3)),
      ],
      rows: entries.map { cellType, pair in
        [
          .text(pair.label), .text(cellType),
          .real(pair.rna.pearson, orMissing: pair.missingReason),
          .real(pair.rnaGivenDNA.pearson, orMissing: pair.missingReason),
          .real(pair.rnaWithinDNAStrata, orMissing: pair.missingReason),
          .real(pair.rnaAgainstDNAFirst, orMissing: pair.missingReason),
          .real(pair.rnaAgainstDNASecond, orMissing: pair.missingReason),
        ]
      })
  }

  /// Pairs whose deciles are drawn.
  private static let drawnDeciles = 6

  private static func decileTable(_ entries: [(cellType: String, pair: ReplicatePairQC)])
    throws(ReportsError) -> TableContent
  {
    try TableContent(
      name: "input-dna-deciles", caption: "Activity agreement by input DNA",
      columns: [
        TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("dna", "Input DNA, log2 CPM"), TableColumn("n", "Rows", .count),
        TableColumn("activity", "Activity", .estimate(decimals: 3)),
      ],
      rows: entries.flatMap { cellType, pair in
        pair.deciles.map { decile in
          [
            .text(pair.label), .text(cellType), .text(decile.label), .integer(decile.n),
            .estimate(decile.agreement, orMissing: pair.missingReason),
          ]
        }
      })
  }

  private static func decileChart(_ pair: ReplicatePairQC, of cellType: String) -> Figure {
    DotChart(
      labels: FigureLabels(
        name: "deciles-\(cellType)-\(pair.first)-\(pair.second)",
        title: "\(cellType): \(pair.label)",
        caption: "Agreement of activity among fragments with similar input DNA, fewest copies "
          + "left."),
      xTitle: "Decile of input DNA", yTitle: "Activity, Pearson r", seriesNames: ["activity"],
      categories: pair.deciles.map {
        DotChart.Category(label: $0.label, n: $0.n, estimates: [$0.agreement])
      }
    ).drawn()
  }
}
