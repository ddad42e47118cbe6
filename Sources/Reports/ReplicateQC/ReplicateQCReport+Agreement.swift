extension ReplicateQCReport {
  /// Pairs of a cell type drawn in full; of further pairs only activity, folded away.
  private static let openPairs = 3
  /// Pairs of a cell type that are drawn at all; tables hold every pair.
  package static let drawnPairs = 6

  /// Says that pairs were left out of the drawings; nil when all are drawn.
  static func capSentence(_ pairs: Int, of cellType: String, drawn: Int = drawnPairs) -> String? {
    guard pairs > drawn else { return nil }
    return
      "\(cellType): the first \(drawn) of \(NumberText.grouped(pairs)) pairs of replicates are "
      + "drawn, to keep the page small; the tables hold all of them."
  }

  /// How well replicates agree, per cell type.
  func agreementSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    for cellType in cellTypes {
      if cellTypes.count > 1 { blocks.append(.heading(cellType.name)) }
      if !cellType.remark.isEmpty { blocks.append(.paragraph(cellType.remark)) }
      let matrices = cellType.matrices.enumerated().map { index, matrix in
        MatrixChart(name: "replicates-\(cellType.name)-\(index + 1)", matrix).drawn()
      }
      if !matrices.isEmpty { blocks.append(.figures(matrices)) }
      let scatters = cellType.pairs.prefix(Self.drawnPairs).map {
        Self.scatters($0, of: cellType.name)
      }
      .filter { !$0.isEmpty }
      let open = scatters.prefix(Self.openPairs).flatMap(\.self)
      let folded = scatters.dropFirst(Self.openPairs).compactMap(\.first)
      if !open.isEmpty { blocks.append(.figures(open)) }
      if !folded.isEmpty {
        blocks.append(.details("Further replicate pairs", [.figures(folded)]))
      }
      if let sentence = Self.capSentence(cellType.pairs.count, of: cellType.name) {
        blocks.append(.paragraph(sentence))
      }
    }
    if cellTypes.contains(where: { !$0.pairs.isEmpty }) {
      blocks.append(.table(try correlationTable()))
      blocks += try coefficientBlocks()
    }
    if let crossCellType {
      blocks.append(.heading("Across cell types"))
      blocks.append(.figures([MatrixChart(name: "cell-types", crossCellType).drawn()]))
    }
    return ReportSection("Agreement of replicates", blocks)
  }

  private static func scatters(_ pair: ReplicatePairQC, of cellType: String) -> [Figure] {
    let panels = [
      ("activity", "log2 activity", pair.activity, pair.activityDensity),
      ("RNA", "RNA, log2 CPM", pair.rna, pair.rnaDensity),
    ]
    return panels.compactMap { name, axis, correlation, density in
      guard let density else { return nil }
      return DensityChart(
        labels: FigureLabels(
          name: "\(name)-\(cellType)-\(pair.first)-\(pair.second)",
          title: "\(cellType): \(name)",
          subtitle: numbers(correlation, n: pair.n)),
        xTitle: "\(pair.first), \(axis)", yTitle: "\(pair.second), \(axis)", grid: density,
        showsIdentity: true
      ).drawn()
    }
  }

  /// `Pearson 0.59, Spearman 0.51, n 1,171`.
  private static func numbers(_ correlation: CorrelationPair, n: Int) -> String {
    let values = [("Pearson", correlation.pearson), ("Spearman", correlation.spearman)]
    let parts = values.compactMap { name, value in
      value.map { "\(name) \(NumberText.display($0, 2))" }
    }
    return (parts + ["n \(NumberText.grouped(n))"]).joined(separator: ", ")
  }

  private func correlationTable() throws(ReportsError) -> TableContent {
    let measures: [(key: String, title: String, value: (ReplicatePairQC) -> CorrelationPair)] = [
      ("dna", "Input DNA", { $0.dna }), ("rna", "RNA", { $0.rna }),
      ("rna_given_dna", "RNA given DNA", { $0.rnaGivenDNA }),
      ("activity", "Activity", { $0.activity }),
    ]
    let columns = measures.flatMap { measure in
      [
        TableColumn("\(measure.key)_pearson", "\(measure.title) r", .number(decimals: 3)),
        TableColumn("\(measure.key)_spearman", "\(measure.title) ρ", .number(decimals: 3)),
      ]
    }
    return try TableContent(
      name: "replicate-correlations", caption: "Correlations between replicates",
      columns: [
        TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("n", "Rows", .count),
      ] + columns,
      rows: cellTypes.flatMap { cellType in
        cellType.pairs.map { pair in
          [.text(pair.label), .text(cellType.name), .integer(pair.n)]
            + measures.flatMap { measure -> [TableCell] in
              let value = measure.value(pair)
              return [
                .real(value.pearson, orMissing: pair.missingReason),
                .real(value.spearman, orMissing: pair.missingReason),
              ]
            }
        }
      },
      note: "r: Pearson on log2 values. ρ: Spearman. Both are given because a few very active "
        + "fragments can carry Pearson. RNA given DNA: partial correlation, both input DNA "
        + "columns held fixed.")
  }
}
