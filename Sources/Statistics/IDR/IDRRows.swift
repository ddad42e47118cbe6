import Sharding

/// Pseudo-values of rows as the two numbers that the likelihood needs: for n values z with sum S,
/// S itself and the scatter V = Σ(z − S/n)².
///
/// Rows are kept in the order of their ranks, so that sums do not depend on the order of the input,
/// and in shards of a fixed size, so that they do not depend on the number of threads.
struct IDRRows: Sendable {
  /// A shard's rows.
  struct Shard: Sendable {
    /// Ranks by replicate.
    let ranks: [[Int32]]
    /// S by row.
    var sums: [Double]
    /// V by row.
    var scatters: [Double]
  }

  /// Number of rows.
  let count: Int
  /// Number of replicates.
  let replicates: Int
  /// Row of the input at each place.
  let order: [Int]
  private(set) var shards: [Shard]

  private static let shardSize = 4096

  /// Takes the ranks 0…N−1 of each replicate.
  init(ranks: [[Int]]) {
    count = ranks[0].count
    replicates = ranks.count
    let order = Self.canonicalOrder(ranks)
    self.order = order
    let shardCount = max(1, (count + Self.shardSize - 1) / Self.shardSize)
    shards = (0..<shardCount).map { shard in
      let range = shard * Self.shardSize..<min((shard + 1) * Self.shardSize, order.count)
      let zeros = [Double](repeating: 0, count: range.count)
      return Shard(
        ranks: ranks.map { column in order[range].map { Int32(column[$0]) } }, sums: zeros,
        scatters: zeros)
    }
  }

  /// Rows by the rank of the first replicate, then of the others.
  private static func canonicalOrder(_ ranks: [[Int]]) -> [Int] {
    let first = ranks[0]
    var starts = [Int](repeating: 0, count: first.count + 1)
    for rank in first { starts[rank + 1] += 1 }
    for rank in first.indices { starts[rank + 1] += starts[rank] }
    var order = [Int](repeating: 0, count: first.count)
    var next = starts
    for row in first.indices {
      order[next[first[row]]] = row
      next[first[row]] += 1
    }
    for rank in first.indices where starts[rank + 1] - starts[rank] > 1 {
      order[starts[rank]..<starts[rank + 1]].sort { left, right in
        for column in ranks where column[left] != column[right] {
          return column[left] < column[right]
        }
        return left < right
      }
    }
    return order
  }

  /// Sets S and V from the pseudo-value of each rank.
  mutating func update(_ values: [Double], threads: Int) throws {
    let shards = self.shards
    let replicates = self.replicates
    self.shards = try shardedMap(shards: shards.count, threads: threads) { index in
      var shard = shards[index]
      shard.update(values, replicates: replicates)
      return shard
    }
  }
}

extension IDRRows.Shard {
  fileprivate mutating func update(_ values: [Double], replicates: Int) {
    guard replicates > 2 else { return updatePairs(values) }
    for row in sums.indices {
      var sum = 0.0
      for column in ranks { sum += values[Int(column[row])] }
      let mean = sum / Double(replicates)
      var scatter = 0.0
      for column in ranks {
        let distance = values[Int(column[row])] - mean
        scatter += distance * distance
      }
      sums[row] = sum
      scatters[row] = scatter
    }
  }
}
