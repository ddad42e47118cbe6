import GenomicTypes
import GenomicsIO
import ReporterAssay

extension ExperimentExport {
  /// Writes fragments with counts and activities: a TSV sorted by place, BGZF with a tabix index.
  ///
  /// Without any interval, or when every row is wanted, the table keeps the order of the experiment,
  /// has empty places where there are none, and no index.
  ///
  /// - Parameter includesUnplaced: also fragments without an interval; the table has no index then.
  /// - Returns: what was written, in words.
  public func writeFragments(to path: String, includesUnplaced: Bool) throws -> String {
    try refuseInput(at: path)
    let placed = GenomicOrder.rows(
      of: fragments.placements, chromosomeNames: fragments.chromosomeNames)
    let columns =
      ["name", "strand", "n_barcodes"] + fragments.counts.map(\.name) + fragments.labels.map(\.name)
      + activityNames
    let comments = [
      "fragments of \(experiment.name), written by cupel",
      "coordinates are 0-based half-open; an empty cell has no value",
      fragments.counts.isEmpty ? nil : "counts are raw, summed over the barcodes of a fragment",
      totalsWords, activityWords,
    ].compactMap { $0 }
    let values = try activityValues()
    if placed.isEmpty || includesUnplaced {
      var writer = try DelimitedTextWriter(
        path: path, columns: ["#chrom", "start", "end"] + columns,
        comments: comments.map { "# \(Self.oneLine($0))" }, compression: .bgzf, threads: threads)
      for row in 0..<fragments.rowCount {
        appendPlace(of: row, to: &writer.row)
        appendCells(of: row, values, to: &writer.row)
        try writer.endRow()
      }
      try writer.finish()
      return "wrote \(path): \(fragments.rowCount) fragments in the order of the experiment"
    }
    var writer = try IndexedTableWriter(
      path: path, columns: columns, comments: comments.map(Self.oneLine), threads: threads)
    for row in placed {
      guard let interval = interval(of: row) else { continue }
      writer.start(interval)
      appendCells(of: row, values, to: &writer.row)
      try writer.endRow()
    }
    let index = try writer.finish()
    return wrote(path, index, rows: placed.count, of: fragments.rowCount, thing: "fragments")
  }

  /// Writes fragments as BED6: the score is min(1000, round(200·|activity|)), 0 where a fragment
  /// has none.
  ///
  /// - Parameter cellType: whose activity the score shows; the first when nil.
  public func writeFragmentsBED(to path: String, cellType: String?) throws -> String {
    try refuseInput(at: path)
    try requireIntervals(for: "a BED file")
    let chosen = try cellType.map { try self.cellType($0).name } ?? design.cellTypes[0].name
    let pooled = try activity.pooled(chosen)
    let placed = GenomicOrder.rows(
      of: fragments.placements, chromosomeNames: fragments.chromosomeNames)
    let scores = IGVFScore.effectSize.scores(of: placed.map { pooled[$0] ?? 0 })
    var writer = try IndexedTableWriter(
      path: path, columns: ["name", "score", "strand"], hasHeader: false, threads: threads)
    for (row, score) in zip(placed, scores) {
      guard let interval = interval(of: row) else { continue }
      writer.start(interval)
      writer.row.append(name(of: row))
      writer.row.append(score)
      writer.row.append(strand(of: row).symbol)
      try writer.endRow()
    }
    let index = try writer.finish()
    return wrote(path, index, rows: placed.count, of: fragments.rowCount, thing: "fragments")
      + "\nthe score is min(1000, 200 × |activity in \(chosen)|)"
  }

  private var activityNames: [String] {
    activity.description.cellTypes.flatMap { cellType in
      ["activity:\(cellType.name)"] + cellType.replicates.map { "activity:\(cellType.name)/\($0)" }
    }
  }

  private func activityValues() throws -> [[Double?]] {
    try activity.description.cellTypes.flatMap { cellType in
      [try activity.pooled(cellType.name)]
        + (try cellType.replicates.map { try activity.replicate($0, of: cellType.name) })
    }
  }

  private func appendPlace(of row: Int, to cells: inout DelimitedRows) {
    cells.append(fragments.chromosomeName(of: row) ?? "")
    if let interval = fragments.placements[row]?.interval {
      cells.append(interval.lowerBound)
      cells.append(interval.upperBound)
    } else {
      cells.append("")
      cells.append("")
    }
  }

  private func appendCells(
    of row: Int, _ values: [[Double?]], to cells: inout DelimitedRows
  ) {
    cells.append(name(of: row))
    cells.append(strand(of: row).symbol)
    cells.append(fragments.barcodeCounts?[row] ?? 1)
    for column in fragments.counts {
      if let count = column.count(at: row) { cells.append(count) } else { cells.append("") }
    }
    for column in fragments.labels { cells.append(column.values[row]) }
    for column in values {
      if let value = column[row] { cells.append(value, decimals: 5) } else { cells.append("") }
    }
  }

  static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  func wrote(_ path: String, _ index: String, rows: Int, of all: Int, thing: String) -> String {
    "wrote \(path): \(rows) \(thing), sorted; index \(index)"
      + (rows == all
        ? ""
        : "\n\(all - rows) \(thing) without start and end are not in it; --format tsv --all-rows "
          + "writes them to a table without an index")
  }
}
