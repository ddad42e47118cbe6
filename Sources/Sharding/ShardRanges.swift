/// Cuts `0..<count` into `shards` contiguous ranges whose lengths differ by at most one.
///
/// Shards beyond `count` are empty, so the number of ranges is always `shards`.
///
/// ```swift
/// shardRanges(count: 10, shards: 4)  // [0..<2, 2..<5, 5..<7, 7..<10]
/// ```
public func shardRanges(count: Int, shards: Int) -> [Range<Int>] {
  precondition(count >= 0 && shards >= 1, "count \(count), shards \(shards)")
  return (0..<shards).map { (count * $0 / shards)..<(count * ($0 + 1) / shards) }
}
