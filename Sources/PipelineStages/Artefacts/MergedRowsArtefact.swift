import ArrayFiles
import GenomicTypes
import ReporterAssay

/// What `count` hands on beside the fragments: library totals, and the barcode rows behind each fragment.
///
/// `libraries.json` holds the total of every count column over all rows read, before any filter.
/// `barcodes/` exists when rows were merged and are kept: the count columns and labels of every row
/// read and `fragment`, the row of the fragment table it belongs to (undefined when that was dropped).
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
    var writer = try TableWriter(
      rows: source.rowCount, metadata: ["schema": "cupel.barcodes/1"],
      writingTo: folder + "/barcodes")
    try writer.add(
      "fragment", description: "row of the fragment table, undefined when it was dropped",
      values: fragmentOfRow.map { max($0, 0) }, defined: fragmentOfRow.map { $0 >= 0 })
    try FragmentArtefact.addCounts(source.counts, to: &writer)
    try FragmentArtefact.addLabels(source.labels, to: &writer)
    try writer.finish()
  }

  /// Reads fragments with the rows behind them, where those were kept.
  static func read(
    from folder: String, parts: Set<FragmentArtefact.Part>, placements: Bool
  ) throws -> MergedFragments {
    let merged = try readFragments(from: folder, parts: parts, placements: placements)
    guard let barcodes = try? TableArtefact(folder: folder + "/barcodes") else { return merged }
    let source = FragmentTable(
      unplacedRows: barcodes.rows, counts: try FragmentArtefact.readCounts(barcodes),
      labels: parts.contains(.labels) ? try FragmentArtefact.readLabels(barcodes) : [])
    let places = try barcodes.maskedColumn("fragment", as: Int32.self)
    let fragmentOfRow =
      places.defined.map { defined in zip(places.values, defined).map { $1 ? $0 : -1 } }
      ?? places.values
    return MergedFragments(
      fragments: merged.fragments, source: source, fragmentOfRow: fragmentOfRow,
      libraryTotals: merged.libraryTotals, attrition: [])
  }

  /// Reads fragments and library totals, not the rows behind them.
  static func readFragments(
    from folder: String, parts: Set<FragmentArtefact.Part>, placements: Bool
  ) throws -> MergedFragments {
    let fragments = try FragmentArtefact.read(
      from: folder + "/fragments", parts: parts, placements: placements)
    let librariesPath = folder + "/libraries.json"
    let libraries = try JSONDocument.read(Libraries.self, from: librariesPath)
    let totals = try fragments.counts.map { column in
      guard let total = libraries.totals[column.name] else {
        throw ArtefactError.unexpectedContent(
          path: librariesPath, expected: "the total of column '\(column.name)'")
      }
      return total
    }
    return MergedFragments(unmerged: fragments, libraryTotals: totals)
  }
}
