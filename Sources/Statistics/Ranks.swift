/// The ranks 1…n of the values, equal values sharing the mean of their ranks (mid-ranks).
///
/// −0 and +0 are equal; infinities rank at the ends.
///
/// ```swift
/// midRanks([10, 20, 20, 5])  // [2, 3.5, 3.5, 1]
/// ```
///
/// - Precondition: no value is NaN.
/// - Complexity: O(n) from 2,048 values (radix sort), O(n log n) below.
public func midRanks(_ values: [Double]) -> [Double] {
  let sorted = sortedByKey(values)
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < sorted.count {
    let key = sorted[start].key
    var end = start + 1
    while end < sorted.count, sorted[end].key == key { end += 1 }
    let rank = Double(start + 1 + end) / 2
    for position in start..<end { ranks[Int(sorted[position].row)] = rank }
    start = end
  }
  return ranks
}

/// The rows in ascending order of their values; rows with equal values keep their order.
///
/// ```swift
/// ascendingOrder([10, 20, 20, 5])  // [3, 0, 1, 2]
/// ```
///
/// - Precondition: no value is NaN.
public func ascendingOrder(_ values: [Double]) -> [Int] {
  sortedByKey(values).map { Int($0.row) }
}

private struct KeyedRow {
  var key: UInt64
  var row: UInt32
}

private let radixBits: UInt64 = 11

private func sortedByKey(_ values: [Double]) -> [KeyedRow] {
  var keyed: [KeyedRow] = []
  keyed.reserveCapacity(values.count)
  for (row, value) in values.enumerated() {
    precondition(!value.isNaN, "value \(row) is NaN")
    keyed.append(KeyedRow(key: orderedKey(value), row: UInt32(row)))
  }
  if keyed.count < 2_048 {
    keyed.sort { ($0.key, $0.row) < ($1.key, $1.row) }
  } else {
    radixSort(&keyed)
  }
  return keyed
}

/// Bits whose unsigned order is the order of the numbers.
private func orderedKey(_ value: Double) -> UInt64 {
  let bits = (value + 0.0).bitPattern
  return bits >> 63 == 1 ? ~bits : bits | 1 << 63
}

/// Stable least-significant-digit radix sort; digits on which all keys agree are skipped.
private func radixSort(_ rows: inout [KeyedRow]) {
  let buckets = 1 << Int(radixBits)
  let mask = UInt64(buckets - 1)
  var spare = rows
  var shift: UInt64 = 0
  while shift < 64 {
    var offsets = [Int](repeating: 0, count: buckets)
    for entry in rows { offsets[Int(entry.key >> shift & mask)] += 1 }
    if offsets[Int(rows[0].key >> shift & mask)] < rows.count {
      var total = 0
      for bucket in 0..<buckets {
        let count = offsets[bucket]
        offsets[bucket] = total
        total += count
      }
      for entry in rows {
        let bucket = Int(entry.key >> shift & mask)
        spare[offsets[bucket]] = entry
        offsets[bucket] += 1
      }
      swap(&rows, &spare)
    }
    shift += radixBits
  }
}

/// Σ(t³ − t) over the groups of equal ranks.
func tieTerm(_ ranks: [Double]) -> Double {
  let sorted = ranks.sorted()
  var term = 0.0
  var start = 0
  while start < sorted.count {
    var end = start + 1
    while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
    let size = Double(end - start)
    term += size * (size * size - 1)
    start = end
  }
  return term
}
