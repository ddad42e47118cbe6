import CHTSlib
public import GenomicTypes
import Glibc

/// Reads the records of a BAM, CRAM or SAM file, batch by batch.
///
/// The format is told from the content. Positions become 0-based half-open. When the header
/// promises coordinate order every record is checked for it; order by name cannot be checked
/// without remembering all names. One reader belongs to one task.
///
/// ```swift
/// var reader = try AlignmentReader(path: "library.bam")
/// var batch = AlignmentBatch()
/// while try reader.next(into: &batch) { try counter.add(batch) }
/// ```
public struct AlignmentReader: ~Copyable {
  /// Path of the file.
  public let path: String
  /// What the header says.
  public let header: AlignmentHeader
  /// Records read so far.
  public private(set) var recordCount = 0

  let options: AlignmentReaderOptions
  private let handles: AlignmentFile
  private let decoder: AlignmentDecoder
  private let scratch: BatchScratch
  private var previousPlace: UInt64 = 0
  private var hasEnded = false

  /// Opens a file and reads its header.
  ///
  /// - Throws: ``GenomicsIOError``: `system` when the file cannot be opened, `emptyFile`,
  ///   `alignments` when it is no alignment file, its header is damaged or names no chromosome (unless
  ///   that is allowed), a chromosome is longer than 2³¹ − 1, or the reference cannot be used.
  public init(
    path: String, options: AlignmentReaderOptions = AlignmentReaderOptions()
  ) throws(GenomicsIOError) {
    precondition(options.batchSize > 0 && options.threads > 0, "\(options)")
    // htslib takes a folder for a file and "-" for standard input.
    try InputFile.requireReadable(path)
    let handles = try AlignmentFile(path: path, options: options)
    let header = try AlignmentHeader(handles, path: path)
    if header.chromosomeNames.isEmpty, !options.allowsNoChromosomes {
      throw .alignments(path: path, .noChromosomes)
    }
    if handles.isCRAM, let reference = options.reference {
      try header.check(against: reference, path: path)
    }
    decoder = AlignmentDecoder(options)
    scratch = BatchScratch(capacity: options.batchSize)
    self.path = path
    self.header = header
    self.options = options
    self.handles = handles
  }

  /// Replaces the content of a batch by the next records; false when there are none left.
  ///
  /// - Throws: ``GenomicsIOError/alignments(path:_:)`` with the record when the file is truncated
  ///   or damaged, a record makes no sense, coordinate order is violated, or a CRAM record cannot be
  ///   decoded.
  public mutating func next(into batch: inout AlignmentBatch) throws(GenomicsIOError) -> Bool {
    batch.removeAll()
    decoder.prepare(&batch)
    batch.firstNumber = recordCount + 1
    let isSorted = header.order == .coordinate
    while !hasEnded, scratch.count < options.batchSize {
      // Unsafe: the handles live as long as `handles`; the record is overwritten.
      let status = unsafe sam_read1(handles.file, handles.header, handles.record)
      if status < 0 {
        if status < -1 || !handles.hasEndMark { throw failure() }
        hasEnded = true
        break
      }
      // Unsafe: lends the record for the duration of the call.
      guard unsafe decoder.decode(handles.record, scratch, into: &batch) else {
        throw .alignments(path: path, .badRecord(record: recordCount + 1))
      }
      recordCount += 1
      if isSorted { try checkOrder(scratch.last) }
    }
    scratch.empty(into: &batch)
    return !batch.records.isEmpty
  }

  private mutating func checkOrder(_ record: AlignmentRecord) throws(GenomicsIOError) {
    // A record without a chromosome (−1) becomes the largest place.
    let place =
      UInt64(UInt32(bitPattern: record.chromosome)) << 32 | UInt64(UInt32(bitPattern: record.start))
    if place < previousPlace {
      throw .alignments(
        path: path,
        .orderViolated(
          record: recordCount, place: text(ofPlace: place), previous: text(ofPlace: previousPlace)))
    }
    previousPlace = record.chromosome < 0 ? UInt64(UInt32.max) << 32 : place
  }

  /// A place as SAM writes it, from 1.
  private func text(ofPlace place: UInt64) -> String {
    let chromosome = Int(place >> 32)
    if chromosome >= header.chromosomeNames.count { return "no chromosome" }
    return "\(header.chromosomeNames[chromosome]):\(Int(Int32(truncatingIfNeeded: place)) + 1)"
  }

  private func failure() -> GenomicsIOError {
    let record = recordCount + 1
    if !handles.hasEndMark { return .alignments(path: path, .truncated(record: record)) }
    if handles.isCRAM {
      return .alignments(path: path, .undecodable(record: record, reference: options.reference))
    }
    // Unsafe: reads error bits of the handle.
    let errors = unsafe Int32(bitPattern: cupel_block_errors(handles.file))
    if errors == 0 { return .alignments(path: path, .badRecord(record: record)) }
    var detail = "a block cannot be decompressed"
    if errors & BGZF_ERR_CRC != 0 {
      detail = "a checksum is wrong"
    } else if errors & BGZF_ERR_HEADER != 0 {
      detail = "a block header is wrong"
    } else if errors & BGZF_ERR_IO != 0 {
      detail = "a block is not whole"
    }
    return .alignments(path: path, .corruptBlock(record: record, detail: detail))
  }
}

extension AlignmentHeader {
  /// Refuses a reference without one of the chromosomes: htslib would look for it elsewhere, on the
  /// network in the end.
  func check(against reference: String, path: String) throws(GenomicsIOError) {
    let index = try FASTAIndex(path: "\(reference).fai", fasta: reference)
    var lengths: [String: Int] = [:]
    for entry in index.entries { lengths[entry.name] = entry.length }
    for (name, length) in zip(chromosomeNames, chromosomeLengths) where lengths[name] != length {
      throw .alignments(path: path, .otherReference(reference: reference, chromosome: name))
    }
  }

  /// Reads the header that htslib parsed.
  init(_ handles: AlignmentFile, path: String) throws(GenomicsIOError) {
    let header = unsafe handles.header
    var names: [String] = []
    var lengths: [Int] = []
    // Unsafe: names belong to the header and are copied; indices are below the count.
    for index in 0..<max(0, unsafe sam_hdr_nref(header)) {
      let name = unsafe sam_hdr_tid2name(header, index).map { unsafe String(cString: $0) } ?? ""
      let length = unsafe Int(sam_hdr_tid2len(header, index))
      if length > Int(Int32.max) {
        throw .alignments(path: path, .chromosomeTooLong(name: name, length: length))
      }
      names.append(name)
      lengths.append(length)
    }
    self.init(
      chromosomeNames: names, chromosomeLengths: lengths,
      sortOrder: Self.value(of: "SO", handles), groupOrder: Self.value(of: "GO", handles))
  }

  private static func value(of key: String, _ handles: AlignmentFile) -> String? {
    var text = unsafe kstring_t()
    // Unsafe: htslib allocates the text of the string, which is freed below.
    defer { unsafe free(text.s) }
    guard unsafe cupel_header_value(handles.header, key, &text) == 0 else { return nil }
    return unsafe text.s.map { unsafe String(cString: $0) }
  }
}
