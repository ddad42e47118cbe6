extension LibraryQCReport {
  /// How many barcodes the elements have.
  func elementsSection() throws(ReportsError) -> ReportSection {
    let title = "Barcodes per element or fragment"
    let histograms = samples.compactMap(\.barcodesPerElement)
    guard !histograms.isEmpty else { return ReportSection(title, []) }
    let figures = histograms.map {
      HistogramChart(name: "barcodes-per-element-\($0.title)", $0).drawn()
    }
    var blocks = Self.folded(figures, further: "Further samples")
    let lines = samples.filter { !$0.barcodeQuantiles.isEmpty }
    let shares = Set(lines.flatMap { $0.barcodeQuantiles.map(\.x) }).sorted()
    if !lines.isEmpty {
      blocks.append(
        .table(
          try TableContent(
            name: "barcode-quantiles", caption: "Cumulative distribution of barcodes per element",
            columns: [TableColumn("sample", "Sample")]
              + shares.map { share in
                let percent = NumberText.coordinate(share * 100)
                return TableColumn("quantile_\(share)", "\(percent)%", .number(decimals: 1))
              },
            rows: lines.map { sample in
              [.text(sample.name)]
                + shares.map { share in
                  .real(
                    sample.barcodeQuantiles.first { $0.x == share }?.y,
                    orMissing: "\(sample.name): not computed")
                }
            }, note: "Read: this share of the elements has at most so many barcodes.")))
    }
    return ReportSection(title, blocks)
  }

  /// What the fragments look like.
  func fragmentsSection() throws(ReportsError) -> ReportSection {
    let lengths = samples.compactMap(\.lengths).map {
      HistogramChart(name: "lengths-\($0.title)", $0).drawn()
    }
    let gc = samples.compactMap(\.gc).map { HistogramChart(name: "gc-\($0.title)", $0).drawn() }
    var blocks: [ReportBlock] = []
    if !lengths.isEmpty || !gc.isEmpty {
      blocks += Self.folded(
        Self.alternating(lengths, gc), further: "Profiles of further samples")
    }
    let lines = samples.filter { !$0.chromosomes.isEmpty }
    if !lines.isEmpty {
      let table = try TableContent(
        name: "chromosomes", caption: "Fragments by chromosome and strand",
        columns: [
          TableColumn("chromosome", "Chromosome"), TableColumn("sample", "Sample"),
          TableColumn("fragments", "Fragments", .count),
          TableColumn("share", "Share", .percent(decimals: 1)),
          TableColumn("forward_fraction", "Forward strand", .percent(decimals: 1)),
          TableColumn("reads", "Reads", .count),
        ],
        rows: lines.flatMap { sample -> [[TableCell]] in
          let all = sample.chromosomes.reduce(0) { $0 + $1.fragments }
          return sample.chromosomes.map { line in
            [
              .text(line.name), .text(sample.name), .integer(line.fragments),
              .real(all > 0 ? Double(line.fragments) / Double(all) : nil, orMissing: ""),
              .real(line.forwardFraction, orMissing: "no stranded fragments"),
              .integer(line.reads),
            ]
          }
        })
      blocks.append(
        table.rows.count > 30
          ? .details("Fragments by chromosome and strand", [.table(table)]) : .table(table))
    }
    return ReportSection("Fragments", blocks)
  }

  /// First of the one, first of the other, second of the one, …
  private static func alternating(_ first: [Figure], _ second: [Figure]) -> [Figure] {
    var figures: [Figure] = []
    for index in 0..<max(first.count, second.count) {
      if index < first.count { figures.append(first[index]) }
      if index < second.count { figures.append(second[index]) }
    }
    return figures
  }
}
