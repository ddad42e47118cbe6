import CKernels

/// Streaming SHA-256 (FIPS 180-4, doi 10.6028/NIST.FIPS.180-4).
///
/// Bytes may arrive in pieces of any size; the digest depends only on their concatenation. Processors
/// with SHA instructions are used at their speed; the result is the same without them.
///
/// ```swift
/// var hash = SHA256()
/// hash.update(Array("ab".utf8))
/// hash.update(Array("c".utf8))
/// hash.digestWords()  // [0xba78_16bf, …, 0xf200_15ad], the digest of "abc"
/// ```
public struct SHA256: Sendable {
  var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0
  private let usesInstructions: Bool

  /// The hash of no bytes yet.
  public init() { self.init(usesInstructions: Self.hasInstructions) }

  /// The hash of no bytes yet, computed with the instructions of the processor or without.
  ///
  /// - Precondition: the processor has them if they are to be used.
  package init(usesInstructions: Bool) {
    precondition(!usesInstructions || Self.hasInstructions, "no SHA instructions")
    self.usesInstructions = usesInstructions
  }

  /// Whether the processor has SHA instructions.
  package static let hasInstructions = ck_sha256_is_supported() != 0

  /// Adds bytes at the end of the message.
  public mutating func update(_ bytes: [UInt8]) {
    update(bytes, count: bytes.count)
  }

  /// Adds the first `count` bytes of a buffer at the end of the message.
  public mutating func update(_ bytes: [UInt8], count: Int) {
    precondition(count >= 0 && count <= bytes.count, "count \(count) of \(bytes.count)")
    length &+= UInt64(count)
    var start = 0
    if !pending.isEmpty {
      start = min(64 - pending.count, count)
      pending.append(contentsOf: bytes[0..<start])
      if pending.count < 64 { return }
      let block = pending
      compress(block.span)
      pending = []
    }
    let wholeBlocks = (count - start) / 64 * 64
    compress(bytes.span.extracting(start..<(start + wholeBlocks)))
    pending.append(contentsOf: bytes[(start + wholeBlocks)..<count])
  }

  private mutating func compress(_ blocks: borrowing Span<UInt8>) {
    if usesInstructions { compressWithInstructions(blocks) } else { compressPortably(blocks) }
  }

  /// The digest of everything added so far, as eight words of which the first holds the first four
  /// bytes, most significant first; more may be added afterwards.
  public func digestWords() -> [UInt32] {
    var padded = self
    let paddingLength = (119 - Int(length % 64)) % 64 + 1
    var padding: [UInt8] = Array(repeating: 0, count: paddingLength)
    padding[0] = 0x80
    let bitCount = length &* 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
    }
    padded.update(padding)
    let words = padded.state
    return words.indices.map { words[$0] }
  }
}
