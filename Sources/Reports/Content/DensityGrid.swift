/// Points counted in small cells, so that a scatter of millions of rows stays a small drawing.
///
/// Either hexagons, binned here from points, or the rectangles of a two-dimensional histogram.
public struct DensityGrid: Codable, Hashable, Sendable {
  /// The shape of every cell.
  public enum CellShape: String, Codable, Hashable, Sendable {
    /// Pointy-topped hexagons; `cellHeight` is the distance from point to point.
    case hexagon
    /// Axis-parallel rectangles.
    case rectangle
  }

  /// One cell with at least one point.
  public struct Cell: Codable, Hashable, Sendable {
    /// Centre of the cell on the x axis.
    public let x: Double
    /// Centre of the cell on the y axis.
    public let y: Double
    /// Points in the cell.
    public let count: Int

    /// Makes a cell.
    public init(x: Double, y: Double, count: Int) {
      self.x = x
      self.y = y
      self.count = count
    }
  }

  /// The shape of every cell.
  public let shape: CellShape
  /// Width of a cell in units of x.
  public let cellWidth: Double
  /// Height of a cell in units of y.
  public let cellHeight: Double
  /// The cells that are not empty.
  public let cells: [Cell]

  /// Points in all cells.
  public var total: Int { cells.reduce(0) { $0 + $1.count } }

  init(shape: CellShape, cellWidth: Double, cellHeight: Double, cells: [Cell]) {
    self.shape = shape
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.cells = cells
  }

  /// A grid from a two-dimensional histogram with equal bins; empty bins are left out.
  ///
  /// `counts` is (x bins, y bins), row-major: the count of x bin `i` and y bin `j` stands at
  /// `i * yBins + j`. Histograms with more than 100 bins on a side are merged two by two until they
  /// have at most 100.
  ///
  /// ```swift
  /// try DensityGrid(
  ///   counts: [0, 3, 1, 0], xBins: 2, yBins: 2, xRange: 0...2, yRange: 0...2).cells
  /// // (0.5, 1.5): 3 and (1.5, 0.5): 1
  /// ```
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when `counts` does not
  ///   have `xBins * yBins` entries.
  public init(
    counts: [Int], xBins: Int, yBins: Int, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>
  ) throws(ReportsError) {
    guard xBins > 0, yBins > 0, counts.count == xBins * yBins else {
      throw .lengthMismatch(
        content: "density grid", what: "counts", found: counts.count,
        expected: max(0, xBins) * max(0, yBins))
    }
    let xStep = Self.mergeFactor(xBins)
    let yStep = Self.mergeFactor(yBins)
    let columns = (xBins + xStep - 1) / xStep
    let rows = (yBins + yStep - 1) / yStep
    var merged = [Int](repeating: 0, count: columns * rows)
    for i in 0..<xBins {
      for j in 0..<yBins { merged[i / xStep * rows + j / yStep] += counts[i * yBins + j] }
    }
    let width = (xRange.upperBound - xRange.lowerBound) / Double(xBins) * Double(xStep)
    let height = (yRange.upperBound - yRange.lowerBound) / Double(yBins) * Double(yStep)
    var cells: [Cell] = []
    for index in merged.indices where merged[index] > 0 {
      cells.append(
        Cell(
          x: xRange.lowerBound + (Double(index / rows) + 0.5) * width,
          y: yRange.lowerBound + (Double(index % rows) + 0.5) * height, count: merged[index]))
    }
    self.init(shape: .rectangle, cellWidth: width, cellHeight: height, cells: cells)
  }

  private static func mergeFactor(_ bins: Int) -> Int {
    var factor = 1
    while (bins + factor - 1) / factor > 100 { factor *= 2 }
    return factor
  }
}
