import GenomicTypes

/// What two records must share to be mates: their name, and where they and their mates are.
///
/// Mates point at each other: each says that the other is where it is. Both then compute the same
/// key, in whatever order they come; records that point elsewhere never meet. Where one of the two is
/// not aligned its place is a matter of taste, and the name alone must do.
struct MateKey {
  /// Whether both mates say that they are aligned.
  let isPlaced: Bool
  /// The hash, never 0.
  let hash: UInt64

  init(_ record: AlignmentRecord) {
    isPlaced =
      record.flags & (AlignmentFlag.unmapped | AlignmentFlag.mateUnmapped) == 0
      && record.chromosome >= 0
    var hash = record.nameHash
    if isPlaced {
      let own = Self.place(record.chromosome, record.start)
      let mate = Self.place(record.mateChromosome, record.mateStart)
      let (low, high) = own < mate ? (own, mate) : (mate, own)
      hash ^= low &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
      hash ^= high &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 32
    }
    self.hash = max(hash, 1)
  }

  /// A place as a number that grows along the file; no chromosome comes last.
  static func place(_ chromosome: Int32, _ start: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: chromosome)) << 32 | UInt64(UInt32(bitPattern: start))
  }
}

extension AlignmentRecord {
  /// 1 or 2; 0 and 3 when the flags do not say which read it is.
  var readNumber: UInt16 { flags >> 6 & 3 }
  var isReverse: Bool { flags & AlignmentFlag.reverse != 0 }
  var isDuplicate: Bool { flags & AlignmentFlag.duplicate != 0 }
}
