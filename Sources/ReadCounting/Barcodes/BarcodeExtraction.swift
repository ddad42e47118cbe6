/// Why a read has no barcode that counts.
public enum ReadDropReason: String, Hashable, Sendable, CaseIterable {
  /// The adapter was not found.
  case noAdapter = "no_adapter"
  /// The barcode is shorter or longer than wanted.
  case barcodeLength = "barcode_length"
  /// The two reads of the barcode differ.
  case readsDisagree = "reads_disagree"
  /// A letter of the barcode is not A, C, G or T.
  case barcodeHasN = "barcode_has_N"
  /// The read ends before the UMI does.
  case umiLength = "umi_length"
  /// A letter of the UMI is not A, C, G or T.
  case umiHasN = "umi_has_N"
}

/// What one read says.
public enum BarcodeExtraction: Hashable, Sendable {
  /// Its barcode, and its UMI where there is one, in the numbering of `PackedBarcode`.
  case barcode(UInt64, length: Int, umi: UInt64?)
  /// It does not count; `length` is the length of what would be the barcode, nil without adapter.
  case dropped(ReadDropReason, length: Int?)
}
