import Sharding

/// Resamples whole blocks of rows with replacement (Künsch 1989, doi 10.1214/aos/1176347265).
///
/// Overlapping fragments are not independent, so rows are never drawn one by one: a draw takes as
/// many blocks as there are, with replacement, and keeps every row of a drawn block. Statistics
/// come from per-block sums (``PairedMoments``), so a draw costs blocks × pairs, not rows.
/// Spearman correlations use the ranks of all rows computed once, not re-ranked in every draw: the
/// spread of the draws is that of the rank covariance. Draw d depends on the seed and on d only, so
/// models, metrics and thread counts all see the same draws.
///
/// ```swift
/// let bootstrap = BlockBootstrap(blockOfRow: [0, 0, 1, 1, 2], draws: 1000, seed: Seed(1))
/// let correlations = try bootstrap.statistics(
///   of: [ColumnPair(x: predicted, y: observed)], threads: 2) { moments in
///     [moments[0].correlation]
///   }
/// percentileInterval(of: correlations[0])
/// ```
public struct BlockBootstrap: Sendable {
  /// Dense block number of each row, 0..<blockCount in ascending order of the labels given.
  public let blockOfRow: [Int]
  /// Number of blocks.
  public let blockCount: Int
  /// Number of draws.
  public let draws: Int
  private let seed: Seed

  /// Shards the draws are cut into, whatever the number of threads.
  private static let shards = 64

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - blockOfRow: a label per row; rows with equal labels form one block.
  ///   - draws: number of draws, ≥ 0.
  ///   - seed: keys every draw.
  public init(blockOfRow labels: [Int], draws: Int, seed: Seed) {
    precondition(draws >= 0, "draws \(draws)")
    let distinct = Set(labels).sorted()
    var number: [Int: Int] = [:]
    for (index, label) in distinct.enumerated() { number[label] = index }
    blockOfRow = labels.map { number[$0, default: 0] }
    blockCount = distinct.count
    self.draws = draws
    self.seed = seed
  }

  /// How often each block is drawn in one draw; the numbers add up to `blockCount`.
  public func multiplicities(draw: Int) -> [Int] {
    var times = [Int](repeating: 0, count: blockCount)
    var generator = SeededGenerator(seed.derived("block-bootstrap", draw))
    for _ in 0..<blockCount { times[generator.index(below: blockCount)] += 1 }
    return times
  }

  /// Statistics of every draw, (statistics, draws): entry [s][d] is statistic s of draw d.
  ///
  /// - Parameters:
  ///   - pairs: the columns, each with one value per row.
  ///   - threads: upper bound on concurrency; the result does not depend on it.
  ///   - statistics: receives the resampled moments in the order of `pairs` and returns the same
  ///     number of statistics for every draw.
  /// - Complexity: O(rows · pairs + draws · blocks · pairs).
  public func statistics(
    of pairs: [ColumnPair], threads: Int,
    _ statistics: @escaping @Sendable ([PairedMoments]) -> [Double?]
  ) throws -> [[Double?]] {
    precondition(pairs.allSatisfy { $0.x.count == blockOfRow.count }, "rows of the pairs")
    let frames = pairs.map { PairFrame($0) }
    let sums = try blockSums(of: pairs, frames: frames, threads: threads)
    let ranges = shardRanges(count: draws, shards: Self.shards)
    let perShard = try shardedMap(shards: Self.shards, threads: threads) { shard in
      ranges[shard].map { draw in
        let totals = weightedSums(sums, pairs: pairs.count, times: multiplicities(draw: draw))
        return statistics(zip(totals, frames).map { PairedMoments(sums: $0, frame: $1) })
      }
    }
    return transposed(perShard.flatMap { $0 })
  }

  /// Sums per block and pair, the pairs of a block side by side.
  private func blockSums(
    of pairs: [ColumnPair], frames: [PairFrame], threads: Int
  ) throws -> [SIMD8<Double>] {
    let perPair = try shardedMap(shards: pairs.count, threads: threads) { index in
      let pair = pairs[index]
      let frame = frames[index]
      var sums = [SIMD8<Double>](repeating: .zero, count: blockCount)
      for row in 0..<blockOfRow.count {
        if let used = pair.isUsed, !used[row] { continue }
        sums[blockOfRow[row]] += frame.contribution(pair.x[row], pair.y[row])
      }
      return sums
    }
    var sums: [SIMD8<Double>] = []
    sums.reserveCapacity(blockCount * pairs.count)
    for block in 0..<blockCount {
      for index in pairs.indices { sums.append(perPair[index][block]) }
    }
    return sums
  }

  private func weightedSums(
    _ sums: [SIMD8<Double>], pairs: Int, times: [Int]
  ) -> [SIMD8<Double>] {
    var totals = [SIMD8<Double>](repeating: .zero, count: pairs)
    for block in 0..<blockCount where times[block] > 0 {
      let weight = SIMD8<Double>(repeating: Double(times[block]))
      let start = block * pairs
      for pair in 0..<pairs { totals[pair] += sums[start + pair] * weight }
    }
    return totals
  }

  private func transposed(_ rows: [[Double?]]) -> [[Double?]] {
    guard let first = rows.first else { return [] }
    precondition(rows.allSatisfy { $0.count == first.count }, "statistics per draw differ")
    return first.indices.map { column in rows.map { $0[column] } }
  }
}
