public import GenomicTypes

/// Where the barcode and the UMI of a read are.
///
/// At least one of the two sources is given. A read without a usable text from each given source is
/// dropped as `no_barcode`, one with N in it as `barcode_has_N`. Letters of either case count.
public struct BarcodeRules: Sendable {
  /// Where the barcode is; nil when only UMIs are counted.
  public var barcode: BarcodeSource?
  /// Where the UMI is; nil when reads have none.
  public var umi: BarcodeSource?
  /// Bases of a barcode; nil takes the commonest length among reads that pass everything else, the
  /// shortest of equally common ones. Others are dropped as `barcode_length`.
  public var length: Int?

  /// Makes rules.
  ///
  /// - Precondition: there is a source; the length is from 1 to 32.
  public init(barcode: BarcodeSource?, umi: BarcodeSource? = nil, length: Int? = nil) {
    precondition(barcode != nil || umi != nil, "neither barcode nor UMI")
    precondition(length.map { (1...32).contains($0) } ?? true, "length \(length ?? 0)")
    self.barcode = barcode
    self.umi = umi
    self.length = length
  }
}

/// Where a barcode or a UMI is.
public enum BarcodeSource: Sendable {
  /// In the tag text that the batches carry for it (`barcodes` or `umis`). A suffix of a hyphen and
  /// digits, such as "-1", is taken off. Mates must agree, or only one of them has it.
  case tag
  /// In the read name.
  case readName(ReadNamePattern)
  /// In a table that the caller made from another file.
  case table(ReadBarcodeTable)
}
