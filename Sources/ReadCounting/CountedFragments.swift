public import GenomicTypes

/// The distinct fragments of one library, or its distinct pairs of barcode and fragment, with how
/// often each was read.
///
/// Rows are sorted by chromosome index, start, end, strand and barcode, each combination once.
/// Coordinates are 0-based half-open.
public struct CountedFragments: Sendable {
  /// Names that the placements index.
  public let chromosomeNames: [String]
  /// Where each row lies; every row has an interval.
  public let placements: [FragmentPlacement]
  /// Reads, or read pairs, of each row.
  public let reads: [UInt32]
  /// Highest mapping quality among the reads of each row, a pair counting with the lower of its two;
  /// 255 (not available) counts as 0.
  public let mappingQualities: [UInt8]
  /// Bases of every barcode; nil when the library has none.
  public let barcodeLength: Int?
  /// Barcode of each row in the numbering of `PackedBarcode`; nil when the library has none.
  public let barcodes: [UInt64]?
  /// Molecules of each row: its distinct UMIs; nil when the reads have none.
  public let molecules: [UInt32]?
  /// Reads, or read pairs, of each row that are flagged as duplicates; nil when they are not told
  /// apart.
  public let duplicates: [UInt32]?

  /// Puts together columns of equal length.
  ///
  /// - Precondition: the columns are equally long; barcodes come with their length.
  public init(
    chromosomeNames: [String], placements: [FragmentPlacement], reads: [UInt32],
    mappingQualities: [UInt8], barcodeLength: Int? = nil, barcodes: [UInt64]? = nil,
    molecules: [UInt32]? = nil, duplicates: [UInt32]? = nil
  ) {
    precondition(placements.count == reads.count, "reads")
    precondition(placements.count == mappingQualities.count, "mapping qualities")
    precondition(barcodes.map { $0.count == placements.count } ?? true, "barcodes")
    precondition((barcodes == nil) == (barcodeLength == nil), "barcode length")
    precondition(molecules.map { $0.count == placements.count } ?? true, "molecules")
    precondition(duplicates.map { $0.count == placements.count } ?? true, "duplicates")
    self.chromosomeNames = chromosomeNames
    self.placements = placements
    self.reads = reads
    self.mappingQualities = mappingQualities
    self.barcodeLength = barcodeLength
    self.barcodes = barcodes
    self.molecules = molecules
    self.duplicates = duplicates
  }

  /// What a row counts for: its molecules where there are UMIs, its reads otherwise.
  public var counts: [UInt32] { molecules ?? reads }
}
