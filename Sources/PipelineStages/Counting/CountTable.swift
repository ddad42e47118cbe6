import GenomicTypes
import GenomicsIO
import ReadCounting

/// The table that a count command writes.
struct CountTable {
  /// Where the table goes; BGZF when it ends in ".gz" or ".bgz".
  let path: String
  let threads: Int

  /// Formats of counted fragments.
  enum FragmentFormat: String, CaseIterable {
    /// chrom, start, end, strand (0-based half-open), reads, molecules (with UMIs), duplicates (when
    /// marked), mapping_quality, barcode (with barcodes).
    case table
    case sureIPCR = "sure-ipcr"
    case ipcr
  }

  /// Formats of counted barcodes.
  enum BarcodeFormat: String, CaseIterable {
    /// barcode, reads, molecules (with UMIs).
    case table
    /// Count (molecules with UMIs) and barcode, without a header.
    case sure
  }

  /// Writes fragments, sorted.
  func write(_ fragments: CountedFragments, as format: FragmentFormat) throws {
    switch format {
    case .table: try write(fragments)
    case .sureIPCR: try write(fragments, as: .sure)
    case .ipcr: try write(fragments, as: .ceD)
    }
  }

  private func write(_ fragments: CountedFragments) throws {
    var columns = ["chrom", "start", "end", "strand", "reads"]
    if fragments.molecules != nil { columns.append("molecules") }
    if fragments.duplicates != nil { columns.append("duplicates") }
    columns.append("mapping_quality")
    if fragments.barcodes != nil { columns.append("barcode") }
    var writer = try DelimitedTextWriter(
      path: path, columns: columns, compression: compression, threads: threads)
    let names = fragments.chromosomeNames.map { Array($0.utf8) }
    try writer.appendRows(fragments.placements.count) { row, cells in
      let placement = fragments.placements[row]
      cells.append(plain: names[Int(placement.chromosome)])
      cells.append(placement.interval?.lowerBound ?? 0)
      cells.append(placement.interval?.upperBound ?? 0)
      cells.append(placement.strand.symbol)
      cells.append(fragments.reads[row])
      if let molecules = fragments.molecules { cells.append(molecules[row]) }
      if let duplicates = fragments.duplicates { cells.append(duplicates[row]) }
      cells.append(Int(fragments.mappingQualities[row]))
      if let barcodes = fragments.barcodes {
        cells.append(
          plain: PackedBarcode.letters(barcodes[row], length: fragments.barcodeLength ?? 0))
      }
    }
    try writer.finish()
  }

  private func write(
    _ fragments: CountedFragments, as layout: LibraryFragmentWriter.Layout
  ) throws {
    guard let barcodes = fragments.barcodes, let length = fragments.barcodeLength else {
      throw CountCommandProblem.needsBarcodes(format: layout.rawValue)
    }
    var writer = try LibraryFragmentWriter(path: path, layout: layout, threads: threads)
    let names = fragments.chromosomeNames.map { Array($0.utf8) }
    try writer.write(fragments.placements.count) { row in
      let placement = fragments.placements[row]
      return LibraryFragmentWriter.Row(
        chromosome: names[Int(placement.chromosome)], interval: placement.interval ?? 0..<0,
        strand: placement.strand, barcode: PackedBarcode.letters(barcodes[row], length: length),
        reads: fragments.molecules?[row] ?? fragments.reads[row],
        mappingQuality: fragments.mappingQualities[row])
    }
    try writer.finish()
  }

  /// Writes barcodes, sorted.
  func write(_ barcodes: CountedBarcodes, as format: BarcodeFormat) throws {
    let columns =
      format == .sure
      ? ["count", "barcode"]
      : ["barcode", "reads"] + (barcodes.molecules == nil ? [] : ["molecules"])
    var writer = try DelimitedTextWriter(
      path: path, columns: columns, hasHeader: format == .table, compression: compression,
      threads: threads)
    try writer.appendRows(barcodes.barcodes.count) { row, cells in
      if format == .sure { cells.append(barcodes.molecules?[row] ?? barcodes.reads[row]) }
      cells.append(plain: PackedBarcode.letters(barcodes.barcodes[row], length: barcodes.length))
      guard format == .table else { return }
      cells.append(barcodes.reads[row])
      if let molecules = barcodes.molecules { cells.append(molecules[row]) }
    }
    try writer.finish()
  }

  private var compression: TextFileWriter.Compression { TextFileWriter.Compression(path: path) }
}
