import ArrayFiles
package import GenomicTypes

/// The fragment table on disk: a table artefact any NumPy user can read.
///
/// Columns `chromosome` and `strand` (categorical), `start`, `end`, `sequence`, `name`,
/// `n_barcodes`, then `count:<sample>`, `activity:<column>` and `label:<column>`. Coordinates are
/// 0-based half-open; a mask is there only where an entry is undefined.
package enum FragmentArtefact {
  private static let countPrefix = "count:"
  private static let activityPrefix = "activity:"
  private static let labelPrefix = "label:"

  /// Writes a table column by column.
  ///
  /// - Complexity: memory 5 bytes per row beside the table.
  package static func write(_ table: FragmentTable, to folder: String) throws {
    var writer = try TableWriter(
      rows: table.rowCount,
      metadata: ["coordinates": "0-based half-open", "schema": "cupel.fragments/2"],
      writingTo: folder)
    try PlacementColumns.write(
      table.placements, chromosomeNames: table.chromosomeNames, to: &writer)
    if let names = table.names {
      try writer.add("name", description: "name of the element", strings: names)
    }
    if let sequences = table.sequences {
      try writer.add(
        "sequence", description: "sequence in transcript orientation",
        sequences: PackedSequences(
          offsets: sequences.offsets, packed: sequences.packed,
          unknownRuns: sequences.unknownRuns))
    }
    if let barcodeCounts = table.barcodeCounts {
      try writer.add(
        "n_barcodes", unit: "barcode", description: "rows merged into this one",
        values: barcodeCounts)
    }
    try addCounts(table.counts, to: &writer)
    for column in table.activities {
      try writer.add(
        activityPrefix + column.name, description: "activity given by the input",
        optionals: column.values)
    }
    try addLabels(table.labels, to: &writer)
    try writer.finish()
  }

  static func addLabels(_ columns: [LabelColumn], to writer: inout TableWriter) throws {
    for column in columns {
      try writer.add(
        labelPrefix + column.name, description: "text carried along", strings: column.values)
    }
  }

  static func addCounts(_ columns: [CountColumn], to writer: inout TableWriter) throws {
    for column in columns {
      try writer.add(
        countPrefix + column.name, unit: "count", description: "raw count of a sample",
        values: column.values, defined: column.observed)
    }
  }

  /// Reads a fragment table.
  ///
  /// - Parameters:
  ///   - parts: the columns that are needed; others are left out.
  ///   - placements: whether placements are needed; otherwise no row has one.
  package static func read(
    from folder: String, parts: Set<Part> = Set(Part.allCases), placements: Bool = true
  ) throws -> FragmentTable {
    let table = try TableArtefact(folder: folder)
    var fragments = FragmentTable(
      unplacedRows: table.rows,
      names: parts.contains(.names) && table.describe("name") != nil
        ? try table.strings("name") : nil,
      sequences: parts.contains(.sequences) ? try readSequences(table) : nil,
      barcodeCounts: table.describe("n_barcodes") == nil
        ? nil : try table.column("n_barcodes", as: UInt32.self),
      counts: parts.contains(.counts) ? try readCounts(table) : [],
      activities: parts.contains(.activities) ? try readActivities(table) : [],
      labels: parts.contains(.labels) ? try readLabels(table) : [])
    if placements {
      (fragments.chromosomeNames, fragments.placements) = try PlacementColumns.read(table)
    }
    return fragments
  }

  /// Parts of a fragment table beside the placements.
  package enum Part: CaseIterable {
    case names, sequences, counts, activities, labels
  }

  static func readCounts(_ table: TableArtefact) throws -> [CountColumn] {
    try columns(of: table, prefix: countPrefix).map { column, name in
      let (values, observed) = try table.maskedColumn(column, as: UInt32.self)
      return CountColumn(name: name, values: values, observed: observed)
    }
  }

  private static func readSequences(_ table: TableArtefact) throws -> SequenceCollection? {
    guard table.describe("sequence") != nil else { return nil }
    let packed = try table.sequences("sequence")
    guard
      let sequences = SequenceCollection(
        offsets: packed.offsets, packed: packed.packed, unknownRuns: packed.unknownRuns)
    else {
      throw ArtefactError.unexpectedContent(path: table.folder, expected: "packed sequences")
    }
    return sequences
  }

  private static func readActivities(_ table: TableArtefact) throws -> [ActivityColumn] {
    try columns(of: table, prefix: activityPrefix).map { column, name in
      ActivityColumn(name: name, values: try table.optionalColumn(column, as: Double.self))
    }
  }

  static func readLabels(_ table: TableArtefact) throws -> [LabelColumn] {
    try columns(of: table, prefix: labelPrefix).map { column, name in
      LabelColumn(name: name, values: try table.strings(column))
    }
  }

  private static func columns(
    of table: TableArtefact, prefix: String
  ) -> [(column: String, name: String)] {
    table.columns.map(\.name).filter { $0.hasPrefix(prefix) }.map {
      ($0, String($0.dropFirst(prefix.count)))
    }
  }
}
