/// A 64-bit hash of read names, the same in every run and on every machine.
///
/// Eight bytes at a time are folded in by a 64 × 64 → 128-bit multiplication whose halves are
/// combined by exclusive or. Two of n different names share a hash with a probability near
/// n²/2⁶⁵: 0.3 % for 4 × 10⁸ names. Where that matters names are compared as well.
///
/// ```swift
/// NameHash.of("read1".utf8)  // 0x0CBC_0605_2A0F_A09B
/// ```
public enum NameHash {
  /// The hash of a name, which is not cut at a space or a slash.
  public static func of(_ name: some Sequence<UInt8>) -> UInt64 {
    let bytes = Array(name)
    return of(bytes.span)
  }

  /// The hash of the bytes of a name.
  @inlinable public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    of(count: bytes.count) { at in
      var word: UInt64 = 0
      for offset in 0..<8 { word |= UInt64(bytes[at &+ offset]) << UInt64(8 &* offset) }
      return word
    } byte: {
      bytes[$0]
    }
  }

  /// The hash of `count` bytes that lie anywhere.
  ///
  /// - Parameters:
  ///   - word: the eight bytes from a position on, the first in the lowest bits.
  ///   - byte: the byte at a position.
  @inlinable public static func of(
    count: Int, word: (Int) -> UInt64, byte: (Int) -> UInt8
  ) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at &+ 8 <= count {
      state = fold(state ^ word(at), 0xD1B5_4A32_D192_ED03)
      at &+= 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest << 8 | UInt64(byte(at))
      at &+= 1
    }
    return fold(state ^ rest ^ 0xA076_1D64_78BD_642F, 0x8CB9_2BA7_2F3D_8DD7)
  }

  /// Both halves of the product combined.
  @inlinable static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
