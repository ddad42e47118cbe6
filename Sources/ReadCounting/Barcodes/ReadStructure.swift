private import GenomicTypes

/// How long barcodes before an adapter are.
public enum BarcodeLengthRule: Hashable, Sendable {
  /// The length that at least ``BarcodeLengthHistogram/requiredShare`` of the reads with the adapter
  /// have; an error when there is none.
  case detected
  /// A known length; an error when another length is more frequent.
  case expected(Int)
  /// A known length, whatever the reads say.
  case forced(Int)

  /// The length, when it is known beforehand.
  public var known: Int? {
    switch self {
    case .detected: nil
    case .expected(let length), .forced(let length): length
    }
  }
}

/// Where the barcode is in a read.
public enum BarcodePlace: Hashable, Sendable {
  /// Everything in front of an adapter in the first file.
  case beforeAdapter(AdapterSearch, BarcodeLengthRule)
  /// The bases that follow an adapter in the first file.
  case afterAdapter(AdapterSearch, length: Int)
  /// A stretch at a fixed place.
  case piece(ReadPiece)
  /// The first bases of two reads that face each other over the barcode: the forward read in the
  /// first file, the other one, as sequenced, in file `reverseFile`. They share at least
  /// `minimumOverlap` bases. Where they differ a base counts as N, unless one of them is N.
  case facingReads(length: Int, reverseFile: Int, minimumOverlap: Int)
}

/// Where barcode and UMI are in the reads of one, two or three files.
///
/// ```swift
/// let adapter = try AdapterSearch(adapter: "CCTAGCTAACTATAACGG")
/// try ReadStructure(.beforeAdapter(adapter, .expected(20)))
/// try ReadStructure(
///   .piece(ReadPiece(length: 15)), umi: ReadPiece(file: 1, length: 16))
/// // "barcode: bases 1 to 15 of file 1; UMI: bases 1 to 16 of file 2"
/// ```
public struct ReadStructure: Hashable, Sendable {
  /// Where the barcode is.
  public let barcode: BarcodePlace
  /// Where the UMI is; nil when there is none.
  public let umi: ReadPiece?
  /// Whether barcodes are turned into their reverse complement after they are cut out.
  public let isReverseComplemented: Bool

  /// Checks and puts together a structure.
  ///
  /// - Throws: ``BarcodeCountingError`` when a length is not in 1...32, an offset or file is below 0,
  ///   the UMI overlaps the barcode, or the overlap of facing reads is not in 1...length.
  public init(
    _ barcode: BarcodePlace, umi: ReadPiece? = nil, isReverseComplemented: Bool = false
  ) throws(BarcodeCountingError) {
    switch barcode {
    case .beforeAdapter(_, let rule):
      if let length = rule.known { try Self.check(length: length, of: "barcode") }
    case .afterAdapter(_, let length): try Self.check(length: length, of: "barcode")
    case .piece(let piece):
      try Self.check(piece, of: "barcode")
    case .facingReads(let length, let reverseFile, let minimumOverlap):
      try Self.check(length: length, of: "barcode")
      guard reverseFile >= 1 else { throw .badFile(piece: "reverse read", file: reverseFile) }
      guard (1...length).contains(minimumOverlap) else {
        throw .badOverlap(minimumOverlap, length: length)
      }
    }
    if let umi { try Self.check(umi, of: "UMI") }
    if let umi, case .piece(let piece) = barcode, piece.overlaps(umi) {
      throw .overlappingPieces(barcode: piece, umi: umi)
    }
    self.barcode = barcode
    self.umi = umi
    self.isReverseComplemented = isReverseComplemented
  }

  private static func check(
    _ piece: ReadPiece, of name: String
  ) throws(BarcodeCountingError) {
    try check(length: piece.length, of: name)
    guard piece.offset >= 0 else { throw .badOffset(piece: name, offset: piece.offset) }
    guard piece.file >= 0 else { throw .badFile(piece: name, file: piece.file) }
  }

  private static func check(length: Int, of name: String) throws(BarcodeCountingError) {
    guard (1...PackedBarcode.maximumLength).contains(length) else {
      throw .badLength(piece: name, length: length)
    }
  }

  /// Files that the structure reads from.
  public var fileCount: Int {
    let last =
      switch barcode {
      case .beforeAdapter, .afterAdapter: 0
      case .piece(let piece): piece.file
      case .facingReads(_, let reverseFile, _): reverseFile
      }
    return max(last, umi?.file ?? 0) + 1
  }

  /// Bases of the barcode; nil when they are detected.
  public var knownLength: Int? {
    switch barcode {
    case .beforeAdapter(_, let rule): rule.known
    case .afterAdapter(_, let length), .facingReads(let length, _, _): length
    case .piece(let piece): piece.length
    }
  }

  /// Whether reads are searched for an adapter.
  public var hasAdapter: Bool {
    switch barcode {
    case .beforeAdapter, .afterAdapter: true
    case .piece, .facingReads: false
    }
  }
}

extension ReadStructure: CustomStringConvertible {
  /// The structure in one line of words.
  public var description: String {
    let place =
      switch barcode {
      case .beforeAdapter(let search, .detected):
        "everything before \(search.adapter) in file 1, its length detected"
      case .beforeAdapter(let search, .expected(let length)):
        "everything before \(search.adapter) in file 1, \(length) bases"
      case .beforeAdapter(let search, .forced(let length)):
        "everything before \(search.adapter) in file 1 where that is \(length) bases"
      case .afterAdapter(let search, let length):
        "the \(length) bases after \(search.adapter) in file 1"
      case .piece(let piece): piece.description
      case .facingReads(let length, let reverseFile, let minimumOverlap):
        "\(length) bases from the starts of file 1 and, facing it, file \(reverseFile + 1), "
          + "which share at least \(minimumOverlap)"
      }
    return "barcode: \(place)" + (isReverseComplemented ? ", reverse-complemented" : "")
      + (umi.map { "; UMI: \($0)" } ?? "")
  }
}
