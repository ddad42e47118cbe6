extension LibraryQCReport {
  /// How often things were read: counts of counts, jackpots, barcode lengths.
  func spectrumSection() throws(ReportsError) -> ReportSection {
    var blocks: [ReportBlock] = []
    let drawn = samples.filter { !$0.spectrum.isEmpty }
    if !drawn.isEmpty {
      blocks.append(.figures(try Self.grouped(drawn).map(Self.spectrumChart)))
    }
    let rises = samples.filter { !$0.lowCounts.isEmpty }.map {
      Verdict(.note, "\($0.name): \($0.lowCounts)")
    }
    if !rises.isEmpty { blocks.append(.checks(rises)) }
    if let table = try cumulativeTable() {
      blocks.append(.heading("Jackpots"))
      blocks.append(.table(table))
    }
    if let table = try topTable() {
      blocks.append(.details("The most read of every sample", [.table(table)]))
    }
    let lengths = samples.compactMap(\.barcodeLengths)
    if !lengths.isEmpty {
      blocks.append(.heading("Barcode lengths"))
      let figures = lengths.map { HistogramChart(name: "barcode-lengths-\($0.title)", $0).drawn() }
      blocks += Self.folded(figures, further: "Barcode lengths of further samples")
    }
    let chance = samples.filter { !$0.collisions.isEmpty }
    if !chance.isEmpty {
      blocks.append(.list(chance.map { "\($0.name): \($0.collisions)" }))
    }
    return ReportSection("How often things were read", blocks)
  }

  /// The first four figures, the rest folded.
  static func folded(_ figures: [Figure], further: String) -> [ReportBlock] {
    guard figures.count > 4 else { return [.figures(figures)] }
    return [
      .figures(Array(figures.prefix(4))),
      .details(further, [.figures(Array(figures.dropFirst(4)))]),
    ]
  }

  private static func spectrumChart(_ group: [LibrarySampleQC]) throws(ReportsError) -> Figure {
    try SpectrumChart(
      labels: FigureLabels(
        name: "counts-\(groupTitle(group))", title: "Counts of \(groupTitle(group))",
        caption: "One point per count up to 16, then the mean of bins. A rise towards 1 below a "
          + "valley is a second population: errors, or an over-amplified sample."),
      xTitle: "times read", yTitle: "\(group[0].thing)s",
      series: group.map { CurveSeries(name: $0.name, points: $0.spectrum) }
    ).figure()
  }

  private func cumulativeTable() throws(ReportsError) -> TableContent? {
    let lines = samples.compactMap { sample in sample.jackpots.map { (sample, $0) } }
    guard !lines.isEmpty else { return nil }
    let shares = Set(lines.flatMap { $0.1.cumulative.map(\.x) }).sorted().filter { $0 < 1 }
    return try TableContent(
      name: "jackpots", caption: "Share of the reads held by the most read",
      columns: [TableColumn("sample", "Sample")]
        + shares.map { share in
          let percent = NumberText.coordinate(share * 100)
          return TableColumn("share_of_top_\(share)", "top \(percent)%", .percent(decimals: 1))
        } + [
          TableColumn("limit", "Jackpot from", .count),
          TableColumn("jackpots", "Jackpots", .count),
          TableColumn("jackpot_reads", "Their reads", .percent(decimals: 1)),
        ],
      rows: lines.map { sample, jackpots in
        let reason = "\(sample.name): nothing counted"
        return [.text(sample.name)]
          + shares.map { share in
            .real(jackpots.cumulative.first { $0.x == share }?.y, orMissing: reason)
          } + [
            .integer(jackpots.limit), .integer(jackpots.atLimit),
            .real(jackpots.atLimitShare, orMissing: reason),
          ]
      })
  }

  private func topTable() throws(ReportsError) -> TableContent? {
    let rows = samples.flatMap { sample in
      (sample.jackpots?.top ?? []).enumerated().map { index, top -> [TableCell] in
        [
          .text(sample.name), .integer(index + 1), .text(top.name), .integer(top.count),
          .real(top.share),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return try TableContent(
      name: "most-read", caption: "The most read",
      columns: [
        TableColumn("sample", "Sample"), TableColumn("rank", "Rank", .count),
        TableColumn("name", "Barcode or place (0-based half-open)"),
        TableColumn("count", "Count", .count),
        TableColumn("share", "Of all reads", .percent(decimals: 2)),
      ], rows: rows)
  }
}
