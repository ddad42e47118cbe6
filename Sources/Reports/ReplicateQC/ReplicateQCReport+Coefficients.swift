extension ReplicateQCReport {
  /// Tables with more rows are folded away.
  private static let openRows = 36

  /// A table, folded away when it is long.
  static func folded(_ table: TableContent, _ title: String) -> ReportBlock {
    table.rows.count > openRows ? .details(title, [.table(table)]) : .table(table)
  }

  /// The four coefficients of every pair, and their spread over the pairs.
  func coefficientBlocks() throws(ReportsError) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    if cellTypes.contains(where: { !$0.summary.isEmpty }) {
      blocks.append(.heading("All pairs in a few numbers"))
      let shares = cellTypes.compactMap { cellType in
        cellType.intraclassActivity.map {
          "\(cellType.name): \(NumberText.percent($0, 0)) of the variance of activity lies between "
            + "fragments, the rest between replicates of a fragment (intraclass correlation)."
        }
      }
      if !shares.isEmpty { blocks.append(.list(shares)) }
      blocks.append(.table(try summaryTable()))
    }
    let rows = cellTypes.flatMap { cellType in
      cellType.pairs.flatMap { pair in
        pair.coefficients.map { Self.row($0, of: pair, cellType: cellType.name) }
      }
    }
    guard !rows.isEmpty else { return blocks }
    let table = try TableContent(
      name: "replicate-coefficients", caption: "Four coefficients with 95% intervals",
      columns: [
        TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
        TableColumn("measure", "Measure"), TableColumn("n", "Rows", .count),
        TableColumn("pearson", "Pearson r", .estimate(decimals: 3)),
        TableColumn("spearman", "Spearman ρ", .estimate(decimals: 3)),
        TableColumn("kendall", "Kendall τ", .number(decimals: 3)),
        TableColumn("lin", "Lin ρc", .estimate(decimals: 3)),
      ], rows: rows,
      note: "Kendall: share of pairs of fragments in the same order minus the share in opposite "
        + "order, corrected for ties. Lin: closeness to the line of equality; lower than Pearson "
        + "where one replicate is shifted or stretched. Intervals resample loci; Kendall has none.")
    let pairs = cellTypes.flatMap(\.pairs).count { !$0.coefficients.isEmpty }
    blocks.append(Self.folded(table, "Four coefficients of all \(pairs) pairs"))
    return blocks
  }

  private static func row(
    _ line: CoefficientsQC, of pair: ReplicatePairQC, cellType: String
  ) -> [TableCell] {
    [
      .text(pair.label), .text(cellType), .text(line.measure), .integer(pair.n),
      .estimate(line.pearson, orMissing: pair.missingReason),
      .estimate(line.spearman, orMissing: pair.missingReason),
      .real(line.kendall, orMissing: pair.missingReason),
      .estimate(line.concordance, orMissing: pair.missingReason),
    ]
  }

  private func summaryTable() throws(ReportsError) -> TableContent {
    try TableContent(
      name: "replicate-summary", caption: "Coefficients over all pairs of replicates",
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("measure", "Measure"),
        TableColumn("coefficient", "Coefficient"),
        TableColumn("median", "Median", .number(decimals: 3)),
        TableColumn("smallest", "Smallest", .number(decimals: 3)),
        TableColumn("largest", "Largest", .number(decimals: 3)),
      ],
      rows: cellTypes.flatMap { cellType in
        cellType.summary.map { line in
          [
            .text(cellType.name), .text(line.measure), .text(line.coefficient),
            .real(line.median, orMissing: "undefined for every pair"),
            .real(line.smallest, orMissing: "undefined for every pair"),
            .real(line.largest, orMissing: "undefined for every pair"),
          ]
        }
      }, note: "A replicate is never compared with itself.")
  }

  /// Difference against mean, and fragments both replicates call positive.
  func differenceSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    for cellType in cellTypes {
      let pairs = cellType.pairs.filter { !$0.differences.isEmpty }
      guard !pairs.isEmpty else { continue }
      let figures = pairs.prefix(Self.drawnDifferences).flatMap { pair in
        pair.differences.map { Self.chart($0, of: pair, cellType: cellType.name) }
      }
      blocks.append(.figures(figures))
      if let sentence = Self.capSentence(
        cellType.pairs.count, of: cellType.name, drawn: Self.drawnDifferences)
      {
        blocks.append(.paragraph(sentence))
      }
    }
    if !blocks.isEmpty {
      blocks.insert(
        .paragraph(
          "Each picture shows the difference of two replicates against their mean. In RNA a cloud "
            + "that widens to the left is counting noise of rarely seen fragments; a bend or a shift "
            + "away from the dashed line is a systematic difference between the replicates."),
        at: 0)
    }
    let positives = cellTypes.flatMap { cellType in
      cellType.pairs.flatMap { pair in
        pair.positives.map { (cellType: cellType.name, pair: pair, subset: $0) }
      }
    }
    if !positives.isEmpty {
      blocks.append(.heading("Fragments both replicates call positive"))
      let table = try TableContent(
        name: "positives-in-both", caption: "Agreement among positives",
        columns: [
          TableColumn("pair", "Replicates"), TableColumn("cell_type", "Cell type"),
          TableColumn("rows", "Rows"), TableColumn("measure", "Measure"),
          TableColumn("n", "n", .count), TableColumn("pearson", "Pearson r", .number(decimals: 3)),
          TableColumn("spearman", "Spearman ρ", .number(decimals: 3)),
        ],
        rows: positives.map { cellType, pair, subset in
          let reason = "undefined: fewer than two rows or no variance"
          return [
            .text(pair.label), .text(cellType), .text(subset.name), .text(subset.measure),
            .integer(subset.n), .real(subset.agreement.pearson, orMissing: reason),
            .real(subset.agreement.spearman, orMissing: reason),
          ]
        },
        note: "Rows chosen by the values that are correlated: compare these numbers only with "
          + "studies that choose rows in the same way, not with the agreement on all rows.")
      blocks.append(Self.folded(table, "Positives of all pairs"))
    }
    return ReportSection("Difference against mean", blocks)
  }

  /// Pairs of a cell type whose differences are drawn.
  private static let drawnDifferences = 3

  private static func chart(
    _ difference: MeanDifferenceQC, of pair: ReplicatePairQC, cellType: String
  ) -> Figure {
    let middle =
      difference.medianDifference.map { "median difference \(NumberText.signed($0, 2)), " } ?? ""
    return DensityChart(
      labels: FigureLabels(
        name: "difference-\(difference.measure)-\(cellType)-\(pair.first)-\(pair.second)",
        title: "\(cellType): \(difference.measure), \(pair.first) minus \(pair.second)",
        subtitle: middle + "n \(NumberText.grouped(pair.n))"),
      xTitle: "mean of both, \(difference.unit)", yTitle: "difference, \(difference.unit)",
      grid: difference.density, showsIdentity: false, showsZero: true
    ).drawn()
  }
}
