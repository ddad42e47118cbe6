extension LibraryQCReport {
  /// How much has been seen, and what deeper reading would add.
  func saturationSection() throws(ReportsError) -> ReportSection {
    let title = "Saturation and complexity"
    let lines = samples.compactMap { sample in sample.complexity.map { (sample, $0) } }
    guard !lines.isEmpty else { return ReportSection(title, []) }
    var blocks: [ReportBlock] = [
      .paragraph(
        "Up to the marker a curve is exact: it is the number of things expected in random parts "
          + "of the reads. Beyond it the curve is dashed because nothing was observed there; the "
          + "shaded band is a 95% interval given the model."),
      .figures(try Self.grouped(samples.filter { $0.saturation != nil }).map(Self.saturationChart)),
    ]
    let remarks = lines.filter { !$0.1.remark.isEmpty }.map {
      Verdict(.note, "\($0.0.name): \($0.1.remark)")
    }
    if !remarks.isEmpty { blocks.append(.checks(remarks)) }
    if let table = try Self.deeperTable(lines) {
      blocks.append(
        table.rows.count > 24
          ? .details("What deeper reading would show", [.table(table)]) : .table(table))
    }
    if let table = try Self.depthTable(lines) { blocks.append(.table(table)) }
    blocks.append(
      .details("How well the model fits, and the fits of peers", [.table(try Self.fitTable(lines))])
    )
    return ReportSection(title, blocks)
  }

  /// Samples that belong into one figure: same kind and unit, at most seven.
  static func grouped(_ samples: [LibrarySampleQC]) -> [[LibrarySampleQC]] {
    var groups: [[LibrarySampleQC]] = []
    for sample in samples {
      let place = groups.firstIndex { group in
        group.count < 7 && group[0].kind == sample.kind && group[0].thing == sample.thing
      }
      if let place { groups[place].append(sample) } else { groups.append([sample]) }
    }
    return groups
  }

  /// "cDNA, barcodes"
  static func groupTitle(_ group: [LibrarySampleQC]) -> String {
    "\(group[0].kind), \(group[0].thing)s"
  }

  private static func saturationChart(_ group: [LibrarySampleQC]) throws(ReportsError) -> Figure {
    try SaturationChart(
      labels: FigureLabels(
        name: "saturation-\(groupTitle(group))", title: "Saturation: \(groupTitle(group))",
        caption: "Solid: observed. Dashed with band: extrapolated. The marker stands at the "
          + "present depth."),
      yTitle: "distinct \(group[0].thing)s", series: group.compactMap(\.saturation)
    ).figure()
  }

  private static func deeperTable(
    _ lines: [(sample: LibrarySampleQC, line: ComplexityLine)]
  ) throws(ReportsError) -> TableContent? {
    let rows = lines.flatMap { sample, line in
      line.deeper.map { deeper -> [TableCell] in
        let reason = "\(sample.name): \(deeper.basis)"
        return [
          .text(sample.name), .real(deeper.factor),
          .estimate(deeper.distinct, orMissing: reason),
          .real(
            deeper.distinct.map { ($0.value - Double(line.distinct)).rounded() },
            orMissing: reason),
          .real(deeper.addedFraction, orMissing: reason), .text(deeper.basis),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return try TableContent(
      name: "deeper-reading", caption: "What deeper reading would show",
      columns: [
        TableColumn("sample", "Sample"),
        TableColumn("depth_factor", "Times the depth", .number(decimals: 1)),
        TableColumn("distinct", "Distinct", .countEstimate),
        TableColumn("added", "Added", .number(decimals: 0)),
        TableColumn("added_fraction", "Added", .percent(decimals: 1)),
        TableColumn("basis", "By"),
      ], rows: rows)
  }

  private static func depthTable(
    _ lines: [(sample: LibrarySampleQC, line: ComplexityLine)]
  ) throws(ReportsError) -> TableContent? {
    let shares = Set(lines.flatMap { $0.line.depths.map(\.x) }).sorted()
    guard !shares.isEmpty else { return nil }
    return try TableContent(
      name: "depth-needed", caption: "Depth at which a share of the library is seen",
      columns: [TableColumn("sample", "Sample")]
        + shares.map { share in
          let percent = NumberText.percent(share, share * 100 == (share * 100).rounded() ? 0 : 1)
          return TableColumn(
            "depth_for_\(NumberText.coordinate(share))", percent, .number(decimals: 2))
        },
      rows: lines.map { sample, line in
        [.text(sample.name)]
          + shares.map { share in
            .real(
              line.depths.first { $0.x == share }?.y,
              orMissing: "\(sample.name): no model of its complexity")
          }
      }, note: "Relative to the present depth: 2.00 is twice as many reads, below 1 means seen.")
  }

  private static func fitTable(
    _ lines: [(sample: LibrarySampleQC, line: ComplexityLine)]
  ) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "complexity-fits", caption: "Complexity by other ways",
      columns: [
        TableColumn("sample", "Sample"), TableColumn("singletons", "Seen once", .count),
        TableColumn("expected_singletons", "Expected once", .number(decimals: 0)),
        TableColumn("good_toulmin", "Added at twice the depth, Good–Toulmin", .countEstimate),
        TableColumn("lower_bound", "Library at least", .number(decimals: 0)),
        TableColumn("sure_complexity", "SuRE curve", .number(decimals: 0)),
        TableColumn("hill_complexity", "Hill curve", .number(decimals: 0)),
      ],
      rows: lines.map { sample, line in
        [
          .text(sample.name), .integer(line.singletons),
          .real(line.expectedSingletons, orMissing: "\(sample.name): no model"),
          .estimate(line.goodToulmin, orMissing: "\(sample.name): nothing counted"),
          .real(line.lowerBound, orMissing: "\(sample.name): nothing counted"),
          .real(line.exponentialComplexity, orMissing: "the curve has no plateau"),
          .real(line.hillComplexity, orMissing: "the curve has no plateau"),
        ]
      },
      note: "The curves of peers are fitted to the observed part and given for comparison only: "
        + "the first assumes equal abundances and is too low for real libraries.")
  }
}
