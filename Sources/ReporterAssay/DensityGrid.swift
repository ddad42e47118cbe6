/// A scatter plot of any number of rows as counts on a grid, so that a report stays small.
///
/// ```swift
/// let grid = DensityGrid(x: [0, 1, 1], y: [0, 1, 1], bins: 2)
/// grid?.cells  // (0, 0): 1 row, (1, 1): 2 rows
/// ```
public struct DensityGrid: Hashable, Codable, Sendable {
  /// A cell that holds at least one row.
  public struct Cell: Hashable, Codable, Sendable {
    /// Column of the grid, 0 at the smallest x.
    public let column: Int
    /// Row of the grid, 0 at the smallest y.
    public let row: Int
    /// Number of table rows.
    public let rows: Int
  }

  /// Smallest and largest x; the edges of the grid.
  public let xRange: ClosedRange<Double>
  /// Smallest and largest y; the edges of the grid.
  public let yRange: ClosedRange<Double>
  /// Number of columns, and of rows, of the grid.
  public let bins: Int
  /// Number of table rows, the sum over the cells.
  public let rows: Int
  /// Cells with at least one row, by grid row, then column.
  public let cells: [Cell]

  /// Bins paired values; nil without rows. A constant variable gets a range of ± ½ around it.
  ///
  /// - Precondition: as many y as x, all finite; `bins` ≥ 1.
  public init?(x: [Double], y: [Double], bins: Int = 64) {
    precondition(x.count == y.count && bins >= 1, "\(x.count), \(y.count) values, \(bins) bins")
    guard let xRange = Self.range(of: x), let yRange = Self.range(of: y) else { return nil }
    var counts = [Int](repeating: 0, count: bins * bins)
    let xScale = Double(bins) / (xRange.upperBound - xRange.lowerBound)
    let yScale = Double(bins) / (yRange.upperBound - yRange.lowerBound)
    for index in 0..<x.count {
      let column = min(bins - 1, Int((x[index] - xRange.lowerBound) * xScale))
      let row = min(bins - 1, Int((y[index] - yRange.lowerBound) * yScale))
      counts[row * bins + column] += 1
    }
    self.xRange = xRange
    self.yRange = yRange
    self.bins = bins
    rows = x.count
    cells = counts.indices.filter { counts[$0] > 0 }.map { index in
      Cell(column: index % bins, row: index / bins, rows: counts[index])
    }
  }

  private static func range(of values: [Double]) -> ClosedRange<Double>? {
    guard let lowest = values.min(), let highest = values.max() else { return nil }
    return lowest < highest ? lowest...highest : (lowest - 0.5)...(highest + 0.5)
  }
}
