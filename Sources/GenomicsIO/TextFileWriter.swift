import CHTSlib
import Sharding
import SystemFiles

/// Writes text to a file, plain or compressed as BGZF, the format of bgzip.
///
/// The file appears whole and synced when `finish` returns; until then, and when the writer goes
/// away without it, an earlier file of the same name stays as it was. BGZF bytes are the same for
/// any number of threads: text is cut into blocks of 65 280 bytes, each compressed by itself.
///
/// ```swift
/// var writer = try TextFileWriter(path: "tracks.bedgraph.gz", compression: .bgzf, threads: 4)
/// try writer.write("chr1\t0\t10\t0.5\n")
/// try writer.finish()
/// ```
public struct TextFileWriter: ~Copyable {
  /// How the text is stored.
  public enum Compression: Hashable, Sendable {
    case plain, bgzf

    /// What the name of a file asks for: BGZF with ".gz" or ".bgz" at its end.
    public init(path: String) {
      self = path.hasSuffix(".gz") || path.hasSuffix(".bgz") ? .bgzf : .plain
    }
  }

  /// Where the file will be.
  public let path: String
  private let compression: Compression
  private let threads: Int
  private var file: OutputFile<GenomicsIOError>
  private var buffer: [UInt8] = []

  private static let blockSize = 0xFF00
  private static let blocksPerFlush = 64
  /// Tables of counts become no smaller at higher levels, which take twice as long.
  private static let compressionLevel: Int32 = 4
  /// The empty block that ends a BGZF file (SAM specification, section 4.1.2).
  static let endBlock: [UInt8] = [
    0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0,
    0, 0, 0,
  ]

  /// Starts a file.
  ///
  /// - Parameter threads: threads that compress.
  /// - Throws: ``GenomicsIOError/system(path:step:reason:)`` when the file cannot be made.
  public init(
    path: String, compression: Compression = .plain, threads: Int = 1
  ) throws(GenomicsIOError) {
    precondition(threads >= 1, "threads \(threads)")
    self.path = path
    self.compression = compression
    self.threads = threads
    file = try OutputFile<GenomicsIOError>(path: path)
  }

  /// Appends text.
  ///
  /// - Throws: ``GenomicsIOError/system(path:step:reason:)`` when the disk refuses, possibly for
  ///   text appended earlier.
  public mutating func write(_ text: String) throws(GenomicsIOError) {
    buffer.append(contentsOf: text.utf8)
    try flushFullBuffer()
  }

  /// Appends UTF-8 bytes.
  public mutating func write(utf8 bytes: [UInt8]) throws(GenomicsIOError) {
    buffer.append(contentsOf: bytes)
    try flushFullBuffer()
  }

  /// Writes what is left, syncs the file and moves it to its place.
  ///
  /// - Throws: ``GenomicsIOError/system(path:step:reason:)``; then nothing is left behind.
  public consuming func finish() throws(GenomicsIOError) {
    try flush(buffer.count)
    if compression == .bgzf { try file.write(Self.endBlock) }
    try file.commit()
  }

  private mutating func flushFullBuffer() throws(GenomicsIOError) {
    let full = Self.blockSize * Self.blocksPerFlush
    if buffer.count >= full { try flush(buffer.count - buffer.count % full) }
  }

  /// Writes the first `count` bytes of the buffer.
  private mutating func flush(_ count: Int) throws(GenomicsIOError) {
    guard count > 0 else { return }
    let text = Array(buffer[..<count])
    buffer.removeFirst(count)
    switch compression {
    case .plain: try file.write(text)
    case .bgzf:
      for block in try compressed(text) { try file.write(block) }
    }
  }

  private func compressed(_ text: [UInt8]) throws(GenomicsIOError) -> [[UInt8]] {
    let blocks = (text.count + Self.blockSize - 1) / Self.blockSize
    do {
      return try shardedMap(shards: blocks, threads: threads) { block in
        let start = block * Self.blockSize
        return try Self.compressedBlock(text, start..<min(start + Self.blockSize, text.count))
      }
    } catch {
      throw .system(path: path, step: .write, reason: "htslib cannot compress a block")
    }
  }

  private static func compressedBlock(_ text: [UInt8], _ range: Range<Int>) throws -> [UInt8] {
    var length = Int(BGZF_MAX_BLOCK_SIZE)
    var block = [UInt8](repeating: 0, count: length)
    // Unsafe: htslib reads the range of `text` and writes at most `length` bytes of `block`.
    let status = unsafe text.withUnsafeBytes { source in
      unsafe block.withUnsafeMutableBytes { target in
        unsafe bgzf_compress(
          target.baseAddress, &length, source.baseAddress.map { unsafe $0 + range.lowerBound },
          range.count, compressionLevel)
      }
    }
    guard status == 0 else { throw StreamFailure.corrupt(detail: "status \(status)") }
    block.removeSubrange(length...)
    return block
  }
}
