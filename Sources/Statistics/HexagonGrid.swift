/// Points counted in hexagons, so that a scatter of millions of rows stays a small drawing.
///
/// The nearest centre of two interleaved rectangular lattices (Carr et al. 1987,
/// doi 10.1080/01621459.1987.10478445). Hexagons stand on a point; they are regular when the two
/// ranges are drawn with equal sides.
///
/// ```swift
/// HexagonGrid(x: [0, 0, 1], y: [0, 0, 1], columns: 10)?.cells.map(\.count)  // 2, 1
/// ```
public struct HexagonGrid: Codable, Hashable, Sendable {
  /// One hexagon with at least one point.
  public struct Cell: Codable, Hashable, Sendable {
    /// Centre on the x axis.
    public let x: Double
    /// Centre on the y axis.
    public let y: Double
    /// Points in the hexagon.
    public let count: Int
  }

  /// Width of a hexagon in units of x.
  public let cellWidth: Double
  /// Height of a hexagon, from point to point, in units of y; rows are ¾ of it apart.
  public let cellHeight: Double
  /// The hexagons that are not empty, from the lowest row to the highest, each from left to right.
  public let cells: [Cell]

  /// Points in all cells.
  public var total: Int { cells.reduce(0) { $0 + $1.count } }

  /// Counts points; nil without any.
  ///
  /// Both axes run over their own smallest to largest value, or over the range of both together with
  /// `sharedRange`, so that a diagonal means equality. A constant variable gets a range of ± ½.
  ///
  /// - Parameter columns: hexagons across the range of x, at least 2.
  /// - Precondition: as many y as x, all finite.
  /// - Complexity: O(points + cells).
  public init?(x: [Double], y: [Double], columns: Int = 34, sharedRange: Bool = false) {
    precondition(x.count == y.count && columns >= 2, "\(x.count), \(y.count) values, \(columns)")
    guard var xRange = Self.range(of: x), var yRange = Self.range(of: y) else { return nil }
    if sharedRange {
      xRange = min(xRange.lowerBound, yRange.lowerBound)...max(xRange.upperBound, yRange.upperBound)
      yRange = xRange
    }
    let lattice = HexagonLattice(x: xRange, y: yRange, columns: columns)
    cellWidth = lattice.width
    cellHeight = lattice.rowPair * 2 / 3
    cells = lattice.cells(x: x, y: y)
  }

  private static func range(of values: [Double]) -> ClosedRange<Double>? {
    guard let lowest = values.min(), let highest = values.max() else { return nil }
    precondition(lowest.isFinite && highest.isFinite, "\(lowest) to \(highest)")
    return lowest < highest ? lowest...highest : (lowest - 0.5)...(highest + 0.5)
  }
}

/// The centres of the hexagons: lattice A at whole steps, lattice B half a step to the right and up.
private struct HexagonLattice {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// Width of a hexagon, in units of x.
  let width: Double
  /// Distance between two rows of the same lattice, in units of y: √3 widths on a square plot.
  let rowPair: Double
  let columns: Int
  let rows: Int

  init(x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int) {
    self.x = x
    self.y = y
    self.columns = columns + 2
    width = (x.upperBound - x.lowerBound) / Double(columns)
    rowPair = (y.upperBound - y.lowerBound) / Double(columns) * 3.0.squareRoot()
    rows = Int((y.upperBound - y.lowerBound) / rowPair) + 3
  }

  func cells(x xs: [Double], y ys: [Double]) -> [HexagonGrid.Cell] {
    var counts = [Int](repeating: 0, count: 2 * columns * rows)
    for index in xs.indices {
      let u = (xs[index] - x.lowerBound) / width
      let v = (ys[index] - y.lowerBound) / rowPair
      let (aColumn, aRow) = (u.rounded(), v.rounded())
      let (bColumn, bRow) = (u.rounded(.down), v.rounded(.down))
      let toA = (u - aColumn) * (u - aColumn) + 3 * (v - aRow) * (v - aRow)
      let (du, dv) = (u - bColumn - 0.5, v - bRow - 0.5)
      let toB = du * du + 3 * dv * dv
      if toA <= toB {
        counts[(2 * Int(aRow)) * columns + Int(aColumn)] += 1
      } else {
        counts[(2 * Int(bRow) + 1) * columns + Int(bColumn)] += 1
      }
    }
    return counts.indices.filter { counts[$0] > 0 }.map { index in
      let (half, column) = (index / columns, index % columns)
      let shift = half % 2 == 0 ? 0 : 0.5
      return HexagonGrid.Cell(
        x: x.lowerBound + (Double(column) + shift) * width,
        y: y.lowerBound + Double(half) / 2 * rowPair, count: counts[index])
    }
  }
}
