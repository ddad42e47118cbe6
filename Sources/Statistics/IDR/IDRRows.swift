import Sharding

/// Pseudo-values of rows as the two numbers that the likelihood needs: for n values z with sum S,
/// S itself and the scatter V = Σ(z − S/n)².
///
/// Rows are kept in the order of their ranks, so that sums do not depend on the order of the input,
/// and in shards of a fixed size, so that they do not depend on the number of threads.
struct IDRRows: Sendable {
  /// A shard's rows, eight to a block; the last block may have empty lanes, which hold zeros.
  struct Shard: Sendable {
    /// Number of rows.
    let count: Int
    /// Ranks by replicate, padded to whole blocks with rank 0.
    let ranks: [[Int32]]
    /// S by block.
    var sums: [IDRLanes] = []
    /// V by block.
    var scatters: [IDRLanes] = []
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
      let width = IDRLanes.scalarCount
      let padding = (width - range.count % width) % width
      let padded = ranks.map { column in
        order[range].map { Int32(column[$0]) } + repeatElement(0, count: padding)
      }
      return Shard(count: range.count, ranks: padded)
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
    let blocks = ranks[0].count / IDRLanes.scalarCount
    var sums = [IDRLanes](repeating: .zero, count: blocks)
    var scatters = sums
    if replicates == 2 {
      pairs(values, &sums, &scatters)
    } else {
      for block in 0..<blocks {
        var sum = IDRLanes.zero
        for column in ranks { sum += lanes(of: values, column, block) }
        let mean = sum / Double(replicates)
        var scatter = IDRLanes.zero
        for column in ranks {
          let distance = lanes(of: values, column, block) - mean
          scatter += distance * distance
        }
        sums[block] = sum
        scatters[block] = scatter
      }
    }
    clearPadding(&sums, &scatters)
    self.sums = sums
    self.scatters = scatters
  }

  private func pairs(
    _ values: [Double], _ sums: inout [IDRLanes], _ scatters: inout [IDRLanes]
  ) {
    let (first, second) = (ranks[0], ranks[1])
    for block in sums.indices {
      let left = lanes(of: values, first, block)
      let right = lanes(of: values, second, block)
      let difference = left - right
      sums[block] = left + right
      scatters[block] = 0.5 * difference * difference
    }
  }

  @inline(__always)
  private func lanes(of values: [Double], _ column: [Int32], _ block: Int) -> IDRLanes {
    let at = IDRLanes.scalarCount * block
    var lanes = IDRLanes.zero
    for lane in lanes.indices { lanes[lane] = values[Int(column[at + lane])] }
    return lanes
  }

  private func clearPadding(_ sums: inout [IDRLanes], _ scatters: inout [IDRLanes]) {
    guard let last = sums.indices.last else { return }
    for lane in sums[last].indices where IDRLanes.scalarCount * last + lane >= count {
      sums[last][lane] = 0
      scatters[last][lane] = 0
    }
  }
}
