/// A 64-bit seed from which independent sub-seeds are derived by name.
///
/// Every random draw in cupel comes from a generator keyed by what it is for (purpose, epoch, item), never
/// from a stream shared between tasks, so results do not depend on the number of threads or on the
/// order of work.
///
/// ```swift
/// let seed = Seed(17)
/// var generator = SeededGenerator(seed.derived("shuffle", 3))  // epoch 3
/// ```
public struct Seed: Hashable, Sendable {
  /// The seed as an integer.
  public let value: UInt64

  /// Wraps an integer seed.
  public init(_ value: UInt64) { self.value = value }

  /// The sub-seed for a named purpose and a list of indices such as epoch and item.
  ///
  /// FNV-1a over the UTF-8 bytes of the name, then one SplitMix64 finalizer per index
  /// (doi 10.1145/2714064.2660195).
  public func derived(_ purpose: String, _ indices: Int...) -> Seed {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    var mixed = Self.finalized(value &+ 0x9e37_79b9_7f4a_7c15 ^ Self.finalized(hash))
    for index in indices {
      mixed = Self.finalized(
        mixed &+ 0x9e37_79b9_7f4a_7c15 &* (UInt64(bitPattern: Int64(index)) &+ 1))
    }
    return Seed(mixed)
  }

  /// The SplitMix64 finalizer, a bijection of 64-bit words.
  @inlinable
  static func finalized(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
