/// What to read from an alignment file besides the fixed part of its records, and how.
public struct AlignmentReaderOptions: Hashable, Sendable {
  /// Reference FASTA of a CRAM file; nil when none is needed.
  public var reference: String?
  /// Tag whose text is the barcode, such as CB; nil for none.
  public var barcodeTag: AlignmentTag?
  /// Tag whose text is the UMI, such as RX; nil for none.
  public var umiTag: AlignmentTag?
  /// Whether to deliver the bases of the reads.
  public var keepsSequences = false
  /// Whether a file without chromosomes, such as an unaligned BAM file, is read.
  public var allowsNoChromosomes = false
  /// Most records in a batch.
  public var batchSize = 4096
  /// Threads, the caller's included; more than one decompress and read ahead.
  public var threads = 1

  /// Reads no more than the fixed part.
  public init() {}
}

/// The two-letter name of an optional field of a SAM record.
///
/// ```swift
/// AlignmentTag("CB")?.name  // "CB"
/// AlignmentTag("CBX")       // nil
/// ```
public struct AlignmentTag: Hashable, Sendable {
  /// The name.
  public let name: String

  /// Takes a name of a letter and a letter or digit; anything else is nil.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    guard bytes.count == 2, isLetter(bytes[0]),
      isLetter(bytes[1]) || (0x30...0x39).contains(bytes[1])
    else { return nil }
    self.name = name
  }
}
