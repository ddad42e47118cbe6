import Sharding
import Testing

@Suite struct ShardRangesTests {
  @Test func workedExample() {
    #expect(shardRanges(count: 10, shards: 4) == [0..<2, 2..<5, 5..<7, 7..<10])
  }

  @Test func shardsBeyondTheCountAreEmpty() {
    let ranges = shardRanges(count: 2, shards: 5)
    #expect(ranges.count == 5)
    #expect(ranges.map(\.count).reduce(0, +) == 2)
    #expect(shardRanges(count: 0, shards: 3) == [0..<0, 0..<0, 0..<0])
  }
}
