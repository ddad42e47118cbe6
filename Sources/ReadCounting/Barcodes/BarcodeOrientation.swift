private import GenomicTypes

/// Whether counted barcodes fit a list as they are or as their reverse complements.
///
/// ```swift
/// let counted = CountedBarcodes(length: 4, barcodes: [1], reads: [9])  // AAAC
/// let listed = BarcodeIndex([191], length: 4)                          // GTTT
/// BarcodeOrientation(counted, listed: listed).looksReversed            // true
/// ```
public struct BarcodeOrientation: Hashable, Sendable, Codable {
  /// Distinct counted barcodes.
  public let barcodes: Int
  /// How many of them are listed.
  public let listed: Int
  /// How many reverse complements of them are listed.
  public let reverseListed: Int
  /// How many barcodes of either direction chance alone would find, n₁·n₂/4^L.
  public let expectedByChance: Double

  /// Looks every barcode up in both directions.
  ///
  /// - Precondition: counted and listed barcodes have one length.
  public init(_ counted: CountedBarcodes, listed index: BarcodeIndex) {
    precondition(counted.length == index.length, "\(counted.length) and \(index.length) bases")
    var (forward, reverse) = (0, 0)
    for barcode in counted.barcodes {
      if index.contains(barcode) { forward += 1 }
      if index.contains(PackedBarcode.reverseComplement(barcode, length: counted.length)) {
        reverse += 1
      }
    }
    barcodes = counted.barcodes.count
    listed = forward
    reverseListed = reverse
    expectedByChance = BarcodeCollisions.expectedOverlap(
      Double(counted.barcodes.count), Double(index.count), length: counted.length)
  }

  /// Whether reverse complements fit the list and the barcodes themselves do not: at least 1 % of
  /// them are listed, ten times as many as of the barcodes, and ten times as many as by chance.
  public var looksReversed: Bool {
    reverseListed > 0 && reverseListed * 100 >= barcodes && reverseListed >= 10 * listed
      && Double(reverseListed) >= 10 * expectedByChance
  }

  /// What to do about reversed barcodes; nil when they do not look reversed.
  public var hint: String? {
    guard looksReversed else { return nil }
    return "\(reverseListed) of \(barcodes) barcodes are listed as their reverse complements, "
      + "\(listed) as they are. The barcodes look reversed: count them with reverse complement."
  }
}
