import ArrayFiles
import GenomicTypes
import ReadCounting

/// The counts of one sample on disk: a table artefact any NumPy user can read.
///
/// Barcodes are numbers with two bits a base (A 0, C 1, G 2, T 3), the first base highest;
/// `barcode_length` in the metadata says how many. `cupel export barcodes` writes them as text.
enum CountedSampleArtefact {
  /// Its folder in the output of a stage `extract-…`.
  static let folder = "counts"

  private enum Kind: String {
    case fragments, barcodes, elements
  }

  static func write(_ content: CountedSample.Content, to folder: String) throws {
    switch content {
    case .fragments(let fragments): try write(fragments, to: folder)
    case .barcodes(let barcodes): try write(barcodes, to: folder)
    case .elements(let elements): try write(elements, to: folder)
    }
  }

  static func read(from folder: String) throws -> CountedSample.Content {
    let table = try TableArtefact(folder: folder)
    switch Kind(rawValue: table.metadata["kind"] ?? "") {
    case .fragments: return .fragments(try fragments(table))
    case .barcodes: return .barcodes(try barcodes(table))
    case .elements: return .elements(try elements(table))
    case nil:
      throw ArtefactError.unexpectedContent(path: folder, expected: "the counts of a sample")
    }
  }

  private static func writer(
    rows: Int, _ kind: Kind, barcodeLength: Int?, to folder: String
  ) throws -> TableWriter {
    var metadata = ["schema": "cupel.sample/1", "kind": kind.rawValue]
    if let barcodeLength { metadata["barcode_length"] = "\(barcodeLength)" }
    return try TableWriter(rows: rows, metadata: metadata, writingTo: folder)
  }

  private static func addBarcodes(_ barcodes: [UInt64], to writer: inout TableWriter) throws {
    try writer.add(
      "barcode", description: "two bits a base, A 0 C 1 G 2 T 3, the first base highest",
      values: barcodes)
  }

  /// A count column that not every sample has.
  private static func optionalCounts(
    _ name: String, of table: TableArtefact
  ) throws -> [UInt32]? {
    table.describe(name) == nil ? nil : try table.column(name, as: UInt32.self)
  }

  private static func barcodeLength(_ table: TableArtefact) throws -> Int {
    guard let length = table.metadata["barcode_length"].flatMap({ Int($0) }) else {
      throw ArtefactError.unexpectedContent(
        path: table.folder, expected: "the metadata 'barcode_length'")
    }
    return length
  }
}

extension CountedSampleArtefact {
  private static func write(_ fragments: CountedFragments, to folder: String) throws {
    var writer = try writer(
      rows: fragments.placements.count, .fragments, barcodeLength: fragments.barcodeLength,
      to: folder)
    try PlacementColumns.write(
      fragments.placements.map { $0 }, chromosomeNames: fragments.chromosomeNames, to: &writer)
    try writer.add(
      "reads", unit: "read", description: "reads or read pairs", values: fragments.reads)
    try writer.add(
      "mapping_quality", description: "highest of the reads", values: fragments.mappingQualities)
    if let molecules = fragments.molecules {
      try writer.add(
        "molecules", unit: "molecule", description: "distinct UMIs", values: molecules)
    }
    if let duplicates = fragments.duplicates {
      try writer.add(
        "duplicates", unit: "read", description: "reads marked as duplicates", values: duplicates)
    }
    if let barcodes = fragments.barcodes { try addBarcodes(barcodes, to: &writer) }
    try writer.finish()
  }

  private static func fragments(_ table: TableArtefact) throws -> CountedFragments {
    let (chromosomeNames, placements) = try PlacementColumns.read(table)
    let hasBarcodes = table.describe("barcode") != nil
    return CountedFragments(
      chromosomeNames: chromosomeNames, placements: placements.compactMap(\.self),
      reads: try table.column("reads", as: UInt32.self),
      mappingQualities: try table.column("mapping_quality", as: UInt8.self),
      barcodeLength: hasBarcodes ? try barcodeLength(table) : nil,
      barcodes: hasBarcodes ? try table.column("barcode", as: UInt64.self) : nil,
      molecules: try optionalCounts("molecules", of: table),
      duplicates: try optionalCounts("duplicates", of: table))
  }

  private static func write(_ barcodes: CountedBarcodes, to folder: String) throws {
    var writer = try writer(
      rows: barcodes.barcodes.count, .barcodes, barcodeLength: barcodes.length, to: folder)
    try addBarcodes(barcodes.barcodes, to: &writer)
    try writer.add("reads", unit: "read", description: "reads", values: barcodes.reads)
    if let molecules = barcodes.molecules {
      try writer.add(
        "molecules", unit: "molecule", description: "distinct UMIs", values: molecules)
    }
    try writer.finish()
  }

  private static func barcodes(_ table: TableArtefact) throws -> CountedBarcodes {
    CountedBarcodes(
      length: try barcodeLength(table),
      barcodes: try table.column("barcode", as: UInt64.self),
      reads: try table.column("reads", as: UInt32.self),
      molecules: try optionalCounts("molecules", of: table))
  }

  private static func write(_ rows: OligoBarcodes, to folder: String) throws {
    var writer = try writer(
      rows: rows.barcodes.count, .elements, barcodeLength: rows.length, to: folder)
    try ElementListArtefact.write(rows.oligos, to: folder + "/elements")
    try addBarcodes(rows.barcodes, to: &writer)
    try writer.add("element", description: "row of the elements", values: rows.oligoIndices)
    try writer.add("reads", unit: "read", description: "supporting reads", values: rows.reads)
    if let other = rows.otherReads {
      try writer.add(
        "other_reads", unit: "read", description: "reads of the barcode with other elements",
        values: other)
    }
    try writer.finish()
  }

  private static func elements(_ table: TableArtefact) throws -> OligoBarcodes {
    let list = try ElementListArtefact.read(from: table.folder + "/elements")
    return OligoBarcodes(
      oligos: list, length: try barcodeLength(table),
      barcodes: try table.column("barcode", as: UInt64.self),
      oligoIndices: try table.column("element", as: Int32.self),
      reads: try table.column("reads", as: UInt32.self),
      otherReads: try optionalCounts("other_reads", of: table))
  }
}

/// The designed elements of a library on disk.
private enum ElementListArtefact {
  static func write(_ list: OligoList, to folder: String) throws {
    var writer = try TableWriter(
      rows: list.names.count, metadata: ["schema": "cupel.elements/1"], writingTo: folder)
    try writer.add("name", description: "name of the element", strings: list.names)
    if let placements = list.placements {
      try PlacementColumns.write(placements, chromosomeNames: list.chromosomeNames, to: &writer)
    }
    try writer.finish()
  }

  static func read(from folder: String) throws -> OligoList {
    let table = try TableArtefact(folder: folder)
    let names = try table.strings("name")
    if table.describe("chromosome") == nil { return OligoList(names: names) }
    let (chromosomeNames, placements) = try PlacementColumns.read(table)
    return OligoList(names: names, chromosomeNames: chromosomeNames, placements: placements)
  }
}
