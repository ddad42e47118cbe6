/// The distinct barcodes of one sample with how often each was read.
///
/// Barcodes have one length and are sorted ascending, which is the order of their texts.
///
/// ```swift
/// // AAAA read 3 times as 2 molecules, ACGT read once
/// CountedBarcodes(length: 4, barcodes: [0, 27], reads: [3, 1], molecules: [2, 1])
/// ```
public struct CountedBarcodes: Hashable, Sendable {
  /// Bases of every barcode, at most `PackedBarcode.maximumLength`.
  public let length: Int
  /// The barcodes in the numbering of `PackedBarcode`, ascending, each once.
  public let barcodes: [UInt64]
  /// Reads of each barcode.
  public let reads: [UInt32]
  /// Molecules of each barcode: its distinct UMIs; nil when the reads have none.
  public let molecules: [UInt32]?

  /// Puts together columns of equal length.
  ///
  /// - Precondition: the columns are equally long and the barcodes strictly ascending.
  public init(length: Int, barcodes: [UInt64], reads: [UInt32], molecules: [UInt32]? = nil) {
    precondition(barcodes.count == reads.count, "\(barcodes.count) barcodes, \(reads.count) counts")
    precondition(molecules.map { $0.count == barcodes.count } ?? true, "molecules")
    precondition(zip(barcodes, barcodes.dropFirst()).allSatisfy { $0 < $1 }, "unsorted barcodes")
    self.length = length
    self.barcodes = barcodes
    self.reads = reads
    self.molecules = molecules
  }

  /// What a barcode counts for: its molecules where there are UMIs, its reads otherwise.
  public var counts: [UInt32] { molecules ?? reads }
}
