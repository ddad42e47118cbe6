import ArrayFiles
import GenomicTypes
import ReporterAssay

/// What `count` hands on beside the fragments: library totals, and the barcode rows behind each fragment.
///
/// `libraries.json` holds the total of every count column over all rows read, before any filter.
/// `barcodes/` exists when rows were merged: the count columns and labels of every row read and
/// `fragment`, the row of the fragment table it belongs to (undefined when that was dropped).
enum MergedRowsArtefact {
  private struct Libraries: Codable {
    let totals: [String: Int64]
  }

  static func write(_ merged: MergedFragments, to folder: String) throws {
    let totals = zip(merged.fragments.counts, merged.libraryTotals).map { ($0.name, $1) }
    try JSONDocument.write(
      Libraries(totals: Dictionary(totals, uniquingKeysWith: { first, _ in first })),
      to: folder + "/libraries.json")
    try FragmentArtefact.write(merged.fragments, to: folder + "/fragments")
    guard let source = merged.source, let fragmentOfRow = merged.fragmentOfRow else { return }
    var writer = TableWriter(
      rows: source.rowCount, metadata: ["schema": "cupel.barcodes/1"])
    try writer.add(
      "fragment", description: "row of the fragment table, undefined when it was dropped",
      optionals: fragmentOfRow.map { $0 < 0 ? nil : $0 })
    try FragmentArtefact.addCounts(source.counts, to: &writer)
    try FragmentArtefact.addLabels(source.labels, to: &writer)
    try writer.write(to: folder + "/barcodes")
  }

  static func read(from folder: String, parts: Set<FragmentArtefact.Part>) throws
    -> MergedFragments
  {
    let fragments = try FragmentArtefact.read(from: folder + "/fragments", parts: parts)
    let librariesPath = folder + "/libraries.json"
    let libraries = try JSONDocument.read(Libraries.self, from: librariesPath)
    let totals = try fragments.counts.map { column in
      guard let total = libraries.totals[column.name] else {
        throw ArtefactError.unexpectedContent(
          path: librariesPath, expected: "the total of column '\(column.name)'")
      }
      return total
    }
    guard let barcodes = try? TableArtefact(folder: folder + "/barcodes") else {
      return MergedFragments(unmerged: fragments, libraryTotals: totals)
    }
    let source = FragmentTable(
      chromosomeNames: [],
      placements: [FragmentPlacement?](repeating: nil, count: barcodes.rows),
      counts: try FragmentArtefact.readCounts(barcodes),
      labels: parts.contains(.labels) ? try FragmentArtefact.readLabels(barcodes) : [])
    return MergedFragments(
      fragments: fragments, source: source,
      fragmentOfRow: try barcodes.optionalColumn("fragment", as: Int32.self).map { $0 ?? -1 },
      libraryTotals: totals, attrition: [])
  }
}
