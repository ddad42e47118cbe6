import CKernels

extension SHA256 {
  /// Feeds whole 64-byte blocks to the compression function.
  ///
  /// The 64 rounds are written out so that the eight working words and the sixteen words of the
  /// message schedule stay in registers and every round constant is an immediate; the words change
  /// roles from round to round instead of moving.
  mutating func compressPortably(_ blocks: borrowing Span<UInt8>) {
    precondition(blocks.count % 64 == 0, "\(blocks.count) bytes are not whole blocks")
    var block = 0
    while block < blocks.count {
      var w0 = bigEndianWord(blocks, block + 0)
      var w1 = bigEndianWord(blocks, block + 4)
      var w2 = bigEndianWord(blocks, block + 8)
      var w3 = bigEndianWord(blocks, block + 12)
      var w4 = bigEndianWord(blocks, block + 16)
      var w5 = bigEndianWord(blocks, block + 20)
      var w6 = bigEndianWord(blocks, block + 24)
      var w7 = bigEndianWord(blocks, block + 28)
      var w8 = bigEndianWord(blocks, block + 32)
      var w9 = bigEndianWord(blocks, block + 36)
      var w10 = bigEndianWord(blocks, block + 40)
      var w11 = bigEndianWord(blocks, block + 44)
      var w12 = bigEndianWord(blocks, block + 48)
      var w13 = bigEndianWord(blocks, block + 52)
      var w14 = bigEndianWord(blocks, block + 56)
      var w15 = bigEndianWord(blocks, block + 60)
      var a = state[0]
      var b = state[1]
      var c = state[2]
      var d = state[3]
      var e = state[4]
      var f = state[5]
      var g = state[6]
      var h = state[7]
      firstRound(a, b, c, &d, e, f, g, &h, 0x428a_2f98, w0)
      firstRound(h, a, b, &c, d, e, f, &g, 0x7137_4491, w1)
      firstRound(g, h, a, &b, c, d, e, &f, 0xb5c0_fbcf, w2)
      firstRound(f, g, h, &a, b, c, d, &e, 0xe9b5_dba5, w3)
      firstRound(e, f, g, &h, a, b, c, &d, 0x3956_c25b, w4)
      firstRound(d, e, f, &g, h, a, b, &c, 0x59f1_11f1, w5)
      firstRound(c, d, e, &f, g, h, a, &b, 0x923f_82a4, w6)
      firstRound(b, c, d, &e, f, g, h, &a, 0xab1c_5ed5, w7)
      firstRound(a, b, c, &d, e, f, g, &h, 0xd807_aa98, w8)
      firstRound(h, a, b, &c, d, e, f, &g, 0x1283_5b01, w9)
      firstRound(g, h, a, &b, c, d, e, &f, 0x2431_85be, w10)
      firstRound(f, g, h, &a, b, c, d, &e, 0x550c_7dc3, w11)
      firstRound(e, f, g, &h, a, b, c, &d, 0x72be_5d74, w12)
      firstRound(d, e, f, &g, h, a, b, &c, 0x80de_b1fe, w13)
      firstRound(c, d, e, &f, g, h, a, &b, 0x9bdc_06a7, w14)
      firstRound(b, c, d, &e, f, g, h, &a, 0xc19b_f174, w15)
      round(a, b, c, &d, e, f, g, &h, 0xe49b_69c1, &w0, w1, w9, w14)
      round(h, a, b, &c, d, e, f, &g, 0xefbe_4786, &w1, w2, w10, w15)
      round(g, h, a, &b, c, d, e, &f, 0x0fc1_9dc6, &w2, w3, w11, w0)
      round(f, g, h, &a, b, c, d, &e, 0x240c_a1cc, &w3, w4, w12, w1)
      round(e, f, g, &h, a, b, c, &d, 0x2de9_2c6f, &w4, w5, w13, w2)
      round(d, e, f, &g, h, a, b, &c, 0x4a74_84aa, &w5, w6, w14, w3)
      round(c, d, e, &f, g, h, a, &b, 0x5cb0_a9dc, &w6, w7, w15, w4)
      round(b, c, d, &e, f, g, h, &a, 0x76f9_88da, &w7, w8, w0, w5)
      round(a, b, c, &d, e, f, g, &h, 0x983e_5152, &w8, w9, w1, w6)
      round(h, a, b, &c, d, e, f, &g, 0xa831_c66d, &w9, w10, w2, w7)
      round(g, h, a, &b, c, d, e, &f, 0xb003_27c8, &w10, w11, w3, w8)
      round(f, g, h, &a, b, c, d, &e, 0xbf59_7fc7, &w11, w12, w4, w9)
      round(e, f, g, &h, a, b, c, &d, 0xc6e0_0bf3, &w12, w13, w5, w10)
      round(d, e, f, &g, h, a, b, &c, 0xd5a7_9147, &w13, w14, w6, w11)
      round(c, d, e, &f, g, h, a, &b, 0x06ca_6351, &w14, w15, w7, w12)
      round(b, c, d, &e, f, g, h, &a, 0x1429_2967, &w15, w0, w8, w13)
      round(a, b, c, &d, e, f, g, &h, 0x27b7_0a85, &w0, w1, w9, w14)
      round(h, a, b, &c, d, e, f, &g, 0x2e1b_2138, &w1, w2, w10, w15)
      round(g, h, a, &b, c, d, e, &f, 0x4d2c_6dfc, &w2, w3, w11, w0)
      round(f, g, h, &a, b, c, d, &e, 0x5338_0d13, &w3, w4, w12, w1)
      round(e, f, g, &h, a, b, c, &d, 0x650a_7354, &w4, w5, w13, w2)
      round(d, e, f, &g, h, a, b, &c, 0x766a_0abb, &w5, w6, w14, w3)
      round(c, d, e, &f, g, h, a, &b, 0x81c2_c92e, &w6, w7, w15, w4)
      round(b, c, d, &e, f, g, h, &a, 0x9272_2c85, &w7, w8, w0, w5)
      round(a, b, c, &d, e, f, g, &h, 0xa2bf_e8a1, &w8, w9, w1, w6)
      round(h, a, b, &c, d, e, f, &g, 0xa81a_664b, &w9, w10, w2, w7)
      round(g, h, a, &b, c, d, e, &f, 0xc24b_8b70, &w10, w11, w3, w8)
      round(f, g, h, &a, b, c, d, &e, 0xc76c_51a3, &w11, w12, w4, w9)
      round(e, f, g, &h, a, b, c, &d, 0xd192_e819, &w12, w13, w5, w10)
      round(d, e, f, &g, h, a, b, &c, 0xd699_0624, &w13, w14, w6, w11)
      round(c, d, e, &f, g, h, a, &b, 0xf40e_3585, &w14, w15, w7, w12)
      round(b, c, d, &e, f, g, h, &a, 0x106a_a070, &w15, w0, w8, w13)
      round(a, b, c, &d, e, f, g, &h, 0x19a4_c116, &w0, w1, w9, w14)
      round(h, a, b, &c, d, e, f, &g, 0x1e37_6c08, &w1, w2, w10, w15)
      round(g, h, a, &b, c, d, e, &f, 0x2748_774c, &w2, w3, w11, w0)
      round(f, g, h, &a, b, c, d, &e, 0x34b0_bcb5, &w3, w4, w12, w1)
      round(e, f, g, &h, a, b, c, &d, 0x391c_0cb3, &w4, w5, w13, w2)
      round(d, e, f, &g, h, a, b, &c, 0x4ed8_aa4a, &w5, w6, w14, w3)
      round(c, d, e, &f, g, h, a, &b, 0x5b9c_ca4f, &w6, w7, w15, w4)
      round(b, c, d, &e, f, g, h, &a, 0x682e_6ff3, &w7, w8, w0, w5)
      round(a, b, c, &d, e, f, g, &h, 0x748f_82ee, &w8, w9, w1, w6)
      round(h, a, b, &c, d, e, f, &g, 0x78a5_636f, &w9, w10, w2, w7)
      round(g, h, a, &b, c, d, e, &f, 0x84c8_7814, &w10, w11, w3, w8)
      round(f, g, h, &a, b, c, d, &e, 0x8cc7_0208, &w11, w12, w4, w9)
      round(e, f, g, &h, a, b, c, &d, 0x90be_fffa, &w12, w13, w5, w10)
      round(d, e, f, &g, h, a, b, &c, 0xa450_6ceb, &w13, w14, w6, w11)
      round(c, d, e, &f, g, h, a, &b, 0xbef9_a3f7, &w14, w15, w7, w12)
      round(b, c, d, &e, f, g, h, &a, 0xc671_78f2, &w15, w0, w8, w13)
      state[0] &+= a
      state[1] &+= b
      state[2] &+= c
      state[3] &+= d
      state[4] &+= e
      state[5] &+= f
      state[6] &+= g
      state[7] &+= h
      block += 64
    }
  }
}

