import CHTSlib
import GenomicTypes

/// Turns records of htslib into entries of a batch.
///
/// BAM counts positions from 0 as cupel does, and has −1 for no chromosome or position; the end
/// of an alignment follows from its CIGAR.
struct AlignmentDecoder {
  private let barcodeTag: [CChar]?
  private let umiTag: [CChar]?
  private let keepsSequences: Bool

  init(_ options: AlignmentReaderOptions) {
    barcodeTag = options.barcodeTag.map { Array($0.name.utf8CString) }
    umiTag = options.umiTag.map { Array($0.name.utf8CString) }
    keepsSequences = options.keepsSequences
  }

  /// Gives an empty batch the texts that will be filled.
  func prepare(_ batch: inout AlignmentBatch) {
    if barcodeTag != nil, batch.barcodes == nil { batch.barcodes = PackedTexts() }
    if umiTag != nil, batch.umis == nil { batch.umis = PackedTexts() }
    if keepsSequences, batch.sequences == nil { batch.sequences = PackedTexts() }
  }

  /// Adds a record, the fixed part and the name to `scratch`, texts to the batch; false when its
  /// numbers are out of range.
  // Unsafe: the caller lends a valid record for the duration of the call.
  @unsafe func decode(
    _ record: UnsafePointer<bam1_t>, _ scratch: BatchScratch, into batch: inout AlignmentBatch
  ) -> Bool {
    let core = unsafe record.pointee.core
    let length = unsafe Int(cupel_bam_name_length(record))
    let covered =
      unsafe core.flag & UInt16(BAM_FUNMAP) != 0 ? 0 : cupel_bam_reference_length(record)
    guard (0...254).contains(length), let start = Int32(exactly: core.pos),
      let end = Int32(exactly: core.pos + covered), let mateStart = Int32(exactly: core.mpos)
    else { return false }
    // Unsafe: the name has `length` bytes inside the record.
    var name = unsafe UnsafeRawBufferPointer(start: cupel_bam_name(record), count: length)
    if unsafe Self.endsWithReadNumber(name, flags: core.flag) {
      unsafe name = UnsafeRawBufferPointer(rebasing: name.dropLast(2))
    }
    let hash = NameHash.of(count: name.count) { at in
      unsafe name.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    } byte: { at in
      unsafe name[at]
    }
    let nameStart = unsafe scratch.append(name: name)
    scratch.append(
      AlignmentRecord(
        nameHash: hash, chromosome: core.tid, start: start, end: end, mateChromosome: core.mtid,
        mateStart: mateStart, templateLength: Int32(clamping: core.isize), nameStart: nameStart,
        flags: core.flag, nameLength: UInt8(name.count), mappingQuality: core.qual))
    if let barcodeTag { unsafe Self.appendTag(barcodeTag, of: record, to: &batch.barcodes) }
    if let umiTag { unsafe Self.appendTag(umiTag, of: record, to: &batch.umis) }
    if keepsSequences { unsafe Self.appendSequence(of: record, to: &batch.sequences) }
    return true
  }

  /// Whether a name ends with the number of its read, "/1" or "/2", which SAM leaves out and some programs
  /// leave in: mates must have one name.
  @unsafe private static func endsWithReadNumber(
    _ name: UnsafeRawBufferPointer, flags: UInt16
  ) -> Bool {
    guard name.count > 2, unsafe name[name.count - 2] == UInt8(ascii: "/") else {
      return false
    }
    switch unsafe name[name.count - 1] {
    case UInt8(ascii: "1"): return flags & UInt16(BAM_FREAD1) != 0
    case UInt8(ascii: "2"): return flags & UInt16(BAM_FREAD2) != 0
    default: return false
    }
  }

  /// Adds the text of a tag, empty when the record has none or it is no text.
  @unsafe private static func appendTag(
    _ tag: [CChar], of record: UnsafePointer<bam1_t>, to texts: inout PackedTexts?
  ) {
    // Unsafe: bam_aux_get returns a place inside the record, or NULL; bam_aux2Z the C string there,
    // or NULL for a tag of another type.
    guard let field = unsafe bam_aux_get(record, tag), let text = unsafe bam_aux2Z(field) else {
      texts?.append([])
      return
    }
    let count = unsafe strlen(text)
    unsafe text.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      unsafe texts?.append(UnsafeBufferPointer(start: bytes, count: count))
    }
  }

  /// Letters of htslib's four-bit codes, and of their complements.
  private static let letters = Array("=ACMGRSVTWYHKDBN".utf8)
  private static let complements = Array("=TGKCYSBAWRDMHVN".utf8)

  /// Adds the bases in the orientation of the read.
  @unsafe private static func appendSequence(
    of record: UnsafePointer<bam1_t>, to texts: inout PackedTexts?
  ) {
    let count = unsafe Int(record.pointee.core.l_qseq)
    let isReverse = unsafe record.pointee.core.flag & UInt16(BAM_FREVERSE) != 0
    let packed = unsafe cupel_bam_sequence(record)
    let table = isReverse ? complements : letters
    texts?.append(
      (0..<count).lazy.map { index in
        let base = isReverse ? count - 1 - index : index
        // Unsafe: the record holds ⌈count / 2⌉ bytes of bases; the first base is in the high half.
        let byte = unsafe packed?[base >> 1] ?? 0
        return table[Int(base & 1 == 0 ? byte >> 4 : byte & 15)]
      })
  }
}
