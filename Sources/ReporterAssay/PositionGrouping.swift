import GenomicTypes

/// Chromosome, start, end and strand in two words.
struct PositionKey: Equatable {
  /// Chromosome and start.
  let high: UInt64
  /// End and strand.
  let low: UInt64

  /// The key of a placement, nil when it has no interval.
  init?(_ placement: FragmentPlacement?) {
    guard let placement, let interval = placement.interval else { return nil }
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

/// Positions whose rows are sorted by chromosome, in order of appearance, and start. Rows with one
/// chromosome and start may be in any order.
enum SortedPositions {
  enum Finding {
    /// Sorted, every row has a position, no two rows share one.
    case distinct
    /// Sorted, but rows share positions or lack them.
    case repeated
    case unsorted
  }

  /// Rows with one start that are compared one by one; more count as unsorted.
  private static let longestRun = 64

  /// Looks at all rows without taking memory.
  ///
  /// - Complexity: O(rows).
  static func look(at placements: [FragmentPlacement?]) -> Finding {
    var start: UInt64?
    var run: [UInt64] = []
    var isDistinct = true
    for placement in placements {
      guard let key = PositionKey(placement) else {
        isDistinct = false
        continue
      }
      if let start, key.high <= start {
        if key.high < start { return .unsorted }
        if run.contains(key.low) {
          isDistinct = false
        } else {
          run.append(key.low)
          if run.count > longestRun { return .unsorted }
        }
      } else {
        start = key.high
        run.removeAll(keepingCapacity: true)
        run.append(key.low)
      }
    }
    return isDistinct ? .distinct : .repeated
  }

  /// For each row the first row with its position, −1 for a row without one.
  ///
  /// - Precondition: the rows are sorted.
  static func firstRows(of placements: [FragmentPlacement?]) -> [Int32] {
    var first = [Int32](repeating: -1, count: placements.count)
    var start: UInt64?
    var run: [(low: UInt64, row: Int32)] = []
    for row in 0..<placements.count {
      guard let key = PositionKey(placements[row]) else { continue }
      if key.high != start {
        start = key.high
        run.removeAll(keepingCapacity: true)
      }
      if let known = run.first(where: { $0.low == key.low }) {
        first[row] = known.row
      } else {
        run.append((key.low, Int32(row)))
        first[row] = Int32(row)
      }
    }
    return first
  }
}

/// Positions in any order: rows are dealt into buckets of neighbouring places, small enough for a
/// hash table in the processor's cache.
enum UnsortedPositions {
  private static let rowsPerBucket = 2048

  /// For each row the first row with its position, −1 for a row without one.
  ///
  /// - Complexity: O(rows) expected; memory 4 bytes per row beside the result.
  static func firstRows(of placements: [FragmentPlacement?]) -> [Int32] {
    let buckets = Buckets(placements, most: max(1, placements.count / rowsPerBucket))
    var first = [Int32](repeating: -1, count: placements.count)
    var slots: [Int32] = []
    for bucket in 0..<buckets.count {
      let rows = buckets.rows(in: bucket)
      if rows.isEmpty { continue }
      var size = 4
      while size < 2 * rows.count { size *= 2 }
      if slots.count < size { slots = [Int32](repeating: -1, count: size) }
      for slot in 0..<size { slots[slot] = -1 }
      for place in rows {
        let row = buckets.order[place]
        guard let key = PositionKey(placements[Int(row)]) else { continue }
        var slot = Int(truncatingIfNeeded: key.hash) & (size - 1)
        while slots[slot] >= 0, PositionKey(placements[Int(slots[slot])]) != key {
          slot = (slot + 1) & (size - 1)
        }
        if slots[slot] < 0 { slots[slot] = row }
        first[Int(row)] = slots[slot]
      }
    }
    return first
  }

  /// Rows with a position, dealt by chromosome and start, in their order within a bucket.
  private struct Buckets {
    let order: [Int32]
    private let starts: [Int32]

    /// - Parameter most: number of buckets to aim at, over all chromosomes.
    init(_ placements: [FragmentPlacement?], most: Int) {
      var ends: [UInt64] = []
      for placement in placements {
        guard let key = PositionKey(placement) else { continue }
        let chromosome = Int(key.high >> 32)
        while ends.count <= chromosome { ends.append(0) }
        ends[chromosome] = max(ends[chromosome], key.high & 0xffff_ffff)
      }
      var shift: UInt64 = 0
      while ends.reduce(0, { $0 + Int($1 >> shift) + 1 }) > most + ends.count { shift += 1 }
      var firstBuckets = [0]
      for end in ends {
        firstBuckets.append(firstBuckets[firstBuckets.count - 1] + Int(end >> shift) + 1)
      }
      func bucket(of key: PositionKey) -> Int {
        firstBuckets[Int(key.high >> 32)] + Int((key.high & 0xffff_ffff) >> shift)
      }
      var next = [Int32](repeating: 0, count: firstBuckets[firstBuckets.count - 1] + 1)
      for placement in placements {
        if let key = PositionKey(placement) { next[bucket(of: key) + 1] += 1 }
      }
      for index in 1..<next.count { next[index] += next[index - 1] }
      // A bucket's count stands one place behind it, so the sums are where buckets start.
      starts = next
      var order = [Int32](repeating: 0, count: Int(next[next.count - 1]))
      for row in 0..<placements.count {
        guard let key = PositionKey(placements[row]) else { continue }
        let place = bucket(of: key)
        order[Int(next[place])] = Int32(row)
        next[place] += 1
      }
      self.order = order
    }

    var count: Int { starts.count - 1 }

    func rows(in bucket: Int) -> Range<Int> { Int(starts[bucket])..<Int(starts[bucket + 1]) }
  }
}
