import GenomicTypes

/// A 128-bit digest of a sequence that its reverse complement shares.
struct CanonicalDigest: Hashable, Comparable, Sendable {
  var high: UInt64
  var low: UInt64

  /// Digests the smaller of the sequence and its reverse complement.
  ///
  /// Two independent multiply–xorshift chains over the base codes and the length. It only finds
  /// candidates; equality is always checked on the bases.
  init(_ codes: [UInt8]) {
    let isReversed = reverseComplementIsSmaller(codes)
    var first: UInt64 = 0x243f_6a88_85a3_08d3 ^ UInt64(codes.count)
    var second: UInt64 = 0x1319_8a2e_0370_7344 &+ UInt64(codes.count)
    var word: UInt64 = 0
    var filled = 0
    let last = codes.count - 1
    for position in 0..<codes.count {
      let code = isReversed ? complement(codes[last - position]) : codes[position]
      word = word << 3 | UInt64(code)
      filled += 1
      if filled == 21 || position == last {
        first = mixed(first ^ word, by: 0xbf58_476d_1ce4_e5b9)
        second = mixed(second &+ word, by: 0x94d0_49bb_1331_11eb)
        word = 0
        filled = 0
      }
    }
    high = first
    low = second
  }

  static func < (a: CanonicalDigest, b: CanonicalDigest) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }
}

/// Whether two sequences are equal or reverse complements of each other.
func areSameDuplex(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  a == b || (a.count == b.count && a == BaseCode.reverseComplement(b))
}

private func reverseComplementIsSmaller(_ codes: [UInt8]) -> Bool {
  let last = codes.count - 1
  for position in 0..<codes.count {
    let reverse = complement(codes[last - position])
    if reverse != codes[position] { return reverse < codes[position] }
  }
  return false
}

private func complement(_ code: UInt8) -> UInt8 { code > 3 ? code : 3 - code }

private func mixed(_ word: UInt64, by factor: UInt64) -> UInt64 {
  var z = word &* factor
  z ^= z >> 29
  z = z &* 0x9e37_79b9_7f4a_7c15
  return z ^ (z >> 32)
}
