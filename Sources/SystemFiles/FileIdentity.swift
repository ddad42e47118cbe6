import Glibc

/// What tells whether two paths lead to one file, links followed.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// The identity of a file; nil when there is none.
  package init?(_ path: String) {
    var status = stat()
    // Unsafe: stat(2) reads the C string and fills the local value it is given.
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }
}
