import Foundation

/// One least-squares problem with a few columns, of which the last is the one of interest, solved
/// by Householder reflections.
///
/// The rows are set one by one, already multiplied by the root of their weight. A column that
/// depends on the columns before it (what is left of it is below 1e-7 of its length) is left out,
/// so missing rows that make the design singular are noticed. Residuals below 3e-14 of the response
/// are rounding errors and count as 0. Rows of one block may share a correlation:
/// ``solve(correlation:)`` then solves the generalised problem. The same workspace is used again
/// for the next problem without new memory.
///
/// ```swift
/// var workspace = LeastSquaresWorkspace(columns: 2)
/// workspace.start(rows: 4)
/// for (row, response) in [1.0, 3, 4, 8].enumerated() {
///   workspace.setRow(row, design: [1, row < 2 ? 0 : 1], response: response)
/// }
/// let fit = workspace.solve()
/// // fit.coefficient = 6 − 2 = 4, fit.residualSumOfSquares = 2 + 8 = 10, fit.residualDegrees = 2,
/// // fit.unscaledDeviation = √(1/2 + 1/2) = 1
/// ```
public struct LeastSquaresWorkspace: Sendable {
  /// Columns of the design.
  public let columns: Int
  /// Rows of the problem at hand.
  public private(set) var rows = 0
  /// Block of every row, counted from 0.
  var blocks: [Int] = []
  /// Rows of the largest block.
  public private(set) var largestBlock = 0
  /// The design and, as last column, the response; column-major.
  private var cells: [Double] = []
  private var scratch: [Double] = []
  private var blockSums: [Double] = []
  private var blockSizes: [Int] = []
  private var blockCount = 0

  /// Makes a workspace.
  ///
  /// - Precondition: at least one column.
  public init(columns: Int) {
    precondition(columns >= 1, "columns \(columns)")
    self.columns = columns
  }

  /// Starts a new problem; every row must be set afterwards.
  public mutating func start(rows: Int) {
    self.rows = rows
    let needed = rows * (columns + 1)
    if cells.count < needed {
      cells = [Double](repeating: 0, count: needed)
      scratch = cells
    }
    if blocks.count < rows { blocks = [Int](repeating: 0, count: rows) }
    for block in 0..<blockCount { blockSizes[block] = 0 }
    blockCount = 0
    largestBlock = 0
  }

  /// Sets one row of the problem.
  ///
  /// - Parameters:
  ///   - design: values of the columns, read from `offset` on.
  ///   - rootWeight: square root of the weight of the row.
  ///   - block: number of the block, from 0; used only with a correlation.
  public mutating func setRow(
    _ row: Int, design: [Double], offset: Int = 0, response: Double, rootWeight: Double = 1,
    block: Int = 0
  ) {
    for column in 0..<columns {
      cells[column * rows + row] = design[offset + column] * rootWeight
    }
    cells[columns * rows + row] = response * rootWeight
    blocks[row] = block
    while blockSizes.count <= block {
      blockSizes.append(0)
      blockSums.append(0)
    }
    blockCount = max(blockCount, block + 1)
    blockSizes[block] += 1
    largestBlock = max(largestBlock, blockSizes[block])
  }

  /// Blocks with at least one row.
  var occupiedBlocks: Int {
    blockSizes[..<blockCount].reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
  }

  /// ln |C| of the correlation matrix of the rows: Σ over blocks of m rows of
  /// (m − 1)·ln(1 − ρ) + ln(1 − ρ + mρ).
  func logDeterminant(correlation: Double) -> Double {
    var sum = 0.0
    for block in 0..<blockCount where blockSizes[block] > 0 {
      let size = Double(blockSizes[block])
      sum += (size - 1) * log1p(-correlation) + log(1 - correlation + size * correlation)
    }
    return sum
  }

  /// Solves the problem; rows of one block have errors of this correlation, others of none.
  ///
  /// The rows of a block of m are multiplied by the symmetric root of the inverse of its
  /// correlation matrix, (I − (c/m)·J)/√(1 − ρ) with c = 1 − √((1 − ρ)/(1 − ρ + mρ)).
  ///
  /// - Precondition: −1/(m − 1) < ρ < 1 for the largest block.
  /// - Complexity: O(rows · columns²).
  public mutating func solve(correlation: Double = 0) -> LastColumnFit {
    for position in 0..<(rows * (columns + 1)) { scratch[position] = cells[position] }
    if correlation != 0 { whiten(correlation) }
    var rank = 0
    var isEstimable = false
    var diagonal = 0.0
    var logDeterminant = 0.0
    for column in 0..<columns {
      isEstimable = false
      guard let reflected = reflect(column, from: rank) else { continue }
      diagonal = reflected
      logDeterminant += 2 * log(abs(reflected))
      rank += 1
      isEstimable = true
    }
    let response = columns * rows
    var squares = 0.0
    for row in rank..<max(rank, rows) {
      squares += scratch[response + row] * scratch[response + row]
    }
    var explained = 0.0
    for row in 0..<min(rank, rows) {
      explained += scratch[response + row] * scratch[response + row]
    }
    // What rounding leaves of an exact fit is no residual.
    if squares < 1e-27 * explained { squares = 0 }
    return LastColumnFit(
      isEstimable: isEstimable,
      coefficient: isEstimable ? scratch[response + rank - 1] / diagonal : 0,
      unscaledDeviation: isEstimable ? 1 / abs(diagonal) : 0, residualSumOfSquares: squares,
      residualDegrees: rows - rank, logDeterminant: logDeterminant)
  }

  private mutating func whiten(_ correlation: Double) {
    let scale = 1 / (1 - correlation).squareRoot()
    for column in 0...columns {
      let start = column * rows
      for block in 0..<blockCount { blockSums[block] = 0 }
      for row in 0..<rows { blockSums[blocks[row]] += scratch[start + row] }
      for block in 0..<blockCount where blockSizes[block] > 0 {
        let size = Double(blockSizes[block])
        let kept = ((1 - correlation) / (1 - correlation + size * correlation)).squareRoot()
        blockSums[block] *= (1 - kept) / size
      }
      for row in 0..<rows {
        scratch[start + row] = (scratch[start + row] - blockSums[blocks[row]]) * scale
      }
    }
  }

  /// Turns the part of a column from `rank` on into (diagonal, 0, …); nil when nothing is left of
  /// it.
  private mutating func reflect(_ column: Int, from rank: Int) -> Double? {
    let start = column * rows
    guard rank < rows else { return nil }
    var above = 0.0
    for row in 0..<rank { above += scratch[start + row] * scratch[start + row] }
    var below = 0.0
    for row in rank..<rows { below += scratch[start + row] * scratch[start + row] }
    guard below > 1e-14 * (above + below) else { return nil }
    let first = scratch[start + rank]
    let diagonal = first > 0 ? -below.squareRoot() : below.squareRoot()
    scratch[start + rank] = first - diagonal
    let factor = 1 / (below - first * diagonal)
    for other in (column + 1)...columns {
      let place = other * rows
      var product = 0.0
      for row in rank..<rows { product += scratch[start + row] * scratch[place + row] }
      product *= factor
      for row in rank..<rows { scratch[place + row] -= product * scratch[start + row] }
    }
    return diagonal
  }
}
