extension ReplicateQCReport {
  /// Which fragments keep their rank in every replicate.
  func rankSection() throws(ReportsError) -> ReportSection {
    let title = "Irreproducible discovery rate"
    guard let idr else { return ReportSection(title, []) }
    var blocks: [ReportBlock] = [.paragraph(idr.method)]
    for cellType in idr.cellTypes {
      if idr.cellTypes.count > 1 { blocks.append(.heading(cellType.name)) }
      let verdicts = cellType.fits.prefix(1).map(\.statement) + [cellType.encode].compactMap(\.self)
      if !verdicts.isEmpty { blocks.append(.checks(verdicts)) }
      if !cellType.sentences.isEmpty { blocks.append(.list(cellType.sentences)) }
      let figures = Self.figures(of: cellType)
      if !figures.isEmpty { blocks.append(.figures(figures)) }
    }
    if idr.cellTypes.contains(where: { !$0.fits.isEmpty }) {
      blocks.append(.table(try Self.fitTable(idr.cellTypes)))
    }
    return ReportSection(title, blocks)
  }

  private static func figures(of cellType: RankReproducibilityQC.CellType) -> [Figure] {
    var figures = cellType.rankPictures.map { picture in
      DensityChart(
        labels: FigureLabels(
          name: "ranks-\(cellType.name)-\(picture.first)-\(picture.second)",
          title: "\(cellType.name): ranks",
          caption: "Fragments that are signal in both lie along the diagonal towards the upper "
            + "right corner; noise fills the square."),
        xTitle: "\(picture.first), rank in % from the weakest",
        yTitle: "\(picture.second), rank in % from the weakest", grid: picture.density,
        showsIdentity: true
      ).drawn()
    }
    if !cellType.ratesByRank.isEmpty {
      figures.append(
        LineChart(
          labels: FigureLabels(
            name: "idr-by-rank-\(cellType.name)",
            title: "\(cellType.name): reproducibility by rank",
            caption: "Medians of twentieths of the fragments; 1.3 is a global IDR of 0.05."),
          xTitle: "Rank of the fragment, % from the strongest", yTitle: "−log10 global IDR",
          series: cellType.ratesByRank
        ).drawn())
    }
    return figures
  }

  private static func fitTable(
    _ cellTypes: [RankReproducibilityQC.CellType]
  ) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "idr-fits", caption: "Mixtures of signal and noise",
      columns: [
        TableColumn("replicates", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("rows", "Fragments", .count), TableColumn("mean", "μ", .number(decimals: 3)),
        TableColumn("deviation", "σ", .number(decimals: 3)),
        TableColumn("correlation", "ρ", .number(decimals: 3)),
        TableColumn("signal_share", "Signal, p", .number(decimals: 3)),
        TableColumn("idr_0_01", "IDR ≤ 0.01", .count),
        TableColumn("idr_0_05", "IDR ≤ 0.05", .count),
        TableColumn("idr_0_1", "IDR ≤ 0.1", .count), TableColumn("method", "Method"),
        TableColumn("statement", "Statement"),
      ],
      rows: cellTypes.flatMap { cellType in
        cellType.fits.map { fit in
          [
            .text(fit.label), .text(cellType.name), .integer(fit.rows), .real(fit.mean),
            .real(fit.deviation), .real(fit.correlation), .real(fit.signalShare),
            .integer(fit.strict), .integer(fit.usual), .integer(fit.loose), .text(fit.method),
            .text(fit.statement.sentence),
          ]
        }
      },
      note:
        "μ, σ: mean and standard deviation of signal where noise has 0 and 1. ρ: correlation of "
        + "signal between two replicates. p: share of signal.")
  }
}
