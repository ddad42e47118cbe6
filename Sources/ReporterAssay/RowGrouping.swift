import GenomicTypes

/// Rows of a table sorted into groups of equal keys.
///
/// Groups are numbered by first appearance, so the numbering depends on the order of the rows only.
struct RowGrouping {
  /// Group of each row; `noGroup` for a row without the key.
  private(set) var groupOfRow: [Int32]
  /// First row of each group, ascending.
  private(set) var firstRows: [Int] = []

  /// Marks a row without the key.
  static let noGroup: Int32 = -1

  /// Number of groups.
  var count: Int { firstRows.count }

  /// Groups the rows of `table`.
  ///
  /// - Complexity: O(rows) expected; memory about 30 bytes per group for positions.
  init(of table: FragmentTable, by key: MergeKey) throws(ReporterAssayError) {
    precondition(table.rowCount < Int(Int32.max), "\(table.rowCount) rows")
    groupOfRow = Array(repeating: Self.noGroup, count: table.rowCount)
    switch key {
    case .position:
      groupByPosition(table.placements)
    case .name:
      guard let names = table.names else { throw .mergeKeyUnavailable(.name) }
      groupByValue(count: names.count) { names[$0].isEmpty ? nil : names[$0] }
    case .sequence:
      guard let sequences = table.sequences else { throw .mergeKeyUnavailable(.sequence) }
      groupByValue(count: sequences.count) { row in
        sequences.length(at: row) == 0 ? nil : sequences.codes(at: row)
      }
    }
    if count == 0, table.rowCount > 0 { throw .mergeKeyUnavailable(key) }
  }

  private mutating func groupByValue<Value: Hashable>(count: Int, _ value: (Int) -> Value?) {
    var groups: [Value: Int32] = [:]
    for row in 0..<count {
      guard let value = value(row) else { continue }
      if let group = groups[value] {
        groupOfRow[row] = group
      } else {
        groups[value] = Int32(firstRows.count)
        groupOfRow[row] = Int32(firstRows.count)
        firstRows.append(row)
      }
    }
  }

  /// Open addressing with linear probing; a slot holds a group number, its key lies in two words.
  private mutating func groupByPosition(_ placements: [FragmentPlacement?]) {
    var slots = [Int32](repeating: Self.noGroup, count: 1024)
    var mask = slots.count - 1
    var keys: [PositionKey] = []
    for row in 0..<placements.count {
      guard let placement = placements[row], let key = PositionKey(placement) else { continue }
      var slot = Int(truncatingIfNeeded: key.hash) & mask
      while slots[slot] != Self.noGroup, keys[Int(slots[slot])] != key {
        slot = (slot + 1) & mask
      }
      if slots[slot] != Self.noGroup {
        groupOfRow[row] = slots[slot]
        continue
      }
      slots[slot] = Int32(keys.count)
      groupOfRow[row] = Int32(keys.count)
      keys.append(key)
      firstRows.append(row)
      if keys.count * 2 > slots.count {
        slots = Self.rebuiltSlots(for: keys, size: slots.count * 4)
        mask = slots.count - 1
      }
    }
  }

  private static func rebuiltSlots(for keys: [PositionKey], size: Int) -> [Int32] {
    var slots = [Int32](repeating: noGroup, count: size)
    let mask = size - 1
    for group in 0..<keys.count {
      var slot = Int(truncatingIfNeeded: keys[group].hash) & mask
      while slots[slot] != noGroup { slot = (slot + 1) & mask }
      slots[slot] = Int32(group)
    }
    return slots
  }
}

/// Chromosome, start, end and strand in two words.
private struct PositionKey: Equatable {
  let high: UInt64
  let low: UInt64

  init?(_ placement: FragmentPlacement) {
    guard let interval = placement.interval else { return nil }
    high =
      UInt64(UInt32(bitPattern: placement.chromosome)) << 32
      | UInt64(UInt32(bitPattern: interval.lowerBound))
    low = UInt64(UInt32(bitPattern: interval.upperBound)) << 8 | UInt64(placement.strand.rawValue)
  }

  /// The SplitMix64 finalizer of both words (doi 10.1145/2714064.2660195).
  var hash: UInt64 {
    var z = high &* 0x9e37_79b9_7f4a_7c15 ^ low
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
