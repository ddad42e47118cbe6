/// Why a record or a pair is not counted, in the order in which the tests are made: the first that
/// fails is the reason.
enum DropReason: UInt8, CaseIterable, Comparable, Sendable {
  case failedQuality
  case unpaired
  case unmapped
  case mateUnmapped
  case duplicate
  case contigMismatch
  case contigExcluded
  case notProperPair
  case lowMappingQuality
  case lengthRange
  case mateMissing
  case blacklist
  case noBarcode
  case barcodeHasN
  case barcodeLength
  case noUMI
  case umiHasN

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The code in attrition nodes.
  var code: String {
    switch self {
    case .failedQuality: "qc_fail"
    case .unpaired: "unpaired"
    case .unmapped: "unmapped"
    case .mateUnmapped: "mate_unmapped"
    case .duplicate: "duplicate"
    case .contigMismatch: "contig_mismatch"
    case .contigExcluded: "contig_excluded"
    case .notProperPair: "not_proper_pair"
    case .lowMappingQuality: "low_mapq"
    case .lengthRange: "length_range"
    case .mateMissing: "mate_missing"
    case .blacklist: "blacklist"
    case .noBarcode: "no_barcode"
    case .barcodeHasN: "barcode_has_N"
    case .barcodeLength: "barcode_length"
    case .noUMI: "no_umi"
    case .umiHasN: "umi_has_N"
    }
  }
}
