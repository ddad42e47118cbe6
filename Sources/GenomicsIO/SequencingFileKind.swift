/// What a sequencing file holds, told from its first bytes and never from its name.
public enum SequencingFileKind: Hashable, Sendable {
  /// BAM, CRAM or SAM, aligned or not.
  case alignments
  /// FASTQ.
  case reads
  /// Anything else that is text.
  case table

  private static let samHeaders = ["@HD\t", "@SQ\t", "@RG\t", "@PG\t", "@CO\t"].map {
    Array($0.utf8)
  }

  /// Looks into a file, plain, gzip or BGZF.
  ///
  /// - Throws: ``GenomicsIOError`` when the file cannot be read or is empty.
  public init(ofFile path: String) throws(GenomicsIOError) {
    var lines = try LineReader(path: path, threads: 1, blockSize: 1 << 12)
    guard try lines.advance() else { throw .emptyFile(path: path) }
    let start = lines.buffer.prefix(4)
    let isBinary =
      start.elementsEqual(Array("BAM\u{1}".utf8)) || start.elementsEqual(Array("CRAM".utf8))
    let first = lines.buffer[lines.line]
    if isBinary || Self.samHeaders.contains(where: { first.starts(with: $0) }) {
      self = .alignments
    } else {
      self = first.first == UInt8(ascii: "@") ? .reads : .table
    }
  }
}
