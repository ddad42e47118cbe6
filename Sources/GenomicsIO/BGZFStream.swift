import CHTSlib
import SystemFiles

/// The decompressed bytes of a BGZF file, read through htslib.
// Safe: the handle is private, made in `init` and closed in `deinit`.
@safe struct BGZFStream: ~Copyable {
  private let handle: UnsafeMutablePointer<BGZF>
  private let hasEndBlock: Bool

  /// Opens a file.
  ///
  /// - Parameter threads: threads that decompress ahead; 1 means none but the caller's.
  init(path: String, threads: Int) throws(GenomicsIOError) {
    HTSLog.silence()
    // Unsafe: bgzf_open returns a handle that this value owns, or NULL with errno set.
    guard let handle = unsafe bgzf_open(path, "r") else {
      throw .lastFailure(of: .open, path: path)
    }
    // 1: the end-of-file block is there; 0: it is not; 2: the file cannot seek, so unknown.
    hasEndBlock = unsafe bgzf_check_EOF(handle) != 0
    if threads > 1 { _ = unsafe bgzf_mt(handle, Int32(min(threads, 64)), 0) }
    unsafe self.handle = handle
  }

  deinit {
    // Unsafe: closes the handle that `init` opened, once.
    _ = unsafe bgzf_close(handle)
  }

  /// Compressed bytes used so far, up to the block that is being read.
  var filePosition: Int { unsafe Int(handle.pointee.block_address) }

  /// Fills `bytes[offset...]` with at most one block; returns the number of bytes written, 0 at
  /// the end.
  mutating func read(into bytes: inout [UInt8], at offset: Int) throws(StreamFailure) -> Int {
    let room = min(bytes.count - offset, 1 << 16)
    // Unsafe: htslib writes at most `room` bytes of the array.
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.baseAddress.map { unsafe bgzf_read(handle, $0 + offset, room) } ?? 0
    }
    if count > 0 { return count }
    if !hasEndBlock { throw .truncated }
    if count == 0 { return 0 }
    let code = unsafe Int32(handle.pointee.errcode)
    if code & BGZF_ERR_CRC != 0 { throw .corrupt(detail: "a checksum is wrong") }
    if code & BGZF_ERR_HEADER != 0 { throw .corrupt(detail: "a block header is wrong") }
    if code & BGZF_ERR_IO != 0 { throw .corrupt(detail: "a block is not whole") }
    throw .corrupt(detail: "a block cannot be decompressed")
  }
}

/// htslib's messages on standard error: this room reports every failure itself.
enum HTSLog {
  private static let silenced: Void = hts_set_log_level(HTS_LOG_OFF)

  /// Turns the messages off, once per process.
  static func silence() { silenced }
}
