/// What can be wrong with the way barcodes are to be counted, or with the reads.
///
/// Every message reads "where: what was found; what was expected. How to fix."
public enum BarcodeCountingError: Error, Hashable, Sendable {
  /// An adapter is empty or has letters that are no bases.
  case badAdapter(String)
  /// An error rate is not in 0..<1.
  case badErrorRate(Double)
  /// A minimum overlap is below 1.
  case badMinimumOverlap(Int)
  /// The length of a barcode or UMI is not in 1...32.
  case badLength(piece: String, length: Int)
  /// The offset of a barcode or UMI is below 0.
  case badOffset(piece: String, offset: Int)
  /// A file number is too small for the piece.
  case badFile(piece: String, file: Int)
  /// The overlap of facing reads is not in 1...length.
  case badOverlap(Int, length: Int)
  /// Barcode and UMI share bases.
  case overlappingPieces(barcode: ReadPiece, umi: ReadPiece)
  /// There are more or fewer files than the read structure uses.
  case fileCount(expected: Int, found: Int)

  /// No length is frequent enough to be the length of the barcodes.
  case noCommonLength(BarcodeLengthHistogram)
  /// Another length is more frequent than the expected one.
  case otherLength(expected: Int, BarcodeLengthHistogram)
  /// The detected length does not fit a barcode.
  case lengthNotCountable(Int, BarcodeLengthHistogram)
  /// No read has a barcode that counts.
  case noBarcodes(reads: Int, dropped: [String: Int])
  /// One barcode was read more often than can be counted.
  case tooManyReads

  /// Correction would assign too many random barcodes.
  case riskyCorrection(listed: Int, length: Int, rate: Double, limit: Double)
  /// Counted and listed barcodes differ in length.
  case listedLength(counted: Int, listed: Int)
  /// There is no listed barcode.
  case noListedBarcodes
}

extension BarcodeCountingError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .badAdapter(let text):
      "adapter: it is '\(text)'; expected a sequence of A, C, G and T. Correct the adapter."
    case .badErrorRate(let rate):
      "adapter: the error rate is \(rate); expected at least 0 and less than 1. "
        + "Errors are counted per base: 0.1 allows 3 in 33 bases."
    case .badMinimumOverlap(let overlap):
      "adapter: the minimum overlap is \(overlap); expected at least 1. Raise it."
    case .badLength(let piece, let length):
      "\(piece): the length is \(length); expected 1 to 32 bases. Correct the length."
    case .badOffset(let piece, let offset):
      "\(piece): the offset is \(offset); expected 0 or more. Count the bases before it."
    case .badFile(let piece, let file):
      "\(piece): it is said to be in file \(file + 1); expected "
        + (file < 0 ? "1 or more" : "another file than the forward read")
        + ". Correct the number of the file."
    case .badOverlap(let overlap, let length):
      "barcode: the two reads are to share \(overlap) bases; expected 1 to \(length), the length "
        + "of the barcode. Correct the overlap."
    case .overlappingPieces(let barcode, let umi):
      "UMI: it is \(umi), and the barcode is \(barcode); expected no base in both. "
        + "Correct the offsets."
    case .fileCount(let expected, let found):
      "reads: \(Self.files(found)) given; expected \(expected) for this read structure. "
        + "Give one file for each read of a pair or UMI."
    case .tooManyReads:
      "reads: one barcode was read more than 4294967295 times; expected fewer. "
        + "Count parts of the sample by themselves."
    case .noBarcodes(let reads, let dropped):
      "reads: none of \(reads) has a barcode"
        + (dropped.isEmpty ? "" : " (\(Self.list(dropped)))")
        + "; expected at least one. Check the adapter, the length and the order of the files."
    case .noCommonLength, .otherLength, .lengthNotCountable: lengthDescription
    case .riskyCorrection, .listedLength, .noListedBarcodes: correctionDescription
    }
  }

  private var lengthDescription: String {
    switch self {
    case .noCommonLength(let histogram):
      "barcode length: no length is that of 90 % of the reads with the adapter; expected one to "
        + "be. Give the length, or check the adapter.\n\(histogram)"
    case .otherLength(let expected, let histogram):
      "barcode length: the most frequent is \(histogram.mode ?? 0); expected \(expected), as "
        + "given. Correct the length, or check the adapter.\n\(histogram)"
    case .lengthNotCountable(let length, let histogram):
      "barcode length: most reads have the adapter after \(length) bases; expected 1 to 32. "
        + "Check the adapter, or give the length.\n\(histogram)"
    default: ""
    }
  }

  private var correctionDescription: String {
    switch self {
    case .riskyCorrection(let listed, let length, let rate, let limit):
      "barcode correction: among \(listed) listed barcodes of \(length) bases a random sequence "
        + "finds a neighbour with probability \(Self.percent(rate)); expected at most "
        + "\(Self.percent(limit)). Leave correction off."
    case .listedLength(let counted, let listed):
      "barcode correction: counted barcodes have \(counted) bases and listed ones \(listed); "
        + "expected one length. Check which list belongs to the reads."
    case .noListedBarcodes:
      "barcode correction: the list has no barcodes; expected at least one. Check the list."
    default: ""
    }
  }

  private static func files(_ count: Int) -> String {
    count == 1 ? "1 file is" : "\(count) files are"
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = Int(min(share * 10_000, 1e15).rounded())
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals) %"
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
