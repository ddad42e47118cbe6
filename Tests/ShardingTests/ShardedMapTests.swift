import Sharding
import Synchronization
import Testing

@Suite struct ShardedMapTests {
  private struct Failure: Error, Equatable { let shard: Int }

  @Test(arguments: [1, 2, 7, 64])
  func resultsComeInShardOrderForAnyNumberOfThreads(threads: Int) throws {
    let squares = try shardedMap(shards: 50, threads: threads) { $0 * $0 }
    #expect(squares == (0..<50).map { $0 * $0 })
  }

  @Test func noShardsGiveNoResults() throws {
    #expect(try shardedMap(shards: 0, threads: 4) { $0 }.isEmpty)
  }

  @Test func everyShardRunsOnce() throws {
    let counts = Mutex([Int](repeating: 0, count: 100))
    try shardedForEach(shards: 100, threads: 8) { shard in counts.withLock { $0[shard] += 1 } }
    #expect(counts.withLock { $0 } == [Int](repeating: 1, count: 100))
  }

  @Test(arguments: [1, 4])
  func anErrorReachesTheCaller(threads: Int) {
    #expect(throws: Failure(shard: 3)) {
      try shardedForEach(shards: 5, threads: threads) { shard in
        if shard == 3 { throw Failure(shard: shard) }
      }
    }
  }
}
