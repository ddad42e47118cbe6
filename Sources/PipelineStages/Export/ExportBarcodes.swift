import GenomicTypes
import GenomicsIO
import ReporterAssay

extension ExperimentExport {
  /// One row per barcode and the fragment of each; where every fragment has one barcode, those are the
  /// fragments. Nil when the rows of the input were fragments.
  var barcodeSource: (rows: FragmentTable, fragmentOfRow: [Int32])? {
    merged.barcodeRows
  }

  /// Writes one row per barcode with its fragment and counts, sorted by place, BGZF with a tabix
  /// index; without intervals in the order of the experiment.
  ///
  /// - Parameter barcodeColumn: label that holds the barcode sequence; when the results lack it, the
  ///   column is left out.
  /// - Returns: what was written, in words.
  public func writeBarcodes(to path: String, barcodeColumn: String) throws -> String {
    try refuseInput(at: path)
    guard let (source, fragmentOfRow) = barcodeSource else {
      throw ExportProblem.needsBarcodeRows(what: "a barcode table")
    }
    let barcodes = source.labels.first { $0.name == barcodeColumn }
    let columns =
      ["name", "strand"] + (barcodes == nil ? [] : ["barcode"]) + source.counts.map(\.name)
    let comments = [
      "barcodes of \(experiment.name), written by cupel",
      "coordinates of the fragment are 0-based half-open; an empty count was not observed",
      totalsWords,
    ].compactMap { $0.map(Self.oneLine) }
    let used = fragmentOfRow.indices.filter { fragmentOfRow[$0] >= 0 }
    let placements = used.map { fragments.placements[Int(fragmentOfRow[$0])] }
    let placed = GenomicOrder.rows(of: placements, chromosomeNames: fragments.chromosomeNames)
    func append(_ row: Int, to cells: inout DelimitedRows) {
      let fragment = Int(fragmentOfRow[row])
      cells.append(name(of: fragment))
      cells.append(strand(of: fragment).symbol)
      if let barcodes { cells.append(barcodes.values[row]) }
      for column in source.counts {
        if let count = column.count(at: row) { cells.append(count) } else { cells.append("") }
      }
    }
    let note =
      barcodes == nil
      ? "\nthe barcode sequences are not in the results; add 'labels: [\(barcodeColumn)]' below "
        + "'input.columns' and run again to have them" : ""
    if placed.isEmpty {
      var writer = try DelimitedTextWriter(
        path: path, columns: columns, comments: comments.map { "# \($0)" }, compression: .bgzf,
        threads: threads)
      for row in used {
        append(row, to: &writer.row)
        try writer.endRow()
      }
      try writer.finish()
      return "wrote \(path): \(used.count) barcodes in the order of the experiment\(note)"
    }
    var writer = try IndexedTableWriter(
      path: path, columns: columns, comments: comments, threads: threads)
    for place in placed {
      let row = used[place]
      guard let interval = interval(of: Int(fragmentOfRow[row])) else { continue }
      writer.start(interval)
      append(row, to: &writer.row)
      try writer.endRow()
    }
    let index = try writer.finish()
    let left = used.count - placed.count
    return "wrote \(path): \(placed.count) barcodes, sorted; index \(index)"
      + (left == 0 ? "" : "\n\(left) barcodes of fragments without start and end are not in it")
      + note
  }
}
