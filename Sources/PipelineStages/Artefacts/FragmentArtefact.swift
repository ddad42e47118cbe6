import ArrayFiles
package import GenomicTypes

/// The fragment table on disk: a table artefact any NumPy user can read.
///
/// Columns `chromosome`, `start`, `end`, `strand`, `sequence`, `name`, `n_barcodes`, then
/// `count:<sample>`, `activity:<column>` and `label:<column>`. Coordinates are 0-based half-open.
package enum FragmentArtefact {
  private static let countPrefix = "count:"
  private static let activityPrefix = "activity:"
  private static let labelPrefix = "label:"

  package static func write(_ table: FragmentTable, to folder: String) throws {
    var writer = TableWriter(
      rows: table.rowCount,
      metadata: ["coordinates": "0-based half-open", "schema": "cupel.fragments/1"])
    try writer.add(
      "chromosome", description: "name of the chromosome, undefined for rows without one",
      optionalStrings: table.placements.indices.map { table.chromosomeName(of: $0) })
    try writer.add(
      "start", unit: "base", description: "first base, 0-based",
      optionals: table.placements.map { $0?.interval?.lowerBound })
    try writer.add(
      "end", unit: "base", description: "one past the last base, 0-based",
      optionals: table.placements.map { $0?.interval?.upperBound })
    try writer.add(
      "strand", description: "+, - or . (not known)",
      strings: table.placements.map { ($0?.strand ?? .unstranded).symbol })
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
    try writer.write(to: folder)
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
  /// - Parameter parts: the columns that are needed; others are left out.
  package static func read(from folder: String, parts: Set<Part> = Set(Part.allCases)) throws
    -> FragmentTable
  {
    let table = try TableArtefact(folder: folder)
    let (chromosomeNames, placements) = try readPlacements(table)
    return FragmentTable(
      chromosomeNames: chromosomeNames, placements: placements,
      names: parts.contains(.names) && table.describe("name") != nil
        ? try table.strings("name") : nil,
      sequences: parts.contains(.sequences) ? try readSequences(table) : nil,
      barcodeCounts: table.describe("n_barcodes") == nil
        ? nil : try table.column("n_barcodes", as: UInt32.self),
      counts: parts.contains(.counts) ? try readCounts(table) : [],
      activities: parts.contains(.activities) ? try readActivities(table) : [],
      labels: parts.contains(.labels) ? try readLabels(table) : [])
  }

  /// Parts of a fragment table beside the placements.
  package enum Part: CaseIterable {
    case names, sequences, counts, activities, labels
  }

  static func readCounts(_ table: TableArtefact) throws -> [CountColumn] {
    try columns(of: table, prefix: countPrefix).map { column, name in
      let mask = try table.mask(column)
      let values = try table.optionalColumn(column, as: UInt32.self).map { $0 ?? 0 }
      return CountColumn(name: name, values: values, observed: mask)
    }
  }

  private static func readPlacements(
    _ table: TableArtefact
  ) throws -> ([String], [FragmentPlacement?]) {
    let chromosomes = try table.optionalStrings("chromosome")
    let starts = try table.optionalColumn("start", as: Int32.self)
    let ends = try table.optionalColumn("end", as: Int32.self)
    let strands = try table.strings("strand")
    var names: [String] = []
    var indices: [String: Int32] = [:]
    var placements: [FragmentPlacement?] = []
    placements.reserveCapacity(table.rows)
    for row in 0..<table.rows {
      guard let chromosome = chromosomes[row] else {
        placements.append(nil)
        continue
      }
      let index = indices[chromosome] ?? Int32(names.count)
      if Int(index) == names.count {
        indices[chromosome] = index
        names.append(chromosome)
      }
      var interval: Range<Int32>?
      if let start = starts[row], let end = ends[row], start <= end { interval = start..<end }
      placements.append(
        FragmentPlacement(
          chromosome: index, interval: interval,
          strand: Strand(symbol: strands[row]) ?? .unstranded))
    }
    return (names, placements)
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
