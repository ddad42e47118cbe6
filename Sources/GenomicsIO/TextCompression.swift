import SystemFiles

/// How a text file is compressed, recognised by its first bytes and never by its name.
public enum TextCompression: String, Hashable, Sendable {
  case plain, gzip, bgzf

  /// What closes a file of this kind.
  var endName: String {
    switch self {
    case .plain: "its end"
    case .gzip: "the trailer of a gzip member"
    case .bgzf: "the end-of-file block of BGZF"
    }
  }

  /// Recognises the first bytes of a file; 18 of them decide between gzip and BGZF.
  ///
  /// BGZF is gzip whose extra field starts with the subfield "BC" of length 2
  /// (SAM specification, section 4.1).
  ///
  /// - Throws: ``GenomicsIOError/unsupportedCompression(path:name:)`` for bzip2, xz, Zstandard
  ///   and ZIP.
  init(firstBytes: [UInt8], path: String) throws(GenomicsIOError) {
    let foreign: [(magic: [UInt8], name: String)] = [
      ([0x42, 0x5A, 0x68], "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
      ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"), ([0x50, 0x4B, 0x03, 0x04], "ZIP"),
    ]
    for (magic, name) in foreign where firstBytes.starts(with: magic) {
      throw .unsupportedCompression(path: path, name: name)
    }
    guard firstBytes.starts(with: [0x1F, 0x8B]) else {
      self = .plain
      return
    }
    let isBlocked =
      firstBytes.count >= 18 && firstBytes[3] & 4 != 0
      && firstBytes[12...].starts(with: [0x42, 0x43, 2, 0])
    self = isBlocked ? .bgzf : .gzip
  }

  /// Recognises a file.
  init(ofFile path: String) throws(GenomicsIOError) {
    let file = try InputFile(path: path)
    var first = [UInt8](repeating: 0, count: 18)
    let count: Int
    do {
      count = try file.read(into: &first, at: 0)
    } catch {
      throw error.placed(path: path, line: 1, compression: .plain)
    }
    if count == 0 { throw .emptyFile(path: path) }
    try self.init(firstBytes: Array(first[..<count]), path: path)
  }
}

/// Why a stream of bytes stopped; the reader above adds file and line.
enum StreamFailure: Error {
  case truncated
  case corrupt(detail: String)
  case system(reason: String)

  /// The error with its place.
  func placed(path: String, line: Int, compression: TextCompression) -> GenomicsIOError {
    switch self {
    case .truncated: .truncated(path: path, line: line, compression: compression)
    case .corrupt(let detail): .corrupt(path: path, line: line, detail: detail)
    case .system(let reason): .system(path: path, step: .read, reason: reason)
    }
  }
}
