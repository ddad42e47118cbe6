import ReadCounting

/// How sequencing reads become barcode counts: the section `reads`, or the options of
/// `cupel count barcodes`.
struct ReadParameters: Sendable {
  /// What the second file of a sample holds.
  enum SecondRead: String, Hashable, Sendable {
    case barcode, umi
  }

  /// Constant sequence beside the barcode; nil when the barcode has a fixed place.
  var adapter: String?
  /// Whether the barcode comes after the adapter rather than before it.
  var isAfterAdapter = false
  /// Errors allowed in the adapter, as a share of its matched length.
  var adapterErrorRate = AdapterSearch.defaultErrorRate
  /// Shortest match of the adapter.
  var adapterMinimumOverlap = AdapterSearch.defaultMinimumOverlap
  /// Bases before the barcode, without an adapter.
  var barcodeStart = 0
  /// Whether the barcode is at the end of the read, without an adapter.
  var isAtEnd = false
  /// Length of the barcode; nil to detect it.
  var barcodeLength: Int?
  /// Whether reads show the reverse complement of the barcode.
  var isReverseComplemented = false
  /// Shortest overlap of two reads that face each other over the barcode.
  var minimumOverlap: Int?
  /// Length of the UMI; nil when there is none.
  var umiLength: Int?
  /// Bases before the UMI in its read; nil for directly after the barcode, or the start of its own
  /// file.
  var umiStart: Int?
  /// How distinct UMIs become molecules.
  var umiRule = UMIRule()

  /// A barcode at the start of the read, without a UMI.
  init() {}

  /// The structure of reads that come in these files.
  ///
  /// - Parameters:
  ///   - hasReverse: whether there is a file that reads the barcode from the other side.
  ///   - hasUMIs: whether there is a file with UMIs.
  /// - Throws: ``ReadParameterProblem`` when something is missing, `BarcodeCountingError` when
  ///   the parts do not fit together.
  func structure(hasReverse: Bool, hasUMIs: Bool) throws -> ReadStructure {
    let umi = try umi(file: hasUMIs ? (hasReverse ? 2 : 1) : nil)
    return try ReadStructure(
      try place(hasReverse: hasReverse), umi: umi, isReverseComplemented: isReverseComplemented)
  }

  private func place(hasReverse: Bool) throws -> BarcodePlace {
    if let adapter {
      let search = try AdapterSearch(
        adapter: adapter, errorRate: adapterErrorRate, minimumOverlap: adapterMinimumOverlap)
      if hasReverse { throw ReadParameterProblem.adapterAndReverse }
      if isAfterAdapter {
        return .afterAdapter(search, length: try knownLength())
      }
      return .beforeAdapter(search, barcodeLength.map { .expected($0) } ?? .detected)
    }
    let length = try knownLength()
    if hasReverse {
      return .facingReads(
        length: length, reverseFile: 1, minimumOverlap: minimumOverlap ?? min(length, 10))
    }
    return .piece(
      ReadPiece(side: isAtEnd ? .end : .start, offset: barcodeStart, length: length))
  }

  private func knownLength() throws -> Int {
    guard let barcodeLength else { throw ReadParameterProblem.noBarcodeLength }
    return barcodeLength
  }

  private func umi(file: Int?) throws -> ReadPiece? {
    guard let umiLength else {
      if file != nil { throw ReadParameterProblem.noUMILength }
      return nil
    }
    if let file { return ReadPiece(file: file, offset: umiStart ?? 0, length: umiLength) }
    if let umiStart { return ReadPiece(offset: umiStart, length: umiLength) }
    guard adapter == nil, !isAtEnd else { throw ReadParameterProblem.noUMIStart }
    return ReadPiece(offset: barcodeStart + (try knownLength()), length: umiLength)
  }
}
