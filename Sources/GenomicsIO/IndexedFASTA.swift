import CHTSlib
import Glibc
import SystemFiles

/// An indexed FASTA file opened through htslib; one per task, since a handle is not shared.
// Safe: the handle is private, made in `init` and destroyed in `deinit`.
@safe struct IndexedFASTA: ~Copyable {
  private let path: String
  private let handle: OpaquePointer

  /// Opens a file with its indices.
  ///
  /// - Parameter gzi: index of the compressed blocks; ignored for a plain file.
  init(path: String, fai: String, gzi: String?) throws(GenomicsIOError) {
    HTSLog.silence()
    // Unsafe: fai_load3 returns a handle that this value owns, or NULL; flags 0: build nothing.
    guard let handle = unsafe fai_load3(path, fai, gzi, 0) else {
      throw .staleIndex(fasta: path, index: fai, problem: "htslib cannot load the index")
    }
    self.path = path
    unsafe self.handle = handle
  }

  deinit {
    // Unsafe: destroys the handle that `init` made, once.
    unsafe fai_destroy(handle)
  }

  /// Base codes of a 0-based half-open range of a sequence.
  ///
  /// htslib wants the last base, not one past it, and cuts a range that runs off the end instead
  /// of refusing it: a shorter answer is an error here.
  func codes(of name: String, _ range: Range<Int>) throws(GenomicsIOError) -> [UInt8] {
    if range.isEmpty { return [] }
    var length: hts_pos_t = 0
    // Unsafe: faidx_fetch_seq64 returns `length` bytes from malloc that are freed below, or NULL.
    guard
      let letters = unsafe faidx_fetch_seq64(
        handle, name, hts_pos_t(range.lowerBound), hts_pos_t(range.upperBound - 1), &length)
    else {
      throw .system(path: path, step: .read, reason: "htslib cannot fetch \(name):\(range)")
    }
    defer { unsafe free(letters) }
    guard Int(length) == range.count else {
      throw .system(
        path: path, step: .read, reason: "\(name):\(range) has \(length) bases in the file")
    }
    let table = BaseLetters.codes
    var codes = [UInt8](repeating: 0, count: range.count)
    for index in codes.indices {
      // Unsafe: the index is below `length`.
      codes[index] = min(table[Int(UInt8(bitPattern: unsafe letters[index]))], 4)
    }
    return codes
  }

  /// Makes the index of a FASTA file, and of its blocks when it is BGZF.
  static func build(for path: String, fai: String, gzi: String) throws(GenomicsIOError) {
    HTSLog.silence()
    // Unsafe: fai_build3 reads the three C strings for the duration of the call.
    guard unsafe fai_build3(path, fai, gzi) == 0 else { throw .notIndexable(path: path) }
  }
}
