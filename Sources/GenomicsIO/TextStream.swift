/// The bytes of a text file, decompressed.
struct TextStream: ~Copyable {
  let compression: TextCompression
  private var plain: InputFile?
  private var gzip: GzipStream?
  private var bgzf: BGZFStream?
  /// Bytes of the file, 0 when that cannot be told.
  let fileSize: Int

  /// Opens a file.
  ///
  /// - Parameter threads: threads that decompress BGZF; other files use the caller's.
  init(path: String, threads: Int) throws(GenomicsIOError) {
    let compression = try TextCompression(ofFile: path)
    let plain = compression == .plain ? try InputFile(path: path) : nil
    let gzip = compression == .gzip ? try GzipStream(path: path) : nil
    let bgzf = compression == .bgzf ? try BGZFStream(path: path, threads: threads) : nil
    fileSize = InputFile.size(ofFile: path)
    self.compression = compression
    self.plain = plain
    self.gzip = gzip
    self.bgzf = bgzf
  }

  /// Fills `bytes[offset...]`; returns the number of bytes written, 0 at the end.
  mutating func read(into bytes: inout [UInt8], at offset: Int) throws(StreamFailure) -> Int {
    switch compression {
    case .plain: try plain?.read(into: &bytes, at: offset) ?? 0
    case .gzip: try gzip?.read(into: &bytes, at: offset) ?? 0
    case .bgzf: try bgzf?.read(into: &bytes, at: offset) ?? 0
    }
  }

  /// The part of the file that has been read, about; nil when that cannot be said.
  mutating func fractionRead() -> Double? {
    let used: Int
    switch compression {
    case .plain: used = plain?.position ?? 0
    case .gzip: used = gzip?.filePosition ?? 0
    case .bgzf: used = bgzf?.filePosition ?? 0
    }
    return used > 0 && fileSize > 0 ? min(1, Double(used) / Double(fileSize)) : nil
  }
}
