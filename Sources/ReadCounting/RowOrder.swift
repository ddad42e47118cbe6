import Sharding

/// Orders rows by a 64-bit key without moving them.
///
/// Rows are first dealt out by the highest bits of their keys, then each part is sorted by itself:
/// a word of the remaining key bits and the row's place in its part goes through a least
/// significant digit radix sort. The result is the same for any number of threads.
///
/// Memory: 4 bytes a row for the result and as much again while it is made, beside 16 bytes a row
/// of the parts that are being sorted.
enum RowOrder {
  /// The rows in ascending order of their keys; equal keys in the order of `isBefore`, then of rows.
  ///
  /// - Parameters:
  ///   - bits: how many of the low bits of a key are used; the others are 0.
  ///   - isBefore: a strict order of two rows with one key; nil keeps them in row order.
  /// - Complexity: O(rows · bits / 8) for keys whose high bits vary.
  static func rows(
    byKeys keys: [UInt64], bits: Int, threads: Int,
    then isBefore: (@Sendable (UInt32, UInt32) -> Bool)? = nil
  ) throws -> [UInt32] {
    precondition(keys.count < Int(UInt32.max) && (0...64).contains(bits), "\(keys.count), \(bits)")
    let partBits = min(bits, max(0, bitWidth(of: keys.count >> 12)), 12)
    let lowBits = bits - partBits
    let (dealt, starts) = deal(keys, shift: UInt64(lowBits), parts: 1 << partBits)
    let parts = try shardedMap(shards: starts.count - 1, threads: threads) { part in
      sorted(dealt[starts[part]..<starts[part + 1]], keys, lowBits: lowBits, then: isBefore)
    }
    if parts.count == 1 { return parts[0] }
    var order: [UInt32] = []
    order.reserveCapacity(keys.count)
    for part in parts { order.append(contentsOf: part) }
    return order
  }

  /// Bits that a number from 0 to `count` needs.
  static func bitWidth(of count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

  /// Rows grouped by the part of their key above `shift`, in row order inside each part.
  private static func deal(
    _ keys: [UInt64], shift: UInt64, parts: Int
  ) -> (rows: [UInt32], starts: [Int]) {
    if parts == 1 { return ((0..<keys.count).map { UInt32($0) }, [0, keys.count]) }
    var starts = [Int](repeating: 0, count: parts + 1)
    for key in keys { starts[Int(key >> shift) + 1] += 1 }
    for part in 0..<parts { starts[part + 1] += starts[part] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: keys.count)
    for row in keys.indices {
      let part = Int(keys[row] >> shift)
      rows[next[part]] = UInt32(truncatingIfNeeded: row)
      next[part] += 1
    }
    return (rows, starts)
  }

  private static func sorted(
    _ rows: ArraySlice<UInt32>, _ keys: [UInt64], lowBits: Int,
    then isBefore: ((UInt32, UInt32) -> Bool)?
  ) -> [UInt32] {
    let placeBits = bitWidth(of: rows.count)
    var order = Array(rows)
    if lowBits + placeBits > 64 {
      order.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    } else {
      let mask = lowBits == 64 ? UInt64.max : (1 << UInt64(lowBits)) - 1
      var words = [UInt64](repeating: 0, count: order.count)
      for place in order.indices {
        words[place] = (keys[Int(order[place])] & mask) << UInt64(placeBits) | UInt64(place)
      }
      var scratch: [UInt64] = []
      radixSort(&words, scratch: &scratch, from: placeBits, to: placeBits + lowBits)
      let places: UInt64 = (1 << UInt64(placeBits)) - 1
      let first = rows.startIndex
      for place in words.indices { order[place] = rows[first + Int(words[place] & places)] }
    }
    if let isBefore { sortRuns(of: &order, keys, isBefore) }
    return order
  }

  private static func sortRuns(
    of order: inout [UInt32], _ keys: [UInt64], _ isBefore: (UInt32, UInt32) -> Bool
  ) {
    var start = 0
    while start < order.count {
      let key = keys[Int(order[start])]
      var end = start + 1
      while end < order.count, keys[Int(order[end])] == key { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { isBefore($0, $1) || (!isBefore($1, $0) && $0 < $1) }
      }
      start = end
    }
  }
}
