import GenomicTypes

/// A mate that cannot make a fragment; kept so that its pair is counted once, with the reason of the
/// first test that either mate fails. 24 bytes.
struct FailedMate: Sendable {
  /// ``MateKey`` hash; 0 is a free slot.
  var key: UInt64 = 0
  /// A second hash of the name, in place of the name.
  var check: UInt32 = 0
  var mateChromosome: Int32 = 0
  var mateStart: Int32 = 0
  var flags: UInt16 = 0
  var reason = DropReason.mateMissing
  var isPlaced = false

  init() {}

  init(
    _ record: AlignmentRecord, _ key: MateKey, _ reason: DropReason, name: ArraySlice<UInt8>
  ) {
    self.key = key.hash
    check = Self.check(of: name)
    mateChromosome = record.mateChromosome
    mateStart = record.mateStart
    flags = record.flags
    self.reason = reason
    isPlaced = key.isPlaced
  }

  var isReverse: Bool { flags & AlignmentFlag.reverse != 0 }
  var isDuplicate: Bool { flags & AlignmentFlag.duplicate != 0 }

  /// Hash FNV-1a of a name (Fowler, Noll and Vo; RFC 9923).
  static func check(of name: ArraySlice<UInt8>) -> UInt32 {
    name.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}

/// Mates that cannot make a fragment, until their other half comes.
///
/// A hash table with open addressing, as ``PendingMates``; names are known by 96 bits of hash. Mates
/// that the cursor has passed are thrown out when room is needed. At most 5 of 8 slots are taken.
struct FailedMates: Sendable {
  private var slots = [FailedMate](repeating: FailedMate(), count: 16)
  private(set) var count = 0

  /// Takes out the mate of a record, if it is here.
  mutating func take(
    _ key: MateKey, _ record: AlignmentRecord, name: ArraySlice<UInt8>
  ) -> FailedMate? {
    if count == 0 { return nil }
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: key.hash) & mask
    while slots[at].key != 0 {
      if slots[at].key == key.hash, slots[at].flags >> 6 & 3 != record.readNumber,
        slots[at].check == FailedMate.check(of: name),
        !key.isPlaced
          || (slots[at].mateChromosome == record.chromosome && slots[at].mateStart == record.start)
      {
        let mate = slots[at]
        remove(at)
        return mate
      }
      at = (at + 1) & mask
    }
    return nil
  }

  /// Keeps a mate; see ``PendingMates/insert(_:name:cursor:tally:)``.
  mutating func insert(_ mate: FailedMate, cursor: UInt64, tally: inout FragmentTally) {
    if (count + 1) * 8 > slots.count * 5 { sweep(cursor: cursor, tally: &tally) }
    place(mate)
    count += 1
  }

  /// Drops, each with its reason, the mates whose other half is due before the cursor.
  mutating func sweep(cursor: UInt64, tally: inout FragmentTally) {
    if count == 0 { return }
    let old = slots
    let kept = old.count { $0.key != 0 && !Self.isPast($0, cursor) }
    var capacity = 16
    while kept * 3 > capacity { capacity *= 2 }
    slots = Array(repeating: FailedMate(), count: capacity)
    for mate in old where mate.key != 0 {
      if Self.isPast(mate, cursor) {
        tally.drop(mate.reason, isDuplicate: mate.isDuplicate)
      } else {
        place(mate)
      }
    }
    count = kept
  }

  private static func isPast(_ mate: FailedMate, _ cursor: UInt64) -> Bool {
    cursor == .max || mate.isPlaced && MateKey.place(mate.mateChromosome, mate.mateStart) < cursor
  }

  private mutating func place(_ mate: FailedMate) {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: mate.key) & mask
    while slots[at].key != 0 { at = (at + 1) & mask }
    slots[at] = mate
  }

  private mutating func remove(_ slot: Int) {
    count -= 1
    let mask = slots.count - 1
    var (free, at) = (slot, (slot + 1) & mask)
    while slots[at].key != 0 {
      let home = Int(truncatingIfNeeded: slots[at].key) & mask
      if (at - home) & mask >= (at - free) & mask {
        slots[free] = slots[at]
        free = at
      }
      at = (at + 1) & mask
    }
    slots[free].key = 0
  }
}