extension SHA256 {
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
    0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
    0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
    0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
    0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// Feeds whole 64-byte blocks to the processor's instructions.
  mutating func compressWithInstructions(_ blocks: borrowing Span<UInt8>) {
    precondition(blocks.count % 64 == 0, "\(blocks.count) bytes are not whole blocks")
    var words = state.indices.map { state[$0] }
    let count = blocks.count / 64
    // Unsafe: the kernel reads `count` blocks of 64 bytes and 64 constants, and writes eight words.
    unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe blocks.withUnsafeBufferPointer { bytes in
        unsafe Self.constants.withUnsafeBufferPointer { constants in
          unsafe ck_sha256(words.baseAddress, bytes.baseAddress, count, constants.baseAddress)
        }
      }
    }
    for index in state.indices { state[index] = words[index] }
  }
}

@inline(__always)
private func bigEndianWord(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt32 {
  UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
    | UInt32(bytes[at + 3])
}

@inline(__always)
private func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 {
  word &>> by | word &<< (32 &- by)
}

/// One of rounds 0 to 15: the schedule word is a word of the message.
@inline(__always)
private func firstRound(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
  _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
  _ constant: UInt32, _ word: UInt32
) {
  let choice = g ^ (e & (f ^ g))
  let majority = (a & b) | (c & (a | b))
  let sum =
    h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ constant &+ word
  d = d &+ sum
  h = sum &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
}

/// One of rounds 16 to 63: the schedule word is made from those 16, 15, 7 and 2 rounds earlier.
@inline(__always)
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
  _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
  _ constant: UInt32, _ word: inout UInt32, _ back15: UInt32, _ back7: UInt32, _ back2: UInt32
) {
  let low = rotated(back15, 7) ^ rotated(back15, 18) ^ (back15 &>> 3)
  let high = rotated(back2, 17) ^ rotated(back2, 19) ^ (back2 &>> 10)
  word = word &+ low &+ back7 &+ high
  firstRound(a, b, c, &d, e, f, g, &h, constant, word)
}
