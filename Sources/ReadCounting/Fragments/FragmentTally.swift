/// Running counts of what became of the records.
struct FragmentTally: Sendable {
  var records = 0
  var secondary = 0
  var supplementary = 0
  /// Pairs, or single reads where those are the unit.
  private(set) var units = 0
  /// Units that count.
  private(set) var counted = 0
  private var dropped = [Int](repeating: 0, count: DropReason.allCases.count)
  /// Units that were not dropped before the test for duplicates, and those flagged among them.
  private(set) var examined = 0
  private(set) var flagged = 0
  /// Units by barcode length, 255 standing for all longer ones; of those that pass everything else.
  var barcodeLengths = [Int](repeating: 0, count: 256)

  /// A unit leaves for a reason.
  mutating func drop(_ reason: DropReason, isDuplicate: Bool) {
    units += 1
    dropped[Int(reason.rawValue)] += 1
    if reason >= .duplicate { examine(isDuplicate) }
  }

  /// A unit counts.
  mutating func count(isDuplicate: Bool) {
    units += 1
    counted += 1
    examine(isDuplicate)
  }

  /// Units that were counted leave after all.
  mutating func recant(_ count: Int, for reason: DropReason) {
    counted -= count
    dropped[Int(reason.rawValue)] += count
  }

  /// Units dropped by reason code, without zeros.
  var droppedByCode: [String: Int] {
    var counts: [String: Int] = [:]
    for reason in DropReason.allCases where dropped[Int(reason.rawValue)] > 0 {
      counts[reason.code] = dropped[Int(reason.rawValue)]
    }
    return counts
  }

  private mutating func examine(_ isDuplicate: Bool) {
    examined += 1
    if isDuplicate { flagged += 1 }
  }
}
