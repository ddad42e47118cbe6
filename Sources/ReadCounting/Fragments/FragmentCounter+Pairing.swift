import GenomicTypes

extension FragmentCounter {
  /// Takes a primary record where both mates make a fragment.
  mutating func pair(
    _ record: AlignmentRecord, _ index: Int, _ batch: AlignmentBatch
  ) throws(FragmentCountingError) {
    let nameStart = Int(record.nameStart)
    let name = batch.names[nameStart..<nameStart + Int(record.nameLength)]
    advance(to: record, name: name)
    let reason = failingTest(record)
    // A record that does not say which read it is has no mate to wait for.
    if record.flags & AlignmentFlag.paired == 0 || !(1...2).contains(record.readNumber) {
      tally.drop(reason ?? .unpaired, isDuplicate: record.isDuplicate)
      return
    }
    let key = MateKey(record)
    if let mate = pending.take(key, record, name: name) {
      noteJoin()
      join(mate, record, reason, index, batch)
    } else if let mate = failed.take(key, record, name: name) {
      noteJoin()
      let own = reason.map { min($0, mate.reason) } ?? mate.reason
      dropPair(own, mate.flags, record)
    } else if key.isPlaced, isMateDueBefore(record) {
      tally.drop(reason ?? .mateMissing, isDuplicate: record.isDuplicate)
    } else if let reason {
      failed.insert(
        FailedMate(record, key, reason, name: name), cursor: cursor, tally: &tally)
    } else {
      wait(record, key, index, batch, name)
      if pending.count > rules.pendingMateLimit { try refuseMoreMates(batch, index) }
    }
  }

  /// Pairs whose other half never came leave.
  mutating func sweepAll() {
    pending.sweep(cursor: .max, tally: &tally)
    failed.sweep(cursor: .max, tally: &tally)
  }

  /// Notes how far the input has come.
  private mutating func advance(to record: AlignmentRecord, name: ArraySlice<UInt8>) {
    switch order {
    case .coordinate: cursor = MateKey.place(record.chromosome, record.start)
    case .groupedByName:
      isFirstOfGroup = !groupName.elementsEqual(name)
      if isFirstOfGroup {
        groupName.replaceSubrange(0..., with: name)
        // What still waits belongs to groups that have ended.
        if areGroupsWhole, max(pending.count, failed.count) >= groupedMateLimit { sweepAll() }
      }
    case .unstated: break
    }
  }

  /// In input grouped by name the first record of a group has no mate before it; if it has, the
  /// header promises what the file does not keep.
  private mutating func noteJoin() {
    if isFirstOfGroup { hasBrokenGroup = true }
  }

  /// Whether mates that wait in input grouped by name have none, as far as one can tell.
  private var areGroupsWhole: Bool { order == .groupedByName && !hasBrokenGroup }

  /// Mates without a partner that are kept in input grouped by name, in case it is not.
  private var groupedMateLimit: Int { min(rules.pendingMateLimit, 1 << 20) }

  /// Whether the mate should have come already.
  private func isMateDueBefore(_ record: AlignmentRecord) -> Bool {
    MateKey.place(record.mateChromosome, record.mateStart) < cursor
  }

  private mutating func wait(
    _ record: AlignmentRecord, _ key: MateKey, _ index: Int, _ batch: AlignmentBatch,
    _ name: ArraySlice<UInt8>
  ) {
    var mate = PendingMate()
    mate.key = key.hash
    mate.chromosome = record.chromosome
    mate.start = record.start
    mate.end = record.end
    mate.mateStart = record.mateStart
    mate.flags = record.flags
    mate.mappingQuality = record.mappingQuality
    if let finder, finder.usesTags { mate.barcode = finder.find(index, in: batch) }
    pending.insert(mate, name: name, cursor: cursor, tally: &tally)
  }

  private mutating func refuseMoreMates(
    _ batch: AlignmentBatch, _ index: Int
  ) throws(FragmentCountingError) {
    if order == .coordinate { pending.sweep(cursor: cursor, tally: &tally) }
    if pending.count > rules.pendingMateLimit {
      throw .tooManyPendingMates(
        source: source, record: batch.firstNumber + index, limit: rules.pendingMateLimit,
        isSorted: order == .coordinate)
    }
  }

  /// Counts or drops a pair whose first mate may make a fragment.
  private mutating func join(
    _ mate: PendingMate, _ record: AlignmentRecord, _ reason: DropReason?, _ index: Int,
    _ batch: AlignmentBatch
  ) {
    if let reason { return dropPair(reason, mate.flags, record) }
    let isDuplicate = mate.isDuplicate || record.isDuplicate
    let forwardStart = record.isReverse ? mate.start : record.start
    let reverseEnd = record.isReverse ? record.end : mate.end
    if mate.isReverse == record.isReverse || forwardStart >= reverseEnd {
      return tally.drop(.notProperPair, isDuplicate: isDuplicate)
    }
    var barcode = ReadBarcode()
    if let finder { barcode = finder.find(index, in: batch).merged(with: mate.barcode) }
    let read1IsReverse = record.readNumber == 1 ? record.isReverse : mate.isReverse
    countFragment(
      chromosome: record.chromosome, min(mate.start, record.start)..<max(mate.end, record.end),
      read1IsReverse: read1IsReverse, isDuplicate: isDuplicate,
      mappingQuality: min(reported(mate.mappingQuality), reported(record.mappingQuality)), barcode)
  }

  /// Drops a pair of which one mate at least fails a test.
  ///
  /// Mates of one strand face each other in neither of them, whatever their flags say of the other.
  private mutating func dropPair(
    _ reason: DropReason, _ mateFlags: UInt16, _ record: AlignmentRecord
  ) {
    let isDuplicate = (mateFlags | record.flags) & AlignmentFlag.duplicate != 0
    let isSameStrand = (mateFlags ^ record.flags) & AlignmentFlag.reverse == 0
    tally.drop(
      isSameStrand && reason > .notProperPair ? .notProperPair : reason, isDuplicate: isDuplicate)
  }
}
