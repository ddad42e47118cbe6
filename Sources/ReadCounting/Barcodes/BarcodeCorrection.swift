private import Sharding

/// Moves reads of unlisted barcodes to the listed barcode they were probably read from: the only one
/// that differs in exactly one base. Where several do, or none, the barcode stays as it is.
///
/// A random sequence finds such a barcode with a probability that grows with the list,
/// ``BarcodeSpace/falseRescueRate(listed:length:)``; above ``maximumRate`` correction has to be forced.
///
/// ```swift
/// let correction = try BarcodeCorrection(listed: BarcodeIndex([27], length: 4), isForced: true)
/// // ACGT is listed: ACGG becomes ACGT, AAAA stays
/// ```
public struct BarcodeCorrection: Sendable {
  /// The highest false-rescue rate at which correction is not refused.
  public static let maximumRate = 0.05

  /// The barcodes that are known to exist.
  public let listed: BarcodeIndex
  /// Probability that a random sequence is moved to some listed barcode, n·3L/4^L.
  public let falseRescueRate: Double

  /// Checks that correction is safe.
  ///
  /// - Throws: ``BarcodeCountingError`` when the list is empty, or the false-rescue rate is above
  ///   ``maximumRate`` and `isForced` is false.
  public init(listed: BarcodeIndex, isForced: Bool = false) throws(BarcodeCountingError) {
    guard listed.count > 0 else { throw .noListedBarcodes }
    falseRescueRate = BarcodeSpace.falseRescueRate(
      listed: listed.count, length: listed.length)
    if falseRescueRate > Self.maximumRate, !isForced {
      throw .riskyCorrection(
        listed: listed.count, length: listed.length, rate: falseRescueRate,
        limit: Self.maximumRate)
    }
    self.listed = listed
  }

  /// What each barcode becomes: itself when it is listed or cannot be corrected.
  ///
  /// - Complexity: O(n · length) look-ups, fastest for ascending barcodes.
  public func targets(of barcodes: [UInt64], threads: Int = 1) throws -> [UInt64] {
    let ranges = shardRanges(count: barcodes.count, shards: 64)
    return try shardedMap(shards: ranges.count, threads: threads) { shard in
      barcodes[ranges[shard]].map { barcode in
        listed.contains(barcode) ? barcode : listed.onlyNeighbour(of: barcode) ?? barcode
      }
    }.flatMap { $0 }
  }

  /// Moves the reads of counted barcodes without UMIs. With UMIs use the counter's own correction,
  /// which counts a molecule once that was read with and without an error.
  ///
  /// - Precondition: there are no molecules.
  /// - Throws: ``BarcodeCountingError/listedLength(counted:listed:)`` when the lengths differ.
  public func corrected(
    _ counted: CountedBarcodes, threads: Int = 1
  ) throws -> (counted: CountedBarcodes, summary: CorrectionSummary) {
    precondition(counted.molecules == nil, "molecules cannot be moved without their UMIs")
    var table = CountedWords<UInt64>()
    (table.words, table.counts) = (counted.barcodes, counted.reads)
    let (moved, summary) = try corrected(
      table, umiBits: 0, length: counted.length, threads: threads)
    return (
      CountedBarcodes(length: counted.length, barcodes: moved.words, reads: moved.counts), summary
    )
  }
}

/// What correction did.
public struct CorrectionSummary: Hashable, Sendable, Codable {
  /// Reads and distinct barcodes that were listed as read.
  public let listedReads: Int
  /// Distinct barcodes that were listed as read.
  public let listedBarcodes: Int
  /// Reads moved to a listed barcode.
  public let rescuedReads: Int
  /// Distinct barcodes whose reads were moved.
  public let rescuedBarcodes: Int
  /// Reads whose barcode is not listed and has no, or several, listed neighbours.
  public let unlistedReads: Int
  /// Distinct barcodes of these reads.
  public let unlistedBarcodes: Int
  /// Probability that a random sequence is moved.
  public let falseRescueRate: Double
}
