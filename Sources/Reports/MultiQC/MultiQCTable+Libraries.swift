extension LibraryQCReport {
  /// Reads, distinct things, complexity and saturation of every sample as MultiQC custom content.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  public func multiQC() throws(ReportsError) -> MultiQCTable {
    try MultiQCTable(
      id: "cupel_libraries", title: "cupel: libraries",
      description: "Complexity and saturation of the sequenced libraries.",
      columns: [
        .init(key: "reads", title: "Reads", description: "reads or molecules", decimals: 0),
        .init(key: "distinct", title: "Distinct", description: "different things", decimals: 0),
        .init(
          key: "duplicate_percent", title: "Duplicates %",
          description: "reads that show nothing new", decimals: 1),
        .init(
          key: "complexity", title: "In the library", description: "estimated complexity",
          decimals: 0),
        .init(
          key: "saturation_percent", title: "Seen %", description: "distinct over complexity",
          decimals: 1),
        .init(
          key: "added_by_twofold_percent", title: "2-fold adds %",
          description: "new things at twice the depth", decimals: 1),
        .init(
          key: "top_permille_percent", title: "Top 0.1% holds %",
          description: "share of reads of the most read 0.1%", decimals: 1),
      ],
      rows: samples.map { sample in
        let line = sample.complexity
        func percent(_ value: Double?) -> Double? { value.map { $0 * 100 } }
        return .init(
          sample: sample.name,
          values: [
            line.map { Double($0.reads) }, line.map { Double($0.distinct) },
            percent(line?.duplicateFraction), line?.complexity?.value,
            percent(line?.saturation),
            percent(line?.deeper.first { $0.factor == 2 }?.addedFraction),
            percent(sample.jackpots?.topShare),
          ])
      })
  }
}
