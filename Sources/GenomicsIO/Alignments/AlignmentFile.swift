import CHTSlib
import GenomicTypes
import Glibc
import SystemFiles

/// The handles of htslib for one alignment file: the file, its header and a record to read into.
// Safe: the handles are made in `init`, used by one reader, and destroyed in `deinit`.
@safe final class AlignmentFile {
  let file: UnsafeMutablePointer<htsFile>
  let record: UnsafeMutablePointer<bam1_t>
  private(set) var header: UnsafeMutablePointer<sam_hdr_t>?
  /// False when the end mark of BAM or CRAM is missing.
  let hasEndMark: Bool

  init(path: String, options: AlignmentReaderOptions) throws(GenomicsIOError) {
    HTSLog.silence()
    // Unsafe: hts_open returns a handle that this value owns, or NULL with errno set.
    guard let file = unsafe hts_open(path, "r") else {
      if errno == ENOEXEC {
        throw .alignments(path: path, .notAlignments(found: "of an unknown format"))
      }
      throw .lastFailure(of: .open, path: path)
    }
    // Unsafe: bam_init1 returns a record that this value owns, or NULL without memory.
    guard let record = unsafe bam_init1() else {
      _ = unsafe hts_close(file)
      throw .system(path: path, step: .read, reason: "out of memory")
    }
    unsafe self.file = file
    unsafe self.record = record
    // 1: the end mark is there; 0: it is not; 2 and 3: the file or its format has none to check.
    hasEndMark = unsafe hts_check_EOF(file) != 0
    try check(path)
    if unsafe file.pointee.format.format == cram { try configureCRAM(path, options) }
    // Unsafe: sam_hdr_read returns a header that this value owns, or NULL.
    guard let header = unsafe sam_hdr_read(file) else {
      throw .alignments(path: path, hasEndMark ? .unreadableHeader : .truncated(record: 1))
    }
    unsafe self.header = header
    // Only now: with threads, htslib waits for ever for the header of a file that is cut in it.
    if options.threads > 1 { _ = unsafe hts_set_threads(file, Int32(min(options.threads, 64))) }
  }

  deinit {
    // Unsafe: each handle was made once in `init` and is destroyed once; NULL is allowed.
    unsafe bam_destroy1(record)
    unsafe sam_hdr_destroy(header)
    _ = unsafe hts_close(file)
  }

  /// Whether the file is CRAM.
  var isCRAM: Bool { unsafe file.pointee.format.format == cram }

  private func check(_ path: String) throws(GenomicsIOError) {
    // Unsafe: reads a field of the handle that `init` opened.
    switch unsafe file.pointee.format.format {
    case bam, cram, sam: return
    case empty_format: throw .emptyFile(path: path)
    default: break
    }
    // Unsafe: hts_format_description returns a C string from malloc that is freed below, or NULL.
    let text = unsafe hts_format_description(&file.pointee.format)
    defer { unsafe free(text) }
    let found = unsafe text.map { unsafe String(cString: $0) } ?? "of an unknown format"
    throw .alignments(path: path, .notAlignments(found: found))
  }

  private func configureCRAM(
    _ path: String, _ options: AlignmentReaderOptions
  ) throws(GenomicsIOError) {
    if let reference = options.reference {
      // Unsafe: htslib copies the C string; it opens the FASTA file and its index.
      guard unsafe cupel_set_cram_reference(file, reference) == 0 else {
        throw .alignments(path: path, .unreadableReference(reference: reference))
      }
    } else if options.keepsSequences {
      // htslib would look for the reference on the network.
      throw .alignments(path: path, .undecodable(record: 1, reference: nil))
    }
    var fields = [
      SAM_QNAME, SAM_FLAG, SAM_RNAME, SAM_POS, SAM_MAPQ, SAM_CIGAR, SAM_RNEXT, SAM_PNEXT, SAM_TLEN,
    ]
    if options.keepsSequences { fields.append(SAM_SEQ) }
    if options.barcodeTag != nil || options.umiTag != nil { fields += [SAM_AUX, SAM_RGAUX] }
    // Unsafe: sets a number in the handle.
    _ = unsafe cupel_set_cram_fields(
      file, fields.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
  }
}
