import Dispatch
import Synchronization

/// Runs `body` once for every shard index on at most `threads` threads and returns the results
/// in shard order.
///
/// The number of shards must not depend on the number of threads: then the work of a shard, and
/// the order in which a caller reduces the results, are the same on every machine, and so are the
/// bytes. When several shards throw, the error of the lowest shard index is rethrown; the
/// remaining shards are not started.
///
/// ```swift
/// let partialSums = try shardedMap(shards: 4, threads: 2) { shard in shard * 10 }
/// // [0, 10, 20, 30] for any number of threads
/// ```
///
/// - Parameters:
///   - shards: number of work items, ≥ 0.
///   - threads: upper bound on concurrency, ≥ 1. One thread runs the shards in order on the
///     calling thread.
///   - body: receives the shard index in `0..<shards`.
/// - Complexity: one dispatch per thread plus one atomic increment per shard.
public func shardedMap<Result: Sendable>(
  shards: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  precondition(shards >= 0 && threads >= 1, "shards \(shards), threads \(threads)")
  if threads == 1 || shards <= 1 {
    return try (0..<shards).map(body)
  }
  let next = Atomic<Int>(0)
  let collected = Mutex(ShardResults<Result>(count: shards))
  DispatchQueue.concurrentPerform(iterations: min(threads, shards)) { _ in
    while true {
      let shard = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if shard >= shards { return }
      do {
        let result = try body(shard)
        collected.withLock { $0.values[shard] = result }
      } catch {
        collected.withLock { $0.record(error, shard: shard) }
        next.store(shards, ordering: .relaxed)
        return
      }
    }
  }
  return try collected.withLock { try $0.inOrder() }
}

/// Runs `body` once for every shard index on at most `threads` threads, for its effects.
public func shardedForEach(
  shards: Int, threads: Int, _ body: @Sendable (Int) throws -> Void
) throws {
  _ = try shardedMap(shards: shards, threads: threads, body)
}

private struct ShardResults<Value: Sendable>: Sendable {
  var values: [Value?]
  private var firstFailure: (shard: Int, error: any Error)?

  init(count: Int) { values = Array(repeating: nil, count: count) }

  mutating func record(_ error: any Error, shard: Int) {
    if let earlier = firstFailure, earlier.shard <= shard { return }
    firstFailure = (shard, error)
  }

  func inOrder() throws -> [Value] {
    if let firstFailure { throw firstFailure.error }
    return values.compactMap { $0 }
  }
}
