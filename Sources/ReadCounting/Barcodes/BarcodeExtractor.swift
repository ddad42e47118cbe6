public import GenomicTypes

/// Cuts barcode and UMI out of reads.
///
/// ```swift
/// let structure = try ReadStructure(.piece(ReadPiece(length: 4)))
/// var extractor = BarcodeExtractor(structure)
/// let batch = ReadBatch(["ACGTTT", "ACNT", "ACG"])
/// extractor.extract([batch], 0)  // .barcode(27, length: 4, umi: nil)
/// extractor.extract([batch], 1)  // .dropped(.barcodeHasN, length: 4)
/// extractor.extract([batch], 2)  // .dropped(.barcodeLength, length: 3)
/// ```
public struct BarcodeExtractor: Sendable {
  /// Where barcode and UMI are.
  public let structure: ReadStructure
  private let knownLength: Int?
  private var alignment: AdapterAlignment
  private let codes: [UInt8]

  /// Prepares for reads of one structure.
  public init(_ structure: ReadStructure) {
    self.structure = structure
    knownLength = structure.knownLength
    let adapterLength =
      switch structure.barcode {
      case .beforeAdapter(let search, _), .afterAdapter(let search, _): search.bases.count
      case .piece, .facingReads: 0
      }
    alignment = AdapterAlignment(length: adapterLength)
    codes = (0...255).map { BaseCode.code(ofLetter: $0) }
  }

  /// What one read says: the first reason that applies, in the order of ``ReadDropReason``, when it
  /// does not count.
  ///
  /// Where the length of barcodes is to be detected, any length from 1 to 32 counts.
  ///
  /// - Parameter batches: one batch for every file of the structure, equally many reads in each.
  public mutating func extract(_ batches: [ReadBatch], _ read: Int) -> BarcodeExtraction {
    let reads = batches[0].range(read)
    switch structure.barcode {
    case .beforeAdapter(let search, _):
      guard let match = search.match(in: batches[0].letters, reads, &alignment) else {
        return .dropped(.noAdapter, length: nil)
      }
      return extraction(
        batches, read, batches[0].letters,
        reads.lowerBound..<(reads.lowerBound + match.range.lowerBound))
    case .afterAdapter(let search, let length):
      guard let match = search.match(in: batches[0].letters, reads, &alignment) else {
        return .dropped(.noAdapter, length: nil)
      }
      let start = reads.lowerBound + match.range.upperBound
      return extraction(
        batches, read, batches[0].letters, start..<min(start + length, reads.upperBound))
    case .piece(let piece):
      let range = batches[piece.file].range(read)
      let inRead = piece.range(inReadOf: range.count)
      return extraction(
        batches, read, batches[piece.file].letters,
        (range.lowerBound + inRead.lowerBound)..<(range.lowerBound + inRead.upperBound))
    case .facingReads(let length, let file, let minimumOverlap):
      return facing(batches, read, length, file, minimumOverlap)
    }
  }

  private func extraction(
    _ batches: [ReadBatch], _ read: Int, _ letters: [UInt8], _ range: Range<Int>
  ) -> BarcodeExtraction {
    let length = range.count
    guard knownLength.map({ length == $0 }) ?? (1...32).contains(length) else {
      return .dropped(.barcodeLength, length: length)
    }
    guard let bits = packed(letters, range) else { return .dropped(.barcodeHasN, length: length) }
    return withUMI(batches, read, bits, length)
  }

  private func withUMI(
    _ batches: [ReadBatch], _ read: Int, _ bits: UInt64, _ length: Int
  ) -> BarcodeExtraction {
    let barcode =
      structure.isReverseComplemented
      ? PackedBarcode.reverseComplement(bits, length: length) : bits
    guard let umi = structure.umi else { return .barcode(barcode, length: length, umi: nil) }
    let range = batches[umi.file].range(read)
    let inRead = umi.range(inReadOf: range.count)
    guard inRead.count == umi.length else { return .dropped(.umiLength, length: length) }
    let place =
      (range.lowerBound + inRead.lowerBound)..<(range.lowerBound + inRead.upperBound)
    guard let umiBits = packed(batches[umi.file].letters, place) else {
      return .dropped(.umiHasN, length: length)
    }
    return .barcode(barcode, length: length, umi: umiBits)
  }

  private func packed(_ letters: [UInt8], _ range: Range<Int>) -> UInt64? {
    var bits: UInt64 = 0
    var seen: UInt8 = 0
    for index in range {
      let code = codes[Int(letters[index])]
      seen |= code
      bits = bits << 2 | UInt64(code & 3)
    }
    return seen > 3 ? nil : bits
  }

  /// Merges the first bases of two reads that face each other over the barcode.
  private func facing(
    _ batches: [ReadBatch], _ read: Int, _ length: Int, _ file: Int, _ minimumOverlap: Int
  ) -> BarcodeExtraction {
    let (forward, reverse) = (batches[0].range(read), batches[file].range(read))
    let covered = min(forward.count, length) + min(reverse.count, length)
    guard covered >= length + minimumOverlap else {
      return .dropped(.barcodeLength, length: max(min(covered - minimumOverlap, length), 0))
    }
    var bits: UInt64 = 0
    var hasUnknown = false
    for position in 0..<length {
      let first =
        position < forward.count
        ? codes[Int(batches[0].letters[forward.lowerBound + position])] : 4
      let fromEnd = length - 1 - position
      let facing =
        fromEnd < reverse.count
        ? codes[Int(batches[file].letters[reverse.lowerBound + fromEnd])] : 4
      let second = facing > 3 ? 4 : 3 - facing
      if first <= 3, second <= 3, first != second {
        return .dropped(.readsDisagree, length: length)
      }
      let code = min(first, second)
      if code > 3 { hasUnknown = true }
      bits = bits << 2 | UInt64(code & 3)
    }
    if hasUnknown { return .dropped(.barcodeHasN, length: length) }
    return withUMI(batches, read, bits, length)
  }
}
