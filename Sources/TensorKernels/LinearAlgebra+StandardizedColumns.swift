import Sharding

/// Selected rows and columns of a column-major Float table, seen as (x − mean) / scale in Double.
///
/// The standardised matrix is never stored: panels of it are made where they are needed. Row
/// factors multiply its rows; with the square roots of weights, XᵀX becomes XᵀWX.
///
/// ```swift
/// let view = StandardizedColumns(
///   values: [1, 3, 10, 30], rowCount: 2, rows: [0, 1], columns: [0, 1], means: [2, 20],
///   scales: [1, 10])
/// try view.gram(threads: 1)  // [2, 2, 2, 2]: both columns are (−1, 1)
/// ```
public struct StandardizedColumns: Sendable {
  /// The table, column-major: column c of row r at `c * rowCount + r`.
  public let values: [Float]
  /// Rows of the whole table.
  public let rowCount: Int
  /// Rows in view, in this order.
  public let rows: [Int]
  /// Columns in view, in this order.
  public let columns: [Int]
  /// What is subtracted, one per column in view.
  public let means: [Double]
  /// What is divided by, one per column in view, not zero.
  public let scales: [Double]
  /// What the standardised rows are multiplied by, one per row in view; nil for 1.
  public let rowFactors: [Double]?

  private static let panelRows = 256
  private static let blockColumns = 512
  private static let productRows = 1024

  /// Makes the view.
  ///
  /// - Precondition: one mean and one non-zero scale per column in view; one factor per row in view.
  public init(
    values: [Float], rowCount: Int, rows: [Int], columns: [Int], means: [Double],
    scales: [Double], rowFactors: [Double]? = nil
  ) {
    precondition(means.count == columns.count && scales.count == columns.count)
    precondition(!scales.contains(0), "a scale is zero")
    precondition(
      rowFactors.map { $0.count == rows.count } ?? true,
      "\(rowFactors?.count ?? 0) factors for \(rows.count) rows")
    self.values = values
    self.rowCount = rowCount
    self.rows = rows
    self.columns = columns
    self.means = means
    self.scales = scales
    self.rowFactors = rowFactors
  }

  /// XᵀX, (columns, columns), column-major and exactly symmetric.
  ///
  /// Tiles of 512 × 512 columns are the shards; each sums its panels of 256 rows in order.
  ///
  /// - Complexity: rows · columns² multiplications.
  public func gram(threads: Int) throws -> [Double] {
    BLAS.prepare()
    let size = columns.count
    let blocks = blockRanges()
    let tiles = blocks.indices.flatMap { left in (0...left).map { (left, $0) } }
    let results = try shardedMap(shards: tiles.count, threads: threads) { shard in
      transposedProduct(blocks[tiles[shard].0], blocks[tiles[shard].1])
    }
    var gram = [Double](repeating: 0, count: size * size)
    for (tile, result) in zip(tiles, results) {
      let (rowBlock, columnBlock) = (blocks[tile.0], blocks[tile.1])
      for column in columnBlock {
        let start = (column - columnBlock.lowerBound) * rowBlock.count
        for row in rowBlock where row >= column {
          let value = result[start + row - rowBlock.lowerBound]
          gram[column * size + row] = value
          gram[row * size + column] = value
        }
      }
    }
    return gram
  }

  /// XᵀY, (columns, targets), column-major.
  ///
  /// - Parameter targets: one array per target, each with one value per row in view.
  public func crossProducts(with targets: [[Double]], threads: Int) throws -> [Double] {
    precondition(targets.allSatisfy { $0.count == rows.count })
    BLAS.prepare()
    let blocks = blockRanges()
    let results = try shardedMap(shards: blocks.count, threads: threads) { shard in
      crossProducts(blocks[shard], with: targets)
    }
    var products = [Double](repeating: 0, count: columns.count * targets.count)
    for (block, result) in zip(blocks, results) {
      for target in targets.indices {
        for column in block {
          products[target * columns.count + column] =
            result[target * block.count + column - block.lowerBound]
        }
      }
    }
    return products
  }

  /// X·W, one array per column of `weights`, each with one value per row in view.
  ///
  /// - Parameter weights: W, (columns, any number), column-major.
  public func products(with weights: [Double], threads: Int) throws -> [[Double]] {
    if columns.isEmpty { return [] }
    precondition(weights.count % columns.count == 0)
    BLAS.prepare()
    let count = weights.count / columns.count
    let panels = panelRanges(of: rows.count, length: Self.productRows)
    let results = try shardedMap(shards: panels.count, threads: threads) { shard in
      products(rows: panels[shard], with: weights, count: count)
    }
    return (0..<count).map { target in
      var values: [Double] = []
      values.reserveCapacity(rows.count)
      for (panel, result) in zip(panels, results) {
        values += result[(target * panel.count)..<((target + 1) * panel.count)]
      }
      return values
    }
  }

  private func blockRanges() -> [Range<Int>] {
    panelRanges(of: columns.count, length: Self.blockColumns)
  }

  private func panelRanges(of count: Int, length: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
  }

  private func transposedProduct(_ left: Range<Int>, _ right: Range<Int>) -> [Double] {
    var product = [Double](repeating: 0, count: left.count * right.count)
    var leftPanel = [Double](repeating: 0, count: Self.panelRows * left.count)
    var rightPanel =
      left == right ? [] : [Double](repeating: 0, count: Self.panelRows * right.count)
    for panel in panelRanges(of: rows.count, length: Self.panelRows) {
      fill(&leftPanel, rows: panel, columns: left)
      if left != right { fill(&rightPanel, rows: panel, columns: right) }
      LinearAlgebra.accumulateTransposedProduct(
        rows: panel.count, left: leftPanel, leftColumns: left.count,
        right: left == right ? leftPanel : rightPanel, rightColumns: right.count, into: &product)
    }
    return product
  }

  private func crossProducts(_ block: Range<Int>, with targets: [[Double]]) -> [Double] {
    var product = [Double](repeating: 0, count: block.count * targets.count)
    var panelValues = [Double](repeating: 0, count: Self.panelRows * block.count)
    for panel in panelRanges(of: rows.count, length: Self.panelRows) {
      fill(&panelValues, rows: panel, columns: block)
      LinearAlgebra.accumulateTransposedProduct(
        rows: panel.count, left: panelValues, leftColumns: block.count,
        right: targets.flatMap { $0[panel] }, rightColumns: targets.count, into: &product)
    }
    return product
  }

  private func products(rows panel: Range<Int>, with weights: [Double], count: Int) -> [Double] {
    var product = [Double](repeating: 0, count: panel.count * count)
    var panelValues = [Double](repeating: 0, count: panel.count * Self.blockColumns)
    for block in blockRanges() {
      fill(&panelValues, rows: panel, columns: block)
      LinearAlgebra.accumulateProduct(
        rows: panel.count, left: panelValues, inner: block.count, right: weights,
        rightOffset: block.lowerBound, rightStride: columns.count, rightColumns: count,
        into: &product)
    }
    return product
  }

  /// Writes the standardised and multiplied values of a panel, column-major with `rows.count` rows.
  private func fill(_ panel: inout [Double], rows range: Range<Int>, columns block: Range<Int>) {
    var position = 0
    for column in block {
      let start = columns[column] * rowCount
      let mean = means[column]
      let factor = 1 / scales[column]
      for row in range {
        panel[position] = (Double(values[start + rows[row]]) - mean) * factor
        position += 1
      }
    }
    guard let rowFactors else { return }
    position = 0
    for _ in block {
      for row in range {
        panel[position] *= rowFactors[row]
        position += 1
      }
    }
  }
}
