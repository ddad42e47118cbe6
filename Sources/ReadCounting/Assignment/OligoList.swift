public import GenomicTypes

/// The designed oligos of a library, or its placed and named fragments.
///
/// ```swift
/// OligoList(names: ["tile_1", "control"])
/// ```
public struct OligoList: Sendable {
  /// Name of each oligo.
  public let names: [String]
  /// Names that the placements index; empty without placements.
  public let chromosomeNames: [String]
  /// Where each oligo lies, nil for one without a place; nil when the library has none.
  public let placements: [FragmentPlacement?]?

  /// Puts together columns of equal length.
  public init(
    names: [String], chromosomeNames: [String] = [], placements: [FragmentPlacement?]? = nil
  ) {
    precondition(placements.map { $0.count == names.count } ?? true, "placements")
    self.names = names
    self.chromosomeNames = chromosomeNames
    self.placements = placements
  }
}

/// Rows that say with which oligo a barcode was read, and how often.
///
/// Rows may come in any order, and a pair of barcode and oligo in several rows.
public struct OligoBarcodes: Sendable {
  /// The oligos that the rows index.
  public let oligos: OligoList
  /// Bases of every barcode.
  public let length: Int
  /// Barcode of each row in the numbering of `PackedBarcode`.
  public let barcodes: [UInt64]
  /// Index of the oligo of each row.
  public let oligoIndices: [Int32]
  /// Reads that support each row.
  public let reads: [UInt32]
  /// Reads of the row's barcode with oligos that are not listed, when the table knows only their
  /// number; nil when it does not say.
  public let otherReads: [UInt32]?

  /// Puts together columns of equal length.
  ///
  /// - Precondition: the columns are equally long and every index is that of an oligo.
  public init(
    oligos: OligoList, length: Int, barcodes: [UInt64], oligoIndices: [Int32], reads: [UInt32],
    otherReads: [UInt32]? = nil
  ) {
    precondition(barcodes.count == oligoIndices.count, "oligo indices")
    precondition(barcodes.count == reads.count, "reads")
    precondition(otherReads.map { $0.count == barcodes.count } ?? true, "other reads")
    precondition(oligoIndices.allSatisfy { oligos.names.indices.contains(Int($0)) }, "oligos")
    self.oligos = oligos
    self.length = length
    self.barcodes = barcodes
    self.oligoIndices = oligoIndices
    self.reads = reads
    self.otherReads = otherReads
  }
}
