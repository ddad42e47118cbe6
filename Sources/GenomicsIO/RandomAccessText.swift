import CHTSlib
import SystemFiles

/// A text file read at given places of its uncompressed content: plain, or BGZF with its index.
// Safe: the handle is private, made in `init` and closed in `deinit`.
@safe struct RandomAccessText: ~Copyable {
  private let path: String
  private let handle: UnsafeMutablePointer<BGZF>

  /// Opens a file.
  ///
  /// - Parameter gzi: index of the compressed blocks; nil for a plain file.
  init(path: String, gzi: String?) throws(GenomicsIOError) {
    HTSLog.silence()
    // Unsafe: bgzf_open returns a handle that this value owns, or NULL with errno set.
    guard let handle = unsafe bgzf_open(path, "r") else {
      throw .lastFailure(of: .open, path: path)
    }
    if let gzi, unsafe bgzf_index_load(handle, gzi, nil) != 0 {
      _ = unsafe bgzf_close(handle)
      throw .staleIndex(fasta: path, index: gzi, problem: "the index cannot be read")
    }
    self.path = path
    unsafe self.handle = handle
  }

  deinit {
    // Unsafe: closes the handle that `init` opened, once.
    _ = unsafe bgzf_close(handle)
  }

  /// Up to `count` bytes from a place; fewer when the text ends, none beyond its end.
  func bytes(at offset: Int, count: Int) throws(GenomicsIOError) -> [UInt8] {
    // Unsafe: bgzf_useek counts uncompressed bytes from 0 and returns −1 beyond the last block.
    guard unsafe bgzf_useek(handle, off_t(offset), SEEK_SET) == 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    // Unsafe: htslib writes at most `count` bytes of the array.
    let found = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe bgzf_read(handle, buffer.baseAddress, count)
    }
    if found < 0 {
      throw .system(path: path, step: .read, reason: "htslib cannot read byte \(offset)")
    }
    bytes.removeSubrange(found...)
    return bytes
  }
}
