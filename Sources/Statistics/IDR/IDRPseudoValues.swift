import Glibc
import Sharding

/// Pseudo-values z = G⁻¹(u) at u = (r + 1)/(N + 1) for every rank r = 0 … N − 1.
///
/// G⁻¹ ∘ Φ is smooth, so the equation is solved at the ends of at most 512 cells of equal width in
/// Φ⁻¹(u), started from the solution for the previous model; inside a cell the quintic polynomial
/// with the values and the first two derivatives of both ends takes over. Every cell is tested in
/// its middle, where the polynomial is worst: when it misses there by more than 1e-12 all ranks of
/// the cell are solved one by one. Up to 512 ranks, every rank is.
struct IDRPseudoValues: Sendable {
  /// Pseudo-value of each rank.
  private(set) var values: [Double] = []
  private let count: Int
  private let levels: [Double]
  private let nodes: [Double]
  private let cells: [Range<Int>]
  private var nodeValues: [Double]

  private static let tolerance = 1e-12
  private static let shards = 16

  /// Prepares N ranks for ``update(_:threads:)``.
  init(count: Int) {
    self.count = count
    levels = Self.normalScores(count)
    let width = count < 16_384 ? 256 : 512
    if count <= 512 {
      nodes = levels
      cells = []
    } else {
      let (low, high) = (levels[0], levels[count - 1])
      nodes = (0...width).map { low + (high - low) * Double($0) / Double(width) }
      var cells: [Range<Int>] = []
      var start = 0
      for cell in 0..<width {
        var end = start
        while end < count, cell == width - 1 || levels[end] < nodes[cell + 1] { end += 1 }
        cells.append(start..<end)
        start = end
      }
      self.cells = cells
    }
    nodeValues = nodes
  }

  /// Φ⁻¹((r + 1)/(N + 1)), symmetrical to the last bit.
  private static func normalScores(_ count: Int) -> [Double] {
    var scores = [Double](repeating: 0, count: count)
    for rank in 0..<(count / 2) {
      let score = StandardNormal.quantile(Double(rank + 1) / Double(count + 1))
      scores[rank] = score
      scores[count - 1 - rank] = -score
    }
    return scores
  }

  /// Solves for a model and returns, for each rank, how far its pseudo-value moved; nothing the
  /// first time.
  ///
  /// - Complexity: O(N), with at most 512 + (ranks in cells that fail) solutions.
  mutating func update(_ model: IDRModel, threads: Int) throws -> [Double] {
    let marginal = IDRMarginal(model)
    let before = values
    if cells.isEmpty {
      values = levels.indices.map { rank in
        marginal.solve(level(ofRank: rank), from: nodeValues[rank]).z
      }
      nodeValues = values
    } else {
      let places = nodes.indices.map { node in
        marginal.solve(Self.level(atQuantile: nodes[node]), from: nodeValues[node])
      }
      nodeValues = places.map(\.z)
      let table = IDRCellTable(places, nodes: nodes)
      let ranges = shardRanges(count: cells.count, shards: Self.shards)
      let parts = try shardedMap(shards: Self.shards, threads: threads) { [self] shard in
        interpolated(ranges[shard], table, marginal)
      }
      values.removeAll(keepingCapacity: true)
      values.reserveCapacity(count)
      for part in parts { values.append(contentsOf: part) }
    }
    return before.isEmpty ? [] : zip(values, before).map { abs($0 - $1) }
  }

  /// The logarithm of the density of the pseudo-value of each rank.
  ///
  /// - Complexity: O(N).
  func logDensities(_ model: IDRModel) -> [Double] {
    let marginal = IDRMarginal(model)
    return values.map(marginal.logDensity)
  }

  private func interpolated(
    _ range: Range<Int>, _ table: IDRCellTable, _ marginal: IDRMarginal
  ) -> [Double] {
    guard let first = cells[range].first, let last = cells[range].last else { return [] }
    let offset = first.lowerBound
    var values = [Double](repeating: 0, count: last.upperBound - offset)
    for cell in range where !cells[cell].isEmpty {
      let polynomial = table.polynomial(cell)
      let middle = polynomial.value(0.5)
      let middleLevel = Self.level(
        atQuantile: nodes[cell] + 0.5 * (nodes[cell + 1] - nodes[cell]))
      let (excess, place) = marginal.excess(middle, over: middleLevel)
      let isGood = abs(excess) <= Self.tolerance * place.density * max(1, abs(middle))
      let (start, scale) = (nodes[cell], 1 / (nodes[cell + 1] - nodes[cell]))
      polynomial.write(
        at: levels, cells[cell], start: start, scale: scale, to: &values,
        from: cells[cell].lowerBound - offset)
      for rank in cells[cell] where !isGood {
        values[rank - offset] =
          marginal.solve(level(ofRank: rank), from: values[rank - offset]).z
      }
    }
    return values
  }

  private func level(ofRank rank: Int) -> IDRMarginal.Level {
    IDRMarginal.Level(
      quantile: levels[rank], below: Double(rank + 1) / Double(count + 1),
      above: Double(count - rank) / Double(count + 1))
  }

  private static func level(atQuantile quantile: Double) -> IDRMarginal.Level {
    IDRMarginal.Level(
      quantile: quantile, below: StandardNormal.cumulative(quantile),
      above: StandardNormal.upperTail(quantile))
  }
}
