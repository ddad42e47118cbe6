import GenomicTypes

/// A mate whose other half has not been seen, and which may still make a fragment.
struct PendingMate: Sendable {
  /// ``MateKey`` hash; 0 is a free slot.
  var key: UInt64 = 0
  var chromosome: Int32 = 0
  var start: Int32 = 0
  var end: Int32 = 0
  var mateStart: Int32 = 0
  var nameStart = 0
  var flags: UInt16 = 0
  var nameLength: UInt8 = 0
  var mappingQuality: UInt8 = 0
  var barcode = ReadBarcode()

  var isReverse: Bool { flags & AlignmentFlag.reverse != 0 }
  var isDuplicate: Bool { flags & AlignmentFlag.duplicate != 0 }
}

/// Mates that wait, in a hash table with open addressing (linear probing, deletion by shifting
/// back). Their names are compared byte for byte.
///
/// Mates that the cursor has passed are thrown out when room is needed, so that sorted input needs
/// memory for the mates around one place only: 72 bytes a slot, at most 5 of 8 slots taken, plus
/// the names.
struct PendingMates: Sendable {
  private var slots = [PendingMate](repeating: PendingMate(), count: 16)
  private(set) var count = 0
  private var names: [UInt8] = []
  /// Bytes of names that are still needed.
  private var namesInUse = 0

  /// Takes out the mate of a record, if it waits here.
  mutating func take(
    _ key: MateKey, _ record: AlignmentRecord, name: ArraySlice<UInt8>
  ) -> PendingMate? {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: key.hash) & mask
    while slots[at].key != 0 {
      if slots[at].key == key.hash, isMate(slots[at], record), hasName(slots[at], name) {
        let mate = slots[at]
        remove(at)
        return mate
      }
      at = (at + 1) & mask
    }
    return nil
  }

  /// Keeps a mate.
  ///
  /// - Parameter cursor: place before which no more records come; mates expected before it are
  ///   dropped when room is needed.
  mutating func insert(
    _ mate: PendingMate, name: ArraySlice<UInt8>, cursor: UInt64, tally: inout FragmentTally
  ) {
    if (count + 1) * 8 > slots.count * 5 || names.count > 2 * namesInUse + (1 << 18) {
      rebuild(cursor: cursor, tally: &tally)
    }
    var mate = mate
    mate.nameStart = names.count
    mate.nameLength = UInt8(name.count)
    names.append(contentsOf: name)
    namesInUse += name.count
    place(mate)
    count += 1
  }

  /// Drops the mates whose other half is due before the cursor.
  mutating func sweep(cursor: UInt64, tally: inout FragmentTally) {
    if count > 0 { rebuild(cursor: cursor, tally: &tally) }
  }

  private func isMate(_ mate: PendingMate, _ record: AlignmentRecord) -> Bool {
    mate.flags >> 6 & 3 != record.readNumber && mate.mateStart == record.start
      && mate.start == record.mateStart && mate.chromosome == record.chromosome
  }

  private func hasName(_ mate: PendingMate, _ name: ArraySlice<UInt8>) -> Bool {
    guard Int(mate.nameLength) == name.count else { return false }
    let start = mate.nameStart
    let kept = names.span.extracting(start..<start + name.count)
    let asked = name.span
    // Without an early exit the comparison takes many bytes at a time; nearly all names are equal.
    var difference: UInt8 = 0
    for index in 0..<min(kept.count, asked.count) { difference |= kept[index] ^ asked[index] }
    return difference == 0
  }

  private mutating func place(_ mate: PendingMate) {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: mate.key) & mask
    while slots[at].key != 0 { at = (at + 1) & mask }
    slots[at] = mate
  }

  /// Frees a slot and moves those after it that would not be found any more.
  private mutating func remove(_ slot: Int) {
    namesInUse -= Int(slots[slot].nameLength)
    count -= 1
    if count == 0 { names.removeAll(keepingCapacity: true) }
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

  private mutating func rebuild(cursor: UInt64, tally: inout FragmentTally) {
    let old = slots
    let oldNames = names
    let kept = old.count { $0.key != 0 && MateKey.place($0.chromosome, $0.mateStart) >= cursor }
    var capacity = 16
    while kept * 3 > capacity { capacity *= 2 }
    slots = Array(repeating: PendingMate(), count: capacity)
    names = []
    for var mate in old where mate.key != 0 {
      if MateKey.place(mate.chromosome, mate.mateStart) >= cursor {
        let start = mate.nameStart
        mate.nameStart = names.count
        names.append(contentsOf: oldNames[start..<start + Int(mate.nameLength)])
        place(mate)
      } else {
        tally.drop(.mateMissing, isDuplicate: mate.isDuplicate)
      }
    }
    count = kept
    namesInUse = names.count
  }
}
