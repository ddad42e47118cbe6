import GenomicTypes
import GenomicsIO
import ReporterAssay
import Wording

extension ExperimentExport {
  /// Writes fragments as a SuRE count table, sorted by place.
  ///
  /// The `iPCR` column is the count column of that name, else the input DNA of the first replicate
  /// that has one column of it; every other count column follows under its own name. Labels called
  /// like the SNP columns of the format fill these.
  ///
  /// - Parameter library: the count column that is the iPCR count; nil to choose as above.
  /// - Returns: what was written, in words.
  public func writeSuRECounts(to path: String, library: String?) throws -> String {
    try refuseInput(at: path)
    try requireIntervals(for: "a SuRE count table")
    let ipcr = try libraryColumn(library)
    let samples = fragments.counts.indices.filter { $0 != ipcr }
    let labels = SuRECountsWriter.snpColumns.map { name in
      fragments.labels.first { $0.name == name }
    }
    let hasLabels = labels.contains { $0 != nil }
    let placed = GenomicOrder.rows(
      of: fragments.placements, chromosomeNames: fragments.chromosomeNames)
    var writer = try SuRECountsWriter(
      path: path, samples: samples.map { fragments.counts[$0].name }, threads: threads)
    for row in placed {
      guard let interval = interval(of: row) else { continue }
      try writer.write(
        interval, strand: strand(of: row), library: fragments.counts[ipcr].count(at: row),
        samples: samples.map { fragments.counts[$0].count(at: row) },
        snps: hasLabels ? labels.map { $0?.values[row] ?? "" } : [])
    }
    try writer.finish()
    let left = fragments.rowCount - placed.count
    return "wrote \(path): \(placed.count) fragments, sorted; iPCR is "
      + "'\(fragments.counts[ipcr].name)'"
      + (left == 0 ? "" : "\n\(left) fragments without start and end are not in it")
  }

  /// Writes one row per barcode as CeD's `.ipcr` file, sorted by place: the library count as
  /// `ipcrCount`, every other count column as a sample.
  ///
  /// - Parameters:
  ///   - barcodeColumn: label that holds the barcode sequence.
  ///   - library: as for ``writeSuRECounts(to:library:)``.
  public func writeIPCR(
    to path: String, barcodeColumn: String, library: String?
  ) throws -> String {
    try refuseInput(at: path)
    try requireIntervals(for: "an .ipcr file")
    guard let (source, fragmentOfRow) = barcodeSource else {
      throw ExportProblem.needsBarcodeRows(what: "an .ipcr file")
    }
    guard let barcodes = source.labels.first(where: { $0.name == barcodeColumn }) else {
      throw ExportProblem.needsBarcodeLabel(
        column: barcodeColumn, labels: source.labels.map(\.name))
    }
    let ipcr = try libraryColumn(library)
    let samples = source.counts.indices.filter { $0 != ipcr }
    let used = fragmentOfRow.indices.filter { fragmentOfRow[$0] >= 0 }
    let placed = GenomicOrder.rows(
      of: used.map { fragments.placements[Int(fragmentOfRow[$0])] },
      chromosomeNames: fragments.chromosomeNames)
    let names = fragments.chromosomeNames.map { Array($0.utf8) }
    var writer = try LibraryFragmentWriter(
      path: path, layout: .ceD, samples: samples.map { source.counts[$0].name }, threads: threads)
    for place in placed {
      let row = used[place]
      guard let placement = fragments.placements[Int(fragmentOfRow[row])],
        let interval = placement.interval
      else { continue }
      try writer.write(
        LibraryFragmentWriter.Row(
          chromosome: names[Int(placement.chromosome)], interval: interval,
          strand: placement.strand, barcode: Array(barcodes.values[row].utf8),
          reads: source.counts[ipcr].count(at: row), mappingQuality: 0,
          samples: samples.map { source.counts[$0].count(at: row) }))
    }
    try writer.finish()
    let left = used.count - placed.count
    return "wrote \(path): \(placed.count) barcodes, sorted; ipcrCount is "
      + "'\(source.counts[ipcr].name)'; each mate spans its fragment, and mapping qualities, which "
      + "the results do not hold, are 0"
      + (left == 0 ? "" : "\n\(left) barcodes of fragments without start and end are not in it")
  }

  /// Index of the count column that holds the library's own count.
  private func libraryColumn(_ name: String?) throws(ExportProblem) -> Int {
    let known = fragments.counts.map(\.name)
    guard !known.isEmpty else {
      throw .needsCounts(what: "the iPCR count", cellType: design.cellTypes[0].name)
    }
    if let name {
      guard let index = known.firstIndex(of: name) else {
        throw .unknownWord(
          option: "--library-column", found: name, known: known,
          nearest: nearestName(to: name, among: known))
      }
      return index
    }
    if let index = known.firstIndex(where: { $0.lowercased() == "ipcr" }) { return index }
    let dna = design.cellTypes.lazy.flatMap(\.replicates).compactMap { replicate -> [Int]? in
      guard case .counts(let dna, _) = replicate.measurement else { return nil }
      return dna
    }
    guard let index = dna.first(where: { $0.count == 1 })?.first ?? dna.first?.first else {
      throw .needsCounts(what: "the iPCR count", cellType: design.cellTypes[0].name)
    }
    return index
  }
}
