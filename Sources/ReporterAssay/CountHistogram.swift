/// Rows per bin of counts, the bins widening by powers of two: 0, 1, 2–3, 4–7, 8–15, …
///
/// ```swift
/// CountHistogram(of: [0, 0, 1, 3, 2, 9]).bins.map(\.rows)  // [2, 1, 2, 0, 1]
/// ```
public struct CountHistogram: Hashable, Codable, Sendable {
  /// Counts from `first` to `last`, both included.
  public struct Bin: Hashable, Codable, Sendable {
    /// Smallest count of the bin.
    public let first: Int64
    /// Largest count of the bin.
    public let last: Int64
    /// Number of rows.
    public let rows: Int
  }

  /// Every bin from 0 to that of the largest count; empty without rows.
  public let bins: [Bin]

  /// Counts rows.
  ///
  /// - Precondition: no count is negative.
  public init(of counts: some Sequence<Int64>) {
    var rows: [Int] = []
    for count in counts {
      precondition(count >= 0, "count \(count)")
      let bin = Int64.bitWidth - count.leadingZeroBitCount
      while rows.count <= bin { rows.append(0) }
      rows[bin] += 1
    }
    bins = rows.enumerated().map { bin, rows in
      guard bin > 0 else { return Bin(first: 0, last: 0, rows: rows) }
      let first = Int64(1) << Int64(bin - 1)
      return Bin(first: first, last: first + (first - 1), rows: rows)
    }
  }
}
